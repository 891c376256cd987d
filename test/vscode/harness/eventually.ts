// Waits for what the editor does in its own time. No fixed pauses elsewhere: a test states what must become true.
import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats `attempt` until it does not throw, and gives its result; throws its last error after `seconds`. */
export async function eventually<T>(attempt: () => Promise<T>, seconds = 40): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}
