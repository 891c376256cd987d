// Figures as a person reads them.
import assert from 'node:assert/strict';
import { bytes, day, figure, moment, momentDay, percent, probability } from '../../media/parts/format';

const cases = <T>(name: string, write: (value: T) => string, table: readonly (readonly [T, string])[]) =>
  describe(name, () => {
    for (const [value, expected] of table)
      it(`${String(value)} is ${expected}`, () => {
        assert.equal(write(value), expected);
      });
  });

cases('a share', percent, [
  [0, '0%'],
  [0.00001, '<0.1%'],
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
  [0.00004, '4.0e-5'],
  [Number.POSITIVE_INFINITY, '∞'],
  [Number.NaN, '–'],
]);
cases('a p-value', probability, [
  [0, '< 0.001'],
  [0.0005, '< 0.001'],
  [0.04, '0.040'],
]);
cases('a size', bytes, [
  [0, '0 B'],
  [999, '999 B'],
  [3_661_442, '3.66 MB'],
  [1e15, '1,000 TB'],
]);

describe('a moment', () => {
  it("is told by the reader's zone, which it names", () => {
    assert.match(moment('2026-11-25T02:08:09Z'), /^2026-11-2[456] \d\d:\d8 \S+$/);
    assert.equal(momentDay('2026-11-25T02:08:09Z'), moment('2026-11-25T02:08:09Z').slice(0, 10));
  });
  it('is left as it is where it is none', () => {
    assert.deepEqual([moment('soon'), momentDay('soon'), day('soon')], ['soon', 'soon', 'soon']);
  });
});
