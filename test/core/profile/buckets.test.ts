// Buckets: every finite value has one, its edges hold it, and quantiles from them stay within 1%.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bucketCells,
  bucketEdges,
  bucketOf,
  bucketsOf,
  mergeBuckets,
} from '../../../src/core/profile/buckets';
import { quantileLevels, quantilesOf } from '../../../src/core/profile/quantiles';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const slack = 1e-12;

describe('buckets', () => {
  it('hold every finite value between their edges', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const { low, high } = bucketEdges(bucketOf(value));
        const room = Math.abs(value) * slack + Number.MIN_VALUE;
        assert.ok(low - room <= value && value <= high + room, `${value} in [${low}, ${high}]`);
      }),
    );
  });

  it('end with the largest finite number', () => {
    const last = bucketOf(Number.MAX_VALUE);
    assert.equal(bucketEdges(last).high, Number.MAX_VALUE);
    assert.equal(bucketEdges(-last).low, -Number.MAX_VALUE);
  });

  it('have the sign of their values and their order', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        assert.equal(Math.sign(bucketOf(a)) + 0, Math.sign(a) + 0);
        if (a < b) assert.ok(bucketOf(a) <= bucketOf(b));
      }),
    );
  });

  it('are 1% wide', () => {
    for (const value of [1e-300, 0.001, 1, 5, 1e6, 1e300]) {
      const { low, high } = bucketEdges(bucketOf(value));
      assert.ok(Math.abs(high / low - 1.01) < 1e-9, String(value));
    }
  });

  it('of two parts add up to the buckets of the whole', () => {
    const values = fc.array(fc.record({ value: finite, count: fc.integer({ min: 1, max: 9 }) }));
    fc.assert(
      fc.property(values, values, (a, b) => {
        assert.deepEqual(mergeBuckets(bucketsOf(a), bucketsOf(b)), bucketsOf([...a, ...b]));
      }),
    );
  });

  it('give quantiles within 1% of the order statistics around them', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 300 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
        const buckets = bucketsOf(values.map((value) => ({ value, count: 1 })));
        const quantiles = quantilesOf(bucketCells(buckets, { min, max, isInteger: false }));
        for (const level of quantileLevels) {
          const [below = 0, above = 0] = [Math.floor, Math.ceil].map(
            (round) => sorted[round(level * (sorted.length - 1))],
          );
          const found = quantiles?.values[String(level)] ?? NaN;
          const room = 0.0101 * Math.max(Math.abs(below), Math.abs(above)) + Number.MIN_VALUE;
          assert.ok(
            below - room <= found && found <= above + room,
            `${level}: ${found} of ${below}..${above}`,
          );
        }
      }),
    );
  });

  it('of small whole numbers are single values', () => {
    const buckets = bucketsOf([-7, 0, 3, 42, 99].map((value) => ({ value, count: 1 })));
    assert.deepEqual(
      bucketCells(buckets, { min: -7, max: 99, isInteger: true }).map(({ low, high }) => [low, high]),
      [-7, 0, 3, 42, 99].map((value) => [value, value]),
    );
  });
});

describe('quantiles', () => {
  it('of counted values are those of NumPy', () => {
    const cells = [1, 2, 3, 4, 10].map((value) => ({ low: value, high: value, count: 1 }));
    assert.deepEqual(quantilesOf(cells, [0, 0.25, 0.5, 0.875, 1])?.values, {
      '0': 1,
      '0.25': 2,
      '0.5': 3,
      '0.875': 7,
      '1': 10,
    });
  });

  it('of nothing are undefined', () => {
    assert.equal(quantilesOf([]), undefined);
  });
});
