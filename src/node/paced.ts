// Long work of core, given up at once when it is cancelled.
import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../core/steps';

/** Between two steps everything else of the process has its turn. */
export async function paced<T>(steps: Steps<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
    signal.throwIfAborted();
  }
}
