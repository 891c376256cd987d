// The one way a stage is executed: inline, or by a detached runner that outlives whoever asked.
import type { Outcome, RunEvent } from '../../core/run/run';
import type { Clock } from '../clock';
import type { Project } from '../project';
import type { Stage } from '../stage';
import { performRun } from './perform';
import { forgetSkipped } from './forget';
import { makeRun } from './record';
import { runDetached } from './detached';

export interface Execution<Request> {
  readonly project: Project;
  readonly clock: Clock;
  readonly stage: Stage<Request>;
  readonly request: Request;
  /** The run that asks for this one. */
  readonly parent?: string;
  /** Undefined: as the stage says. */
  readonly detach?: boolean;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/** Throws what the stage throws; `cancelled` when the signal aborts, once the run has ended. */
export async function executeStage<Request>(execution: Execution<Request>): Promise<Outcome> {
  const { stage, detach = stage.isDetached, ...rest } = execution;
  if (detach) return runDetached({ ...rest, stage: stage.name });
  const run = await makeRun({ ...rest, stage: stage.name });
  const outcome = await performRun({ ...rest, stage, run });
  if (outcome.kind === 'skipped') await forgetSkipped(rest.project, run);
  return outcome;
}
