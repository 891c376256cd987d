// Times in cells of fixed edges: few enough, and those of parts add up to those of the whole.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeTimeCells, timeCellsOf, timeCellsWithin, widthFor } from '../../../src/core/profile/timeCells';

describe('cells of times', () => {
  const boundsOf = (values: readonly number[]) => ({ min: Math.min(...values), max: Math.max(...values) });
  const cells = (values: readonly number[]) =>
    timeCellsOf(
      values.map((value) => ({ value, count: 1 })),
      boundsOf(values),
    );

  for (const [range, width] of [
    [0, 1],
    [2_000, 1],
    [2_001, 5],
    [3_600_000, 5_000],
    [365 * 86_400_000, 21_600_000],
    [9_999 * 366 * 86_400_000, 2_048 * 86_400_000],
  ] as const)
    it(`of a range of ${range} ms are ${width} ms wide`, () => assert.equal(widthFor(range), width));

  it('of two parts add up to those of the whole', () => {
    const time = fc.integer({ min: -62135596800000, max: 253402300799000 });
    fc.assert(
      fc.property(fc.array(time, { minLength: 2, maxLength: 60 }), fc.nat(), (values, at) => {
        const cut = 1 + (at % (values.length - 1));
        const [a, b] = [values.slice(0, cut), values.slice(cut)];
        assert.deepEqual(mergeTimeCells(cells(a), cells(b), boundsOf(values)), cells(values));
      }),
    );
  });

  it('are told within the extremes', () => {
    const found = timeCellsWithin(cells([5, 86_400_000 * 40]), { min: 5, max: 86_400_000 * 40 });
    assert.deepEqual(found[0]?.low, 5);
    assert.deepEqual(found.at(-1)?.high, 86_400_000 * 40);
  });
});
