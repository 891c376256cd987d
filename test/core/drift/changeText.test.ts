// What is told of a column that moved: what moved, in figures that read otherwise than they did.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalQuantile } from '../../../src/core/distribution';
import { distributionOfValues, type Distribution } from '../../../src/core/drift/distribution';
import { changeText } from '../../../src/core/drift/changeText';
import type { ColumnDrift } from '../../../src/core/drift/columnDrift';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { seededRandom } from '../../../src/core/random';

const repeated = (counts: readonly (readonly [value: unknown, times: number])[]) =>
  counts.flatMap(([value, times]) => Array.from({ length: times }, () => value));
const categories = (...counts: Parameters<typeof repeated>[0]) =>
  distributionOfValues(repeated(counts), 'categorical');
const years = (from: number, to: number, more: Parameters<typeof repeated>[0] = []) => [
  ...Array.from({ length: 1000 }, (_none, row) => from + (row % (to - from + 1))),
  ...repeated(more),
];
const narrow = (power: number) =>
  Array.from({ length: 1000 }, (_none, row) => 1e6 + 0.2 * (row / 999) ** power);
const normal = (spread: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 1000 }, () => 40 + spread * normalQuantile(random.uniform()));
};
/** Counted as a profile counts years, from one among them. */
const counted = (values: readonly unknown[], origin = 1970) =>
  distributionOfValues(values, { kind: 'numeric', buckets: { origin, index: [], counts: [] }, missing: 0 });
const list: Distribution = { kind: 'categorical', counts: new Map([['a', 500], ['b', 400]]), other: 100, missing: 0 }; // prettier-ignore
const heating = categories(['gas', 410], ['oil', 340], ['pump', 150], [null, 100]);

const compared = (reference: Distribution, current: Distribution): ColumnDrift => {
  const [column] = compareColumns([{ name: 'x', reference, current }], 0.01);
  assert.ok(column);
  return column;
};

describe('what moved in a column', () => {
  const table: readonly (readonly [string, Distribution, Distribution, string])[] = [
    ['is the category whose share changed most, not a missing share that hardly did', heating, categories(['gas', 410], ['oil', 210], ['pump', 278], [null, 102]), 'oil 34% → 21%'],
    ['is the missing share where that changed', heating, categories(['gas', 260], ['oil', 280], ['pump', 110], [null, 350]), 'gas 41% → 26%; missing 10% → 35%'],
    ['names what is new', categories(['a', 900], ['b', 100]), categories(['a', 500], ['b', 100], ['c', 400]), 'a 90% → 50%; new: c'],
    ['is nothing where chance may have done it', heating, categories(['gas', 420], ['oil', 325], ['pump', 150], [null, 105]), ''],
    ['lies beyond the list of categories', list, categories(['a', 500], ['b', 400], ...Array.from({ length: 300 }, (_none, at) => [`c${at}`, 1] as const)), '25% beyond the listed categories'],
    ['is the median and the middle half of numbers', counted(years(1950, 1990)), counted(years(1960, 1990)), 'median 1,970 → 1,975, middle half 1,959 to 1,980 → 1,967 to 1,983'],
    ['is both where all move by as much', counted(normal(2, 1), 40), counted(normal(2, 1).map((value) => value + 3), 40), "median 40.07 → 43.06, middle half 38.56 to 41.37 → 41.56 to 44.4; 2.4% beyond the reference's range"],
    ['is the middle half alone where the median stays', counted(repeated([[-1, 200], [0, 600], [1, 200]]), 0), counted(repeated([[-1, 400], [0, 200], [1, 400]]), 0), 'middle half 0 → -1 to 1'],
    ['is the middle half where that is a single number now', counted(repeated([[5, 300], [6, 400], [7, 300]]), 0), counted(repeated([[6, 1000]]), 0), 'middle half 5 to 7 → 6'],
    ['is the one end of the middle half that moved', counted(repeated([[1, 700], [2, 200], [9, 100]]), 0), counted(repeated([[1, 600], [2, 100], [9, 300]]), 0), 'middle half 1 to 2 → 1 to 9'],
    ['is the median alone where the middle half stays', counted(repeated([[0, 300], [5, 300], [10, 400]]), 0), counted(repeated([[0, 400], [6, 200], [10, 400]]), 0), 'median 5 → 6'],
    ['is their mean where both stay', counted(repeated([[1, 900], [2, 50], [9, 50]]), 0), counted(repeated([[1, 800], [2, 50], [9, 150]]), 0), 'mean about 1.45 → 2.25'],
    ['is no mean that only buckets see moved', counted(repeated([[5, 100], [6, 800], [7, 100]]), 0), counted(repeated([[6, 1000]]), 0), 'shape of the distribution'],
    ['has no zeros that no bucket knows', counted(repeated([[0.5, 700], [1, 300]]), 0), counted(repeated([[0.5, 300], [1, 700]]), 0), 'median 0.5 → 1'],
    ['has as many digits as tell a small change of large numbers', counted(narrow(1), 1e6), counted(narrow(2), 1e6), 'median 1,000,000.1 → 1,000,000.05, middle half 1,000,000.05 to 1,000,000.15 → 1,000,000.01 to 1,000,000.11'],
    ['has an exponent where numbers are immense', counted(repeated([[1.01e20, 700], [1.04e20, 300]]), 0), counted(repeated([[1.01e20, 300], [1.04e20, 700]]), 0), 'median 1.01e+20 → 1.04e+20'],
    ['is the mean of the largest numbers that there are', counted(repeated([[Number.MAX_VALUE, 900], [49, 100]]), 0), counted(repeated([[Number.MAX_VALUE, 1000]]), 0), 'mean about 1.6e+308 → 1.8e+308'],
    ['is the end of the middle half that became as large', counted(repeated([[Number.MAX_VALUE, 100], [49, 900]]), 0), counted(repeated([[Number.MAX_VALUE, 300], [49, 700]]), 0), 'middle half 49 → 49 to 1.8e+308'],
    ['has them at both ends of the middle half where one moved', counted(repeated([[1e6, 500], [1e6 + 0.2, 500]]), 1e6), counted(repeated([[1e6, 500], [1e6 + 0.1, 500]]), 1e6), 'middle half 1,000,000 to 1,000,000.2 → 1,000,000 to 1,000,000.1'],
    ['is the shape where those stay too', counted(repeated([[-2, 100], [-1, 200], [0, 400], [1, 200], [2, 100]]), 0), counted(repeated([[-2, 100], [-1, 350], [0, 100], [1, 350], [2, 100]]), 0), 'shape of the distribution'],
    ['is no number where only missing ones changed', counted(normal(2, 1), 40), counted([...normal(2, 2), ...repeated([[null, 200]])], 40), 'missing 0% → 16.7%'],
    ['is the missing share and the numbers where both changed', counted(years(1950, 1990)), counted(years(1960, 1990, [[null, 200]])), 'median 1,970 → 1,975, middle half 1,959 to 1,980 → 1,967 to 1,983; missing 0% → 16.7%'],
    ['lies beyond their range, where within it and of the missing all is as chance may have it', counted(years(1900, 2020, [[null, 69]])), counted(years(1900, 2020, [[null, 85], [2030, 20]])), "2% beyond the reference's range"],
  ]; // prettier-ignore
  for (const [name, reference, current, expected] of table)
    it(name, () => assert.equal(changeText(compared(reference, current)), expected));

  it('is told of a window of before it was kept as far as that knows it', () => {
    const { category, missing, ...old } = compared(heating, categories(['gas', 410], ['oil', 210], ['pump', 278], [null, 102])); // prettier-ignore
    assert.ok(category && missing.p !== undefined);
    const { reference, current } = missing;
    assert.equal(changeText({ ...old, missing: { reference, current } }), 'missing 10% → 10.2%');
  });

  const older = compared(counted(years(1950, 1990)), counted(years(1960, 1990)));
  const windows: readonly (readonly [string, object, string])[] = [
    ['of before the middle half was kept', { middleHalf: undefined }, 'median 1,970 → 1,975'],
    ['of before that, where the median stayed', { middleHalf: undefined, median: { reference: 1970, current: 1970 }, mean: { reference: 1970, current: 1972 } }, 'mean about 1,970 → 1,972'],
    ['that kept a width and a test of each', { middleHalf: undefined, median: { reference: 39, current: 40, p: 0.3 }, spread: { reference: 20, current: 15, p: 1e-9 } }, 'median 39 → 40'],
  ]; // prettier-ignore
  for (const [name, stored, expected] of windows)
    it(`is read of a window ${name}`, () =>
      assert.equal(changeText({ ...older, ...stored, drifted: true }), expected));

  it('is never a part that reads alike on both sides, nor the mean beside another', () => {
    const number = fc.oneof(
      fc.double(),
      fc.constantFrom(Infinity, -Infinity, NaN),
      fc.integer({ min: -2, max: 2 }),
      fc.integer({ min: -3, max: 3 }).map((steps) => 1e6 + steps / 1e3),
      fc.integer({ min: -3, max: 3 }).map((steps) => 1e-9 * steps),
    );
    const change = fc.record({ reference: number, current: number });
    const middleHalf = fc.record({ low: change, high: change });
    fc.assert(
      fc.property(change, middleHalf, change, (median, half, mean) => {
        const text = changeText({ ...older, median, middleHalf: half, mean, drifted: true });
        const parts = text.split(', ').map((part) => {
          const [, what, was, is] = /^(median|middle half|mean about) (.+) → (.+)$/.exec(part) ?? [];
          assert.ok(was !== is || text === 'shape of the distribution', text);
          return what;
        });
        assert.ok(parts.length === 1 || !parts.includes('mean about'), text);
      }),
    );
  });

  it('is told by the part that decided, whatever the level', () => {
    const moved = compared(heating, categories(['gas', 450], ['oil', 315], ['pump', 140], [null, 95]));
    assert.ok(moved.p > 0.01 && !moved.drifted);
    assert.equal(changeText({ ...moved, drifted: true }), 'gas 41% → 45%');
  });
});
