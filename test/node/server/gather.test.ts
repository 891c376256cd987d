import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unavailable } from '../../../src/core/errors';
import { gatherCalls } from '../../../src/node/server/gather';

const later = () => new Promise((resolve) => setImmediate(resolve));

describe('requests answered together', () => {
  it('each get their own answers, in order, by one call at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer(), { minLength: 1, maxLength: 5 }), { maxLength: 20 }),
        async (requests) => {
          let running = 0;
          const double = gatherCalls(async (items: readonly number[]) => {
            assert.equal(++running, 1);
            await later();
            running--;
            return items.map((item) => item * 2);
          });
          const answers = await Promise.all(requests.map(double));
          assert.deepEqual(
            answers,
            requests.map((items) => items.map((item) => item * 2)),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('share a call while the model is busy', async () => {
    const sizes: number[] = [];
    const answer = gatherCalls(async (items: readonly number[]) => {
      sizes.push(items.length);
      await later();
      return items;
    });
    await Promise.all(Array.from({ length: 10 }, (_none, index) => answer([index])));
    assert.deepEqual(sizes, [1, 9]);
  });

  it('fail together where what answers stays unavailable', async () => {
    let calls = 0;
    const answer = gatherCalls(async () => {
      calls++;
      await later();
      throw unavailable('Nobody is there.');
    });
    const results = await Promise.allSettled([[1], [2], [3]].map(answer));
    assert.deepEqual(
      [calls, ...results.map(({ status }) => status)],
      [2, 'rejected', 'rejected', 'rejected'],
    );
  });

  const rest: readonly [string, readonly number[], readonly string[], number][] = [
    ['one among others', [1, 2, 13, 3], ['1', '2', 'no', '3'], 5],
    ['the first', [13, 1, 2], ['no', '1', '2'], 3],
    ['two in a row, which the others wait for', [1, 13, 13, 2, 3], ['1', 'no', 'no', 'no', 'no'], 4],
  ];
  for (const [which, requests, told, expected] of rest)
    it(`fail alone where it is unavailable for ${which}`, async () => {
      let calls = 0;
      const answer = gatherCalls(async (items: readonly number[]) => {
        calls++;
        await later();
        if (items.includes(13)) throw unavailable('Nobody is there.');
        return items;
      });
      const results = await Promise.allSettled(requests.map((item) => answer([item])));
      assert.deepEqual(
        results.map((result) => (result.status === 'fulfilled' ? String(result.value) : 'no')),
        told,
      );
      assert.equal(calls, expected);
    });

  it('fail alone when only one is wrong', async () => {
    const answer = gatherCalls(async (items: readonly number[]) => {
      await later();
      if (items.includes(13)) throw new Error('unlucky');
      return items;
    });
    const results = await Promise.allSettled([[1], [2], [13], [4]].map(answer));
    assert.deepEqual(results.map(({ status }) => status), ['fulfilled', 'fulfilled', 'rejected', 'fulfilled']); // prettier-ignore
  });
});
