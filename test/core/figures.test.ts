// Figures as a person reads them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bytes,
  cellFigure,
  counted,
  figure,
  fixed,
  percent,
  probability,
  tick,
} from '../../src/core/figures';

const cases = <T>(name: string, write: (value: T) => string, table: readonly (readonly [T, string])[]) =>
  describe(name, () => {
    for (const [value, expected] of table)
      it(`${String(value)} is ${expected}`, () => {
        assert.equal(write(value), expected);
      });
  });

cases('a share', percent, [
  [0, '0%'],
  [0.00001, '0.001%'],
  [0.00346, '0.35%'],
  [0.2, '20%'],
  [0.123, '12.3%'],
  [0.99999, '>99.9%'],
  [1, '100%'],
  [Number.NaN, '–'],
]);
cases('a figure', figure, [
  [0, '0'],
  [0.6873, '0.687'],
  [-12.345, '-12.35'],
  [123.45, '123.5'],
  [40394, '40,394'],
  [12345.678, '12,346'],
  [0.00025, '0.00025'],
  [-0.000041, '-0.000041'],
  [0.000001, '0.000001'],
  [4e-9, '4.0e-9'],
  [Number.POSITIVE_INFINITY, '∞'],
  [Number.NaN, '–'],
]);
cases('a figure among others of a column', cellFigure, [
  [0, '0'],
  [0.00025, '<0.001'],
  [4e-9, '<0.001'],
  [0.0006, '0.001'],
  [-0.00025, '-0.00025'],
  [1234.5, '1,235'],
]);
cases('two decimals', (value: number) => fixed(value, 2), [
  [-0.003, '0.00'],
  [-0.006, '-0.01'],
  [-10, '-10.00'],
]);
cases('a p-value', probability, [
  [0, '< 0.001'],
  [0.0005, '< 0.001'],
  [0.04, '0.040'],
]);
cases('a size', bytes, [
  [0, '0 B'],
  [999, '999 B'],
  [3_400_000, '3.4 MB'],
  [3_661_442, '3.66 MB'],
  [1e15, '1,000 TB'],
]);

it('a count names its noun', () => {
  assert.deepEqual(
    [counted(1, 'row'), counted(40394, 'row'), counted(0, 'category', 'categories')],
    ['1 row', '40,394 rows', '0 categories'],
  );
});
cases('beside an axis', tick, [
  [0, '0'],
  [0.02, '0.02'],
  [0.0005, '0.0005'],
  [0.00002, '2e-5'],
  [1200, '1.2K'],
  [-1250, '-1.25K'],
  [123_456_100, '123.4561M'],
  [123_456_100_000_000, '123.4561T'],
  [1.25e18, '1.25e+18'],
]);
describe('beside an axis', () => {
  it('no two of the ticks of any range read the same, and none is longer than its round number', () => {
    const steps = fc.record({
      first: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      factor: fc.constantFrom(1, 2, 5),
      power: fc.integer({ min: -20, max: 20 }),
    });
    fc.assert(
      fc.property(steps, ({ first, factor, power }) => {
        const ticks = Array.from({ length: 8 }, (_, index) => {
          const at = (first + index) * factor;
          return power < 0 ? at / 10 ** -power : at * 10 ** power;
        });
        const labels = ticks.map(tick);
        assert.equal(new Set(labels).size, ticks.length, labels.join(' '));
        assert.ok(Math.max(...labels.map(({ length }) => length)) <= 18, labels.join(' '));
      }),
    );
  });
  it('near values of large size differ', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const next = value + Math.abs(value) * 1e-15 + Number.MIN_VALUE;
        assert.ok(next === value || next === Infinity || tick(next) !== tick(value));
      }),
    );
  });
});
