// A deadline is kept whatever the collector of garbage does meanwhile.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDeadline } from '../../../src/node/process/withDeadline';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const forEver = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

describe('work with a deadline', () => {
  it('is given up after its time, garbage collected or not', async () => {
    const { signal } = new AbortController();
    const works = Array.from({ length: 5 }, () => withDeadline({ limit: 300, signal }, forEver));
    const ended = Promise.allSettled(works);
    for (let round = 0; round < 10; round++) {
      collectGarbage();
      await sleep(20);
    }
    for (const one of await ended)
      assert.equal(one.status === 'rejected' && (one.reason as Error).name, 'TimeoutError');
  });

  it('ends with the signal that it was given, and with the work', async () => {
    const stop = new AbortController();
    const working = withDeadline({ limit: 60_000, signal: stop.signal }, forEver);
    stop.abort(new Error('stopped'));
    await assert.rejects(working, /stopped/);
    assert.equal(await withDeadline({ limit: 1, signal: new AbortController().signal }, () => Promise.resolve(7)), 7); // prettier-ignore
  });
});
