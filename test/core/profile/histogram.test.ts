// Histograms: bins that hold for any range, that an outlier cannot break, and whose counts add up.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { binOf, chooseBins, histogramOfCells } from '../../../src/core/profile/histogram';

const points = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b).map((value) => ({ low: value, high: value, count: 1 }));
const binsOf = (values: readonly number[], isInteger = false) =>
  chooseBins({ min: Math.min(...values), max: Math.max(...values), isInteger, cells: points(values) });

describe('histogram', () => {
  it('has round edges', () => {
    const values = Array.from({ length: 91 }, (_, at) => 0.1 * at + 1);
    assert.deepEqual(histogramOfCells(binsOf(values), points(values)).edges.slice(0, 4), [1, 1.5, 2, 2.5]);
  });

  it('counts decimals on an edge to the bin that begins there', () => {
    const bins = { from: 4.3, step: 0.1, bins: 10 };
    assert.deepEqual(
      [4.3, 4.4, 4.6, 5.1].map((value) => binOf(bins, value)),
      [0, 1, 3, 8],
    );
  });

  it('keeps its bins where one value lies far out', () => {
    const values = Array.from({ length: 1000 }, (_, at) => (at % 100) / 10);
    const without = binsOf(values);
    const { counts } = histogramOfCells(binsOf([...values, 1e9]), points([...values, 1e9]));
    assert.ok(without.bins >= 10);
    assert.ok(counts.filter((count) => count > 0).length >= 10, String(counts));
  });

  it('gives whole numbers a bin each where there are few', () => {
    const values = [3, 3, 4, 7];
    assert.deepEqual(histogramOfCells(binsOf(values, true), points(values)), {
      edges: [3, 4, 5, 6, 7, 8],
      counts: [2, 1, 0, 0, 1],
    });
  });

  it('gives whole numbers far from zero bins of whole numbers', () => {
    const values = [2e12, 2e12 + 1, 2e12 + 7];
    assert.deepEqual(binsOf(values, true), { from: 2e12, step: 1, bins: 8 });
  });

  it('holds every value of any range in ascending edges', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 50 }), fc.boolean(), (raw, isInteger) => {
        const values = isInteger ? raw.map((value) => Math.round(value % 1e12)) : raw;
        const { edges, counts } = histogramOfCells(binsOf(values, isInteger), points(values));
        assert.equal(edges.length, counts.length + 1);
        assert.ok(counts.length <= 2_000);
        assert.ok(
          edges.every((edge, at) => Number.isFinite(edge) && (at === 0 || edge > (edges[at - 1] ?? 0))),
          edges.join(),
        );
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          values.length,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('shares out the values of a wide cell and loses none', () => {
    const bins = { from: 0, step: 1, bins: 4 };
    assert.deepEqual(histogramOfCells(bins, [{ low: 0.5, high: 2.5, count: 100 }]).counts, [25, 50, 25, 0]);
    assert.deepEqual(histogramOfCells(bins, [{ low: 0, high: 3, count: 10 }]).counts, [3, 4, 3, 0]);
  });
});
