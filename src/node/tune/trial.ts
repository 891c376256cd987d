// One trial of a tuning: a training run of its own, found again where it was done or is under way.
import { join } from 'node:path';
import { isLifecycleError } from '../../core/errors';
import type { ParamValue } from '../../core/manifest/manifest';
import type { RunState } from '../../core/run/run';
import { hasEnded } from '../../core/run/state';
import { hasWholeOutputs } from '../run/candidate';
import { followToEnd, runDetached } from '../run/detached';
import { listRuns, readRun, type FoundRun } from '../run/find';
import { runFiles } from '../run/folder';
import type { StageContext } from '../stage';
import { toLifecycleError } from '../thrown';

export interface TrialRun {
  readonly params: Readonly<Record<string, ParamValue>>;
  /** The training run that has the model; undefined where it failed. */
  readonly run?: FoundRun;
  readonly error?: string;
}

export interface WantedTrial {
  readonly params: Readonly<Record<string, ParamValue>>;
  /** The key that its training will have. */
  readonly key: string;
}

/** Training runs by their keys, of those that are wanted and the best of each: one that has its model, else one that is still at work. */
export async function runsByKey(
  { project, signal }: StageContext,
  model: string,
  wanted: readonly WantedTrial[],
): Promise<Map<string, FoundRun>> {
  const keys = new Set(wanted.map(({ key }) => key));
  const [found, atWork] = [new Map<string, FoundRun>(), new Map<string, FoundRun>()];
  for (const run of await listRuns(project, { stage: 'train', name: model })) {
    const key = run.state.training?.key;
    if (key === undefined || !keys.has(key) || found.has(key)) continue;
    if (await hasWholeOutputs(run, signal)) found.set(key, run);
    else if (!atWork.has(key) && !hasEnded(run.state.status)) atWork.set(key, run);
  }
  return new Map([...atWork, ...found]);
}

/** A trial that fails is told in its result; only what would make every trial fail is thrown. */
export async function runTrial(
  context: StageContext,
  model: string,
  { params, known }: Pick<WantedTrial, 'params'> & { readonly known: FoundRun | undefined },
  signal: AbortSignal,
): Promise<TrialRun> {
  if (known && hasEnded(known.state.status)) return { params, run: known };
  try {
    const outcome = known
      ? await followToEnd(known.folder, { signal })
      : await runDetached({
          project: context.project,
          clock: context.clock,
          stage: 'train',
          request: { model, params },
          parent: context.run.id,
          signal,
        });
    const { run } = outcome.document as { run: string };
    return { params, run: await readRun(context.project, run) };
  } catch (error) {
    if (signal.aborted) throw error;
    const { code, message } = toLifecycleError(error);
    if (isLifecycleError(error) && (code === 'failed' || code === 'cancelled'))
      return { params, error: message };
    throw error;
  }
}

/** Absolute path of the model file that the run left. */
export const modelFileOf = (run: FoundRun, output: string) => join(runFiles(run.folder).artifacts, output);

/** What the command took, in seconds; undefined where it was not told. */
export function secondsOf({ outcome }: RunState): number | undefined {
  const { seconds } = (outcome?.document ?? {}) as { seconds?: number };
  return seconds;
}
