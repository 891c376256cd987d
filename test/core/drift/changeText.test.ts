// What is told of a column that moved: what moved it, and nothing that chance moves as much.
import assert from 'node:assert/strict';
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
    ['is the median of numbers', counted(years(1950, 1990)), counted(years(1960, 1990)), 'median 1,970 → 1,975'],
    ['is their mean where the median stays', counted(repeated([[1, 700], [2, 200], [9, 100]]), 0), counted(repeated([[1, 600], [2, 100], [9, 300]]), 0), 'mean about 2 → 3.49'],
    ['has no zeros that no bucket knows', counted(repeated([[0.5, 700], [1, 300]]), 0), counted(repeated([[0.5, 300], [1, 700]]), 0), 'median 0.5 → 1'],
    ['has as many digits as tell a small change of large numbers', counted(narrow(1), 1e6), counted(narrow(2), 1e6), 'median 1,000,000.1 → 1,000,000.05'],
    ['is the spread where the centre stays', counted(repeated([[-1, 200], [0, 600], [1, 200]]), 0), counted(repeated([[-1, 400], [0, 200], [1, 400]]), 0), 'spread of the middle half 0 → 2'],
    ['is the spread where chance moves the centre as much', counted(normal(2, 1), 40), counted(normal(1, 2), 40), 'spread of the middle half 2.81 → 1.31'],
    ['is the shape where those stay too', counted(repeated([[-2, 100], [-1, 200], [0, 400], [1, 200], [2, 100]]), 0), counted(repeated([[-2, 100], [-1, 350], [0, 100], [1, 350], [2, 100]]), 0), 'shape of the distribution'],
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

  it('is told by the part that decided, whatever the level', () => {
    const moved = compared(heating, categories(['gas', 450], ['oil', 315], ['pump', 140], [null, 95]));
    assert.ok(moved.p > 0.01 && !moved.drifted);
    assert.equal(changeText({ ...moved, drifted: true }), 'gas 41% → 45%');
  });
});
