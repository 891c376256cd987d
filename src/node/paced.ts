// Long work of core, given up at once when it is cancelled.
import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../core/steps';

/** Everything else of the process has its turn, a cancellation above all. */
export async function turn(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}

/** Rows that plain work goes through between two turns. */
export const rowsATurn = 50_000;

/** Between two steps everything else of the process has its turn. */
export async function paced<T>(steps: Steps<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn(signal);
  }
}
