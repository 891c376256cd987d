import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom, shuffled, xoshiro128 } from '../../src/core/random';
import { fixture } from '../statistics/fixture';

interface Known {
  readonly xoshiro: { readonly state: [number, number, number, number]; readonly out: readonly number[] };
}

describe('random', () => {
  it('gives the published stream of xoshiro128**', () => {
    const { state, out } = fixture<Known>('distributions').xoshiro;
    const next = xoshiro128(state);
    assert.deepEqual(
      out.map(() => next()),
      out,
    );
  });

  it('gives equal streams for equal seeds and different ones for others, also beyond 32 bits', () => {
    const start = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 4 }, () => random.uniform());
    };
    assert.deepEqual(start(7), start(7));
    const seeds = [0, 1, 2, -1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    assert.equal(new Set(seeds.map((seed) => start(seed).join())).size, seeds.length);
  });

  it('refuses a seed that is not whole', () => {
    assert.throws(() => seededRandom(0.5), RangeError);
    assert.throws(() => seededRandom(NaN), RangeError);
  });

  it('stays below any limit and reaches every number of a small one equally often', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 40 }), (seed, limit) => {
        const value = seededRandom(seed).below(limit);
        assert.ok(Number.isInteger(value) && value >= 0 && value < limit);
      }),
    );
    const random = seededRandom(1);
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 30000; draw++) {
      const value = random.below(3);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    assert.ok(
      counts.every((count) => Math.abs(count - 10000) < 400),
      counts.join(),
    );
  });

  it('draws uniform and normal numbers with the moments they should have', () => {
    const random = seededRandom(2);
    let [uniform, normal, square] = [0, 0, 0];
    for (let draw = 0; draw < 40000; draw++) {
      uniform += random.uniform();
      const value = random.normal();
      normal += value;
      square += value ** 2;
    }
    assert.ok(Math.abs(uniform / 40000 - 0.5) < 0.01);
    assert.ok(Math.abs(normal / 40000) < 0.025);
    assert.ok(Math.abs(square / 40000 - 1) < 0.04);
  });

  it('shuffles without losing a value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (values, seed) => {
        const sort = (list: number[]) => [...list].sort((a, b) => a - b);
        assert.deepEqual(sort(shuffled(values, seededRandom(seed))), sort(values));
      }),
    );
  });
});
