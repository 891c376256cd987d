// The detached runner's life: it opens the run's folder, performs its stage, and leaves the answer in the events.
import { resolve } from 'node:path';
import { shapes } from '../../core/shapes';
import { wrongInput } from '../../core/errors';
import type { RunRecord } from '../../core/run/run';
import { clockAt } from '../clock';
import { readStored } from '../files/stored';
import { openProject } from '../project';
import type { Stage } from '../stage';
import { runFiles } from './folder';
import { performRun } from './perform';

export interface Runner {
  readonly folder: string;
  /** Loads the stage by its name. */
  readonly openStage: (name: RunRecord['stage']) => Promise<Stage<unknown>>;
  readonly signal: AbortSignal;
}

/** Throws what the stage throws; whoever follows reads it from the events. */
export async function performInRunner({ folder, openStage, signal }: Runner): Promise<void> {
  const record = await readStored<RunRecord>(runFiles(folder).record, shapes.run);
  if (!record) throw wrongInput(`${folder} is no run's folder.`);
  await performRun({
    project: await openProject(resolve(folder, '..', '..', '..')),
    clock: clockAt(record.asOf),
    stage: await openStage(record.stage),
    run: { record, folder },
    signal,
  });
}
