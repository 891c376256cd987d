// Changes of numbers that quantile bins with open ends do not see, each against SciPy's verdict on the raw values; what sees them instead.
import assert from 'node:assert/strict';
import { align } from '../../../src/core/drift/align';
import { distributionOfValues } from '../../../src/core/drift/distribution';
import { beyondRange } from '../../../src/core/drift/beyondRange';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { bucketsOf } from '../../../src/core/profile/buckets';
import { seededRandom } from '../../../src/core/random';
import { assertRelative } from '../../statistics/fixture';

const rows = 2000;
const level = 0.01;
const random = seededRandom(5);
const drawn = (value: () => number) => Array.from({ length: rows }, value);
const numbers = (values: readonly number[]) => distributionOfValues(values, 'numeric');
const compare = (reference: readonly number[], current: readonly number[]) =>
  compareColumns([{ name: 'x', reference: numbers(reference), current: numbers(current) }], level)[0];

describe('a column of numbers drifts', () => {
  const mostly = (often: number, other: () => number) =>
    drawn(() => (random.uniform() < 0.9 ? often : other()));
  const around = () => drawn(() => 100 + 10 * random.normal());
  const largest = (values: readonly number[], share: number) =>
    [...values].sort((a, b) => b - a)[Math.floor(share * values.length)] ?? 0;
  const tail = around();
  const cases: readonly [string, readonly number[], readonly number[]][] = [
    ['where a constant becomes another', drawn(() => 5), drawn(() => 5000)],
    ['where a flag is written in another way', drawn(() => random.below(2)), drawn(() => 7 * random.below(2))],
    ['where a code is replaced', drawn(() => 1 + random.below(3)), drawn(() => [1, 2, 9][random.below(3)] ?? 1)],
    ['where a frequent value falls below all others', mostly(0, () => 1 + random.below(99)), mostly(-50, () => 1 + random.below(99))],
    ['where a frequent value moves to one beside it', mostly(50, () => random.below(100)), mostly(49, () => random.below(100))],
    ['where its largest tenth is in another unit', around(), tail.map((value) => (value > largest(tail, 0.1) ? value * 1000 : value))],
    ['where one row in a hundred is a sentinel', around(), around().map((value, row) => (row % 100 === 0 ? -999 : value))],
    ['where it is rounded to tens', drawn(() => random.below(100)), drawn(() => 10 * random.below(10))],
  ]; // prettier-ignore
  for (const [what, reference, current] of cases)
    it(what, () => {
      const column = compare(reference, current);
      assert.ok(column?.drifted && column.p < 1e-4, String(column?.p));
    });

  it('by what bins, KS and the range say together, each with its share of the false alarms', () => {
    const column = compare(
      around(),
      around().map((value) => value + 1),
    );
    const { chi_square, ks, beyond } = column?.measures ?? {};
    assert.ok(chi_square?.p !== undefined && ks?.p !== undefined && beyond?.p !== undefined);
    assertRelative(column?.p ?? NaN, Math.min(1, 2 * chi_square.p, 4 * ks.p, 4 * beyond.p), 1e-12);
  });
});

describe('bins of numbers', () => {
  it('hold a frequent value alone, on both sides', () => {
    const values = [
      ...Array.from({ length: 50 }, (_none, at) => at + 1),
      ...Array<number>(50).fill(200),
      300,
    ];
    const { reference } = align(numbers(values), numbers([]));
    assert.ok(reference.includes(50), String(reference));
  });
});

describe('values beyond the reference’s range', () => {
  const buckets = (values: readonly number[]) => bucketsOf(values.map((value) => ({ value, count: 1 })));
  const reference = buckets([1, 2, 4, 8, 16, 32]);

  it('have the p-value of the places that they take among all', () => {
    // Two of four above six: 4 * 3 / (10 * 9), of either end.
    const found = beyondRange(reference, buckets([2, 4, 100, 200]));
    assert.equal(found?.share, 0.5);
    assertRelative(found?.p ?? NaN, (2 * 4 * 3) / (10 * 9), 1e-12);
    assertRelative(beyondRange(reference, buckets([-5, -4, -3]))?.p ?? NaN, 2 / ((9 * 8 * 7) / 6), 1e-12);
  });

  it('are none within it, and nothing where a side is empty', () => {
    assert.deepEqual(beyondRange(reference, buckets([1, 3, 32])), { share: 0, p: 1 });
    assert.equal(beyondRange(reference, buckets([])), undefined);
    assert.equal(beyondRange(buckets([]), reference), undefined);
  });
});
