// Waiting for the lock on one dataset's state, so that two stages that write it never mix.
import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled } from '../../core/errors';
import { tryLock } from '../files/lock';
import type { Project } from '../project';

/** `current` is held for a moment by whoever changes current.json; the others for as long as the stage works. */
export type DatasetLock = 'collect' | 'prepare' | 'current';

export interface WaitOptions {
  /** Called once where another process holds the lock. */
  readonly onWait?: (pid: number) => void;
  readonly signal?: AbortSignal;
}

/** Does the work while no one else holds the same lock. Throws `cancelled` where the signal aborts while waiting. */
export async function withDatasetLock<T>(
  project: Project,
  dataset: string,
  kind: DatasetLock,
  work: () => Promise<T>,
  { onWait, signal }: WaitOptions = {},
): Promise<T> {
  const file = project.paths.datasets(dataset, `${kind}.lock`);
  let hasWaited = false;
  for (;;) {
    if (signal?.aborted) throw cancelled();
    const attempt = await tryLock(file, kind);
    if (attempt.kind === 'held') {
      try {
        return await work();
      } finally {
        await attempt.release();
      }
    }
    if (!hasWaited) onWait?.(attempt.holder.process.pid);
    hasWaited = true;
    await sleep(50);
  }
}
