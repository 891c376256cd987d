// Numbers and text of one column in two units, and what is in one though it looks otherwise.
import assert from 'node:assert/strict';
import { bucketsOf } from '../../../src/core/profile/buckets';
import type { ColumnProfile } from '../../../src/core/profile/profile';
import { unitMix } from '../../../src/core/quality/unitMix';
import { textUnits } from '../../../src/core/quality/unitText';
import { seededRandom } from '../../../src/core/random';

const random = seededRandom(11);
const heights = Array.from({ length: 1_000 }, () => 1.7 + 0.1 * random.normal());
function column(values: readonly number[]): ColumnProfile {
  return {
    name: 'x',
    type: 'DOUBLE',
    kind: 'number',
    semantic: 'number',
    missing: 0,
    hiddenMissing: {},
    distinct: values.length,
    isDistinctExact: true,
    min: Math.min(...values),
    max: Math.max(...values),
    buckets: bucketsOf(values.map((value) => ({ value, count: 1 }))),
    top: [],
    other: values.length,
  };
}
const some = (values: readonly number[], every: number, change: (value: number) => number) =>
  values.map((value, at) => (at % every === 0 ? change(value) : value));

describe('numbers in two units', () => {
  for (const [what, factor] of [
    ['centimetres', 100],
    ['millimetres', 1_000],
    ['sixtieths', 60],
  ] as const)
    for (const every of [100, 20, 5])
      it(`are metres with ${what} in 1 of ${every}`, () => {
        const mix = unitMix(column(some(heights, every, (value) => value * factor)));
        assert.deepEqual([mix?.factor, mix?.above], [factor, 1_000 / every]);
      });
  it('are few large ones among small', () => {
    const mix = unitMix(column(some(heights, 20, (value) => value / 1_000)));
    assert.deepEqual([mix?.factor, mix?.below], [1_000, 50]);
  });
  const honest: [string, readonly number[]][] = [
    ['two kinds, one three times as large, as petals are', some(heights, 3, (value) => value * 3.28)],
    ['one unit', heights],
    ['a long tail', heights.map((value) => Math.exp(20 * (value - 1.7)))],
    ['two groups of another shape', some(heights, 5, () => 170 + 60 * random.uniform())],
    ['a few far out', some(heights, 500, (value) => value * 1_000)],
    ['counts with many zeros', heights.map((value) => Math.max(0, Math.round(10 * (value - 1.7))))],
  ];
  for (const [what, values] of honest)
    it(`are not ${what}`, () => assert.equal(unitMix(column(values)), undefined));
});

describe('text in several units', () => {
  const ways = (...values: string[]) => ({
    name: 'x',
    others: 0,
    ways: values.map((value) => ({ examples: [value], count: 10 })),
  });
  it('names them, the most frequent first', () =>
    assert.deepEqual(
      textUnits(ways('5 kg', '7,5 kg', '300 g', '12 KG'))?.units.map(({ unit, rows }) => [unit, rows]),
      [
        ['kg', 30],
        ['g', 10],
      ],
    ));
  it('has numbers without one', () =>
    assert.deepEqual(
      textUnits(ways('5 kg', '5'))?.units.map(({ unit }) => unit),
      ['kg', ''],
    ));
  for (const values of [
    ['5 kg', '6 kg'],
    ['12a', '13b', '14'],
    ['red', '5 kg'],
    ['5', '6'],
    ['1 Main St', '2 Oak St'],
  ])
    it(`is not ${values.join(', ')}`, () => assert.equal(textUnits(ways(...values)), undefined));
});
