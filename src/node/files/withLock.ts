// Waiting for a lock, so that two processes that write the same state never mix.
import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled } from '../../core/errors';
import type { ProcessIdentity } from '../../core/run/run';
import { tryLock } from './lock';

export interface WaitOptions {
  /** Called once where another process holds the lock. */
  readonly onWait?: (holder: ProcessIdentity) => void;
  readonly signal?: AbortSignal;
}

/** Does the work while no one else holds the lock. Throws `cancelled` where the signal aborts while waiting. */
export async function withLock<T>(
  { file, purpose }: { readonly file: string; readonly purpose: string },
  work: () => Promise<T>,
  { onWait, signal }: WaitOptions = {},
): Promise<T> {
  let hasWaited = false;
  for (;;) {
    if (signal?.aborted) throw cancelled();
    const attempt = await tryLock(file, purpose);
    if (attempt.kind === 'held') {
      try {
        return await work();
      } finally {
        await attempt.release();
      }
    }
    if (!hasWaited) onWait?.(attempt.holder.process);
    hasWaited = true;
    await sleep(50);
  }
}
