import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { inParallel } from '../../src/node/parallel';

const never = new AbortController().signal;
const items = Array.from({ length: 20 }, (_none, index) => index);

describe('work in parallel', () => {
  it('gives results in the order of the items, never more at once than allowed', async () => {
    let [now, most] = [0, 0];
    const results = await inParallel(
      items,
      3,
      async (item) => {
        most = Math.max(most, ++now);
        for (let turns = 0; turns < (item * 7) % 5; turns++) await turn();
        now--;
        return item * 2;
      },
      never,
    );
    assert.deepEqual(
      results,
      items.map((item) => item * 2),
    );
    assert.equal(most, 3);
  });

  it('takes any number at once', async () => {
    assert.deepEqual(await inParallel(items, 1e9, async (item) => Promise.resolve(item), never), items);
  });

  it('ends with the first error, aborts what is under way, and starts nothing more', async () => {
    const started: number[] = [];
    const aborted: number[] = [];
    const work = async (item: number, signal: AbortSignal) => {
      started.push(item);
      if (item === 2) throw new Error('first');
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      aborted.push(item);
      throw new Error('later');
    };
    await assert.rejects(inParallel(items, 3, work, never), /first/);
    assert.deepEqual(started, [0, 1, 2]);
    assert.deepEqual(aborted, [0, 1]);
  });

  it('ends when it is aborted from outside, after its work has', async () => {
    const controller = new AbortController();
    let ended = 0;
    const work = async (_item: number, signal: AbortSignal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await turn();
      ended++;
    };
    const running = inParallel(items, 4, work, controller.signal);
    controller.abort();
    await assert.rejects(running, { name: 'AbortError' });
    assert.equal(ended, 4);
  });
});
