// One training of a model at a time; what a training started itself (the trials of a tuning) is let through.
import { join } from 'node:path';
import { unavailable } from '../../core/errors';
import { minute } from '../../core/times';
import { tryLock } from '../files/lock';
import type { Project } from '../project';
import { endLeftCommand } from '../run/stop';
import { isRunId } from '../../core/run/id';
import { remedy } from '../../core/remedy';

export interface ModelLock {
  /** True where the run that asked for this one holds the model: this is a trial of it. */
  readonly isTrial: boolean;
  release(): Promise<void>;
}

/** Throws `unavailable`, saying who trains it. A lock whose owner was killed is taken over, and the command it left is ended. */
export async function lockModel(
  project: Project,
  model: string,
  run: { readonly id: string; readonly parent?: string },
): Promise<ModelLock> {
  const lock = await tryLock(join(project.paths.locks(), `train-${model}.json`), run.id);
  if (lock.kind === 'held') {
    if (lock.previous && isRunId(lock.previous.purpose))
      await endLeftCommand(project.paths.runs(lock.previous.purpose));
    return { isTrial: false, release: () => lock.release() };
  }
  const { holder } = lock;
  if (holder.purpose === run.parent) return { isTrial: true, release: () => Promise.resolve() };
  throw unavailable(
    `${model} is being trained already, by run ${holder.purpose} (process ${holder.process.pid} on ${holder.process.host}, since ${minute(holder.at)} UTC).`,
    {
      hint: 'Wait for it, follow its log, or stop it.',
      remedy: remedy('log', holder.purpose, '--follow'),
    },
  );
}
