import assert from 'node:assert/strict';
import fc from 'fast-check';
import { align } from '../../../src/core/drift/align';
import { distributionOfValues } from '../../../src/core/drift/distribution';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { psi } from '../../../src/core/drift/measures';
import { seededRandom } from '../../../src/core/random';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
const numbers = (values: readonly unknown[]) => distributionOfValues(values, 'numeric');
const categories = (values: readonly unknown[]) => distributionOfValues(values, 'categorical');
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
const normal = (count: number, mean: number, seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => mean + random.normal());
};

describe('aligned distributions', () => {
  it('count every value once, whatever the values are', () => {
    const values = fc.array(fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constant(null)));
    fc.assert(
      fc.property(values, values, (r, c) => {
        const { reference, current, bins } = align(numbers(r), numbers(c));
        assert.deepEqual([total(reference), total(current)], [r.length, c.length]);
        assert.ok(reference.length === bins.length && current.length === bins.length && bins.length <= 21);
      }),
    );
  });

  it('have bins of about equal share in the reference', () => {
    const { reference } = align(numbers(normal(10_000, 0, 1)), numbers([]));
    assert.equal(reference.length, 11);
    for (const count of reference.slice(0, -1)) assert.ok(Math.abs(count - 1000) < 120, String(reference));
  });

  it('give a value that fills several bins’ share a bin of its own', () => {
    const { reference } = align(
      numbers([...Array.from({ length: 90 }, () => 0), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
      numbers([]),
    );
    assert.deepEqual(reference, [90, 10, 0]);
  });

  for (const [rows, whose, filled] of [
    [1990, 'both', 5],
    [2000, 'the reference', 10],
  ] as const)
    it(`are cut at the quantiles of ${whose} where the reference has ${rows / 10} rows a bin`, () => {
      const upTo = (from: number) => Array.from({ length: rows }, (_none, index) => from + index);
      const { reference } = align(numbers(upTo(0)), numbers(upTo(rows)));
      assert.equal(reference.filter((count) => count > 0).length, filled);
    });

  it('are not hidden by one outlier', () => {
    const [r, c] = [normal(5000, 0, 1), normal(5000, 1, 2)];
    const clean = align(numbers(r), numbers(c));
    const spoilt = align(numbers(r), numbers([...c, 1e6]));
    assert.ok(Math.abs(psi(clean.reference, clean.current) - psi(spoilt.reference, spoilt.current)) < 0.01);
    assert.ok(psi(spoilt.reference, spoilt.current) > 0.8);
  });

  it('name the categories that are new', () => {
    const { newCategories } = align(categories(['a', 'a', 'b', '']), categories(['a', 'z', 'y', null]));
    assert.deepEqual(newCategories, ['y', 'z']);
  });

  it('put categories together that are rare in both, new ones too, and keep a new one that is not', () => {
    const often = (name: string, times: number) => Array<string>(times).fill(name);
    const { bins, reference, current } = align(
      categories([...often('a', 40), ...often('b', 50), 'c', 'd', null]),
      categories([...often('a', 40), ...often('z', 20), 'c', 'x', 'y', null]),
    );
    assert.deepEqual(bins, ['a', 'b', 'z', 'other', 'missing']);
    assert.deepEqual(reference, [40, 50, 0, 2, 1]);
    assert.deepEqual(current, [40, 0, 20, 3, 1]);
  });

  it('have fewer bins for few rows, so that none is thin', () => {
    const bins = (rows: number) =>
      align(numbers(normal(1000, 0, 1)), numbers(normal(rows, 0, 2))).bins.length - 1;
    assert.deepEqual([5, 20, 40, 70, 500].map(bins), [2, 4, 8, 10, 10]);
  });

  it('count text among numbers as missing', () => {
    assert.equal(numbers(['3', 'three', 4]).missing, 1);
  });
});

describe('compared columns', () => {
  const level = 0.01;
  it('drift when their values move or go missing, and not when they are the same', () => {
    const [same, moved] = [normal(2000, 0, 3), normal(2000, 0.5, 4)];
    const holes = same.map((value, index) => (index % 4 === 0 ? null : value));
    const reference = numbers(normal(5000, 0, 1));
    const judged = compareColumns(
      [
        { name: 'same', reference, current: numbers(same) },
        { name: 'moved', reference, current: numbers(moved) },
        { name: 'holes', reference, current: numbers(holes) },
        { name: 'month', reference, current: numbers(moved), excluded: 'it follows from the time' },
      ],
      level,
    );
    assert.deepEqual(judged.map(({ name, drifted }) => [name, drifted]), [['same', false], ['moved', true], ['holes', true], ['month', false]]); // prettier-ignore
    assert.ok((judged[3]?.p ?? 1) < 1e-6);
  });

  it('have no measures where a side has no rows, and none of order where a side has no values', () => {
    const measures = (r: readonly unknown[], c: readonly unknown[]) =>
      Object.keys(
        compareColumns([{ name: 'x', reference: numbers(r), current: numbers(c) }], level)[0]?.measures ?? {},
      );
    assert.deepEqual(measures([1, 2, 3], []), []);
    assert.deepEqual(measures([], [1, 2, 3]), []);
    assert.ok(measures([1, 2, 3], [null, null]).includes('chi_square'));
    assert.ok(!measures([1, 2, 3], [null, null]).includes('ks'));
  });

  it('say which measure a p-value belongs to: distances have none of their own', () => {
    const [column] = compareColumns(
      [{ name: 'x', reference: numbers(normal(500, 0, 5)), current: numbers(normal(500, 0, 6)) }],
      level,
    );
    const tested = Object.entries(column?.measures ?? {}).filter(([, { p }]) => p !== undefined);
    assert.deepEqual(tested.map(([name]) => name).sort(), ['beyond', 'chi_square', 'ks', 'psi']);
  });

  it('give chi-square with the p-value of that very statistic, thin bins pooled in both', () => {
    const often = (name: string, times: number) => Array<string>(times).fill(name);
    const thin = Array.from({ length: 30 }, (_none, at) => `rare ${at}`);
    const [column] = compareColumns(
      [
        {
          name: 'x',
          reference: categories([...often('a', 300), ...often('b', 200), null]),
          current: categories([...often('a', 60), ...often('b', 40), ...thin.slice(0, 5)]),
        },
      ],
      level,
    );
    const { value, p } = column?.measures['chi_square'] ?? { value: NaN };
    // a, b, and the others together: two degrees, of which the upper tail is exp(-x / 2).
    near(p ?? NaN, Math.exp(-value / 2), 1e-9);
  });

  it('are no numbers that are not: constant, empty and single values', () => {
    const cases = [[[], []], [[1, 1, 1], [1, 1]], [[1], [2]], [[null, null], [null]], [[1, 2, 3], []]] as const; // prettier-ignore
    for (const [r, c] of cases) {
      const [column] = compareColumns([{ name: 'x', reference: numbers(r), current: numbers(c) }], level);
      assert.ok(column && Number.isFinite(column.p) && column.q <= 1 && !column.drifted);
      for (const measure of Object.values(column.measures)) assert.ok(Number.isFinite(measure.value));
    }
  });
});
