// The sketch of distinct values: how near it comes, and that parts add up to the whole.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  estimateDistinct,
  mergeSketches,
  restBits,
  sketchBits,
  sketchError,
  sketchOf,
} from '../../../src/core/profile/distinctSketch';
import { seededRandom, type Random } from '../../../src/core/random';

describe('sketch of distinct values', () => {
  const hashes = (random: Random, many: number) =>
    Array.from({ length: many }, () => [random.below(2 ** sketchBits), random.below(2 ** restBits)] as const);
  /** As a query groups them. */
  const sketch = (values: readonly (readonly [number, number])[]) => {
    const least = new Map<number, number>();
    for (const [register, rest] of values)
      least.set(register, Math.min(rest, least.get(register) ?? Infinity));
    return sketchOf('test', least);
  };

  for (const many of [0, 1, 10, 100, 1_000, 3_000, 10_000, 50_000, 200_000])
    it(`estimates ${many} within what it states`, () => {
      const random = seededRandom(many + 1);
      const errors = Array.from({ length: many > 20_000 ? 10 : 40 }, () => {
        const found = estimateDistinct(sketch(hashes(random, many)));
        return many === 0 ? found : found / many - 1;
      });
      const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
      // The root of a mean of ten squares is above 1.5 standard errors in fewer than one of a hundred.
      assert.ok(spread <= 1.5 * sketchError, String(spread));
    });

  it('of parts adds up to that of the whole, written the same', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(3_000), fc.nat(3_000), (seed, many, at) => {
        const all = hashes(seededRandom(seed), many);
        const [a, b] = [sketch(all.slice(0, at)), sketch(all.slice(at))];
        assert.deepEqual(mergeSketches(a, b), sketch(all));
      }),
      { numRuns: 50 },
    );
  });

  it('does not add up where values were hashed otherwise', () => {
    assert.equal(mergeSketches(sketchOf('a', []), sketchOf('b', [])), undefined);
  });

  it('takes the rarest hash there is', () => {
    assert.ok(estimateDistinct(sketchOf('a', [[0, 0]])) >= 1);
    assert.equal(sketchOf('a', [[3, 0], [2047, 2 ** restBits - 1]]).registers, 'AAA2(2043)B'); // prettier-ignore
  });
});
