// One training of a model at a time; the trials of a tuning that lives are let through.
import { join } from 'node:path';
import { unavailable } from '../../core/errors';
import { isRunId } from '../../core/run/id';
import { hasEnded } from '../../core/run/state';
import { remedy } from '../../core/remedy';
import { holderText, tryLock, wayOut } from '../files/lock';
import type { Project } from '../project';
import { readRun, type FoundRun } from '../run/find';
import { endLeftCommand } from '../run/stop';

export interface ModelLock {
  /** True where a tuning asked for this run, whoever holds the model: the tuning decides what becomes of it. */
  readonly isTrial: boolean;
  release(): Promise<void>;
}

/** Throws `unavailable`, saying who trains it. A lock whose owner was killed is taken over, and the command it left is ended; never by a trial. */
export async function lockModel(
  project: Project,
  model: string,
  run: { readonly id: string; readonly parent?: string },
): Promise<ModelLock> {
  const isPart = run.parent !== undefined && isRunId(run.parent);
  const parent = isPart ? await readRun(project, run.parent) : undefined;
  if (parent?.record.stage === 'tune') return underTuning(parent, model);
  const lock = await tryLock(join(project.paths.locks(), `train-${model}.json`), run.id);
  if (lock.kind === 'held') {
    if (lock.previous && isRunId(lock.previous.purpose))
      await endLeftCommand(project.paths.runs(lock.previous.purpose));
    return { isTrial: false, release: () => lock.release() };
  }
  const { holder } = lock;
  throw unavailable(`${model} is being trained already, by run ${holder.purpose} (${holderText(holder)}).`, {
    isDeclined: true,
    hint: `Wait for it, follow its log, or stop it.${wayOut(lock)}`,
    remedy: remedy('log', holder.purpose, '--follow'),
  });
}

function underTuning({ record, state }: FoundRun, model: string): ModelLock {
  if (!hasEnded(state.status)) return { isTrial: true, release: () => Promise.resolve() };
  throw unavailable(`The tuning of ${model} that this trial is of, run ${record.id}, has ended.`, {
    hint: 'Tune again: the trials that were done are kept.',
    remedy: remedy('tune', model),
  });
}
