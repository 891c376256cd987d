import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Tune } from '../../../src/core/manifest/manifest';
import { trialsOf } from '../../../src/core/tune/space';

type Space = Tune['space'];

const list = fc
  .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 4 })
  .map((values) => values as Space[string]);
const range = (low: fc.Arbitrary<number>, span: fc.Arbitrary<number>) =>
  fc.tuple(low, span).map(([from, by]): [number, number] => [from, from + by]);
const dimension: fc.Arbitrary<Space[string]> = fc.oneof(
  list,
  range(fc.double({ min: 1e-6, max: 1, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true })).map(
    (log) => ({ log }),
  ),
  range(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true })).map(
    (uniform) => ({ uniform }),
  ),
  range(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 30 })).map((int) => ({ int })),
);
const space: fc.Arbitrary<Space> = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), dimension, {
  minKeys: 1,
  maxKeys: 3,
});

const isIn = (value: unknown, allowed: Space[string]): boolean => {
  if (Array.isArray(allowed)) return (allowed as unknown[]).includes(value);
  const [low, high] = 'log' in allowed ? allowed.log : 'uniform' in allowed ? allowed.uniform : allowed.int;
  const isWhole = !('int' in allowed) || Number.isInteger(value);
  return typeof value === 'number' && value >= low && value <= high && isWhole;
};

describe('the trials of a space', () => {
  it('are every combination of a grid, the last parameter fastest, the simplest first', () => {
    const trials = trialsOf({
      search: 'grid',
      seed: 0,
      space: { algorithm: ['logistic', 'forest'], c: [1, 0.1] },
    });
    assert.deepEqual(trials, [
      { params: { algorithm: 'logistic', c: 1 }, order: [0, 0] },
      { params: { algorithm: 'logistic', c: 0.1 }, order: [0, 1] },
      { params: { algorithm: 'forest', c: 1 }, order: [1, 0] },
      { params: { algorithm: 'forest', c: 0.1 }, order: [1, 1] },
    ]);
  });

  it('take a range of a grid as five even points', () => {
    const values = (range: Space[string]) =>
      trialsOf({ search: 'grid', seed: 0, space: { x: range } }).map(({ params }) => params['x']);
    assert.deepEqual(values({ log: [0.01, 100] }), [0.01, 0.1, 1, 10, 100]);
    assert.deepEqual(values({ uniform: [0, 1] }), [0, 0.25, 0.5, 0.75, 1]);
    assert.deepEqual(values({ int: [1, 9] }), [1, 3, 5, 7, 9]);
    assert.deepEqual(values({ int: [1, 2] }), [1, 2]);
  });

  it('are at most as many as allowed', () => {
    const tune = { seed: 0, trials: 3, space: { x: [1, 2, 3, 4, 5] } };
    assert.deepEqual(
      trialsOf({ ...tune, search: 'grid' }).map(({ params }) => params['x']),
      [1, 2, 3],
    );
    assert.equal(trialsOf({ ...tune, search: 'random' }).length, 3);
  });

  it('of a random search end when the space has no more', () => {
    const trials = trialsOf({
      search: 'random',
      trials: 50,
      seed: 0,
      space: { x: [1, 2], y: ['a', 'b', 'c'] },
    });
    assert.equal(trials.length, 6);
  });

  it('need a number for a random search', () => {
    assert.throws(() => trialsOf({ search: 'random', seed: 0, space: { x: [1] } }), { code: 'input' });
  });

  for (const search of ['grid', 'random'] as const)
    it(`of a ${search} search lie in the space, none twice, with an order that follows it`, () => {
      fc.assert(
        fc.property(space, fc.integer({ min: 1, max: 20 }), fc.integer(), (dimensions, trials, seed) => {
          const made = trialsOf({ search, trials, seed, space: dimensions });
          assert(made.length >= 1 && made.length <= trials);
          assert.equal(new Set(made.map(({ params }) => JSON.stringify(params))).size, made.length);
          for (const { params, order } of made) {
            assert.deepEqual(Object.keys(params), Object.keys(dimensions));
            for (const [name, allowed] of Object.entries(dimensions))
              assert(isIn(params[name], allowed), name);
            Object.entries(dimensions).forEach(([name, allowed], index) => {
              const place = order[index] ?? NaN;
              if (Array.isArray(allowed)) assert.equal((allowed as unknown[])[place], params[name]);
              else assert(place >= 0 && place <= 1);
            });
          }
        }),
      );
    });

  it('of a random search are the same for the same seed, and more of them begin with the same', () => {
    fc.assert(
      fc.property(space, fc.integer({ min: 1, max: 10 }), fc.integer(), (dimensions, trials, seed) => {
        const few = trialsOf({ search: 'random', trials, seed, space: dimensions });
        const many = trialsOf({ search: 'random', trials: trials + 5, seed, space: dimensions });
        assert.deepEqual(many.slice(0, few.length), few);
      }),
    );
  });
});
