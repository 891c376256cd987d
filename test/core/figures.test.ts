// Figures as a person reads them.
import assert from 'node:assert/strict';
import { bytes, cellFigure, counted, figure, fixed, percent, probability } from '../../src/core/figures';

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
