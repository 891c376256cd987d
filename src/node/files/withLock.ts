// Waiting for a lock, so that two processes that write the same state never mix.
import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled, unavailable } from '../../core/errors';
import { milliseconds } from '../clock';
import { holderText, tryLock, wayOut } from './lock';

export interface WaitOptions {
  /** Called once where another process holds the lock. */
  readonly onWait?: (message: string) => void;
  readonly signal?: AbortSignal;
}

export interface Waited {
  readonly file: string;
  readonly purpose: string;
  /** What is done while it is held, e.g. `collection of bank`. */
  readonly work: string;
}

/** Whoever holds a lock for longer, by its own clock or by ours, and cannot be looked at from here may be gone, and is not waited for. */
const patience = 20_000;

/**
 * Does the work while no one else holds the lock. Throws `cancelled` where the signal aborts while waiting, `unavailable`
 * where nobody here can tell whether the wait would end.
 */
export async function withLock<T>(
  { file, purpose, work: what }: Waited,
  work: () => Promise<T>,
  { onWait, signal }: WaitOptions = {},
): Promise<T> {
  const from = milliseconds();
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
    const way = wayOut(attempt);
    const heldFor = milliseconds() - Math.min(from, Date.parse(attempt.holder.at));
    if (way !== '' && !(heldFor < patience))
      throw unavailable(`Another ${what} is under way, by ${holderText(attempt.holder)}.`, {
        isDeclined: true,
        hint: `Wait for its end, then run it again.${way}`,
      });
    if (!hasWaited) onWait?.(`Waiting for another ${what}`);
    hasWaited = true;
    await sleep(50);
  }
}
