import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calibratedPsi, qValues } from '../../../src/core/drift/calibrate';
import { homogeneityP } from '../../../src/core/drift/homogeneity';
import { kolmogorovSmirnovP, ksOfCounts } from '../../../src/core/drift/kolmogorov';
import {
  chiSquare,
  hellinger,
  jensenShannon,
  jensenShannonDivergence,
  lInfinity,
  psi,
  totalVariation,
} from '../../../src/core/drift/measures';
import { seededRandom } from '../../../src/core/random';

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
const [first, second] = [[16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]]; // prettier-ignore
const pair = fc.integer({ min: 1, max: 12 }).chain((bins) => {
  const counts = fc.array(fc.nat(500), { minLength: bins, maxLength: bins });
  return fc.tuple(counts, counts);
});

const ksOf = (r: readonly number[], c: readonly number[]) => ksOfCounts(r, c).value;

describe('a distance between distributions', () => {
  // Known values, recomputed with SciPy.
  const known: [string, number, number, number][] = [
    ['Hellinger', hellinger(first, second), 0.06812, 1e-5],
        ['Jensen-Shannon divergence of histograms', jensenShannonDivergence([2, 2, 0, 0], [0, 1, 1, 2]), 0.65563906, 1e-8],
    ['Jensen-Shannon divergence of categories', jensenShannonDivergence([2, 2, 1, 0, 0, 0], [2, 0, 0, 1, 1, 1]), 0.6, 1e-9],
    ['Jensen-Shannon divergence of point masses', jensenShannonDivergence([1, 1, 0], [1, 0, 1]), 0.5, 1e-9],
    ['L-infinity', lInfinity([0, 9, 1], [3, 7, 0]), 0.3, 1e-9],
  ]; // prettier-ignore
  for (const [what, actual, expected, tolerance] of known)
    it(`${what} has its known value`, () => near(actual, expected, tolerance));

  it('is 0 between equal shares and the same either way round', () => {
    fc.assert(
      fc.property(pair, ([r, c]) => {
        for (const measure of [jensenShannon, hellinger, lInfinity, totalVariation, ksOf, psi]) {
          near(measure(r, r), 0, 1e-7);
          near(measure(r, c), measure(c, r), 1e-9);
          assert.ok(measure(r, c) >= 0);
        }
      }),
    );
  });

  it('is a number whatever is empty', () => {
    fc.assert(
      fc.property(pair, ([r, c]) => {
        for (const [a, b] of [
          [r, c],
          [r.map(() => 0), c],
          [r, c.map(() => 0)],
        ] as const) {
          const { value, low, high, p } = calibratedPsi(a, b);
          for (const figure of [value, low, p, homogeneityP(a, b), chiSquare(a, b).statistic])
            assert.ok(Number.isFinite(figure));
          assert.ok(low <= high && p >= 0 && p <= 1);
        }
      }),
    );
  });
});

describe('a calibrated drift score', () => {
  it('raises as few false alarms as it promises, at every size', () => {
    const random = seededRandom(1);
    const draw = (rows: number) => {
      const counts = Array.from({ length: 10 }, () => 0);
      for (let row = 0; row < rows; row++) counts[random.below(10)]! += 1;
      return counts;
    };
    for (const rows of [100, 300, 2000]) {
      const tries = 1500;
      let homogeneous = 0;
      let byPsi = 0;
      for (let index = 0; index < tries; index++) {
        const [r, c] = [draw(rows), draw(rows)];
        if (homogeneityP(r, c) <= 0.05) homogeneous++;
        if (calibratedPsi(r, c).p <= 0.05) byPsi++;
      }
      assert.ok(Math.abs(homogeneous / tries - 0.05) < 0.02, `${homogeneous / tries} at ${rows} rows`);
      assert.ok(Math.abs(byPsi / tries - 0.05) < 0.03, `${byPsi / tries} by PSI at ${rows} rows`);
    }
  });

  it('sees a shift that a person would see', () => {
    assert.ok(homogeneityP([100, 100, 100], [50, 100, 150]) < 1e-4);
    const { low, value, high } = calibratedPsi([1000, 1000, 1000], [500, 1000, 1500]);
    assert.ok(low > 0.1 && low < value && value < high);
  });

  it('gives Kolmogorov and Smirnov’s p-value', () => {
    // scipy.stats.kstwobign.sf(1.36) = 0.0494859, at sizes where the correction vanishes
    near(kolmogorovSmirnovP(1.36 / Math.sqrt(5e9), 1e10, 1e10), 0.0494859, 1e-6);
    assert.equal(kolmogorovSmirnovP(0, 100, 100), 1);
  });

  it('corrects for many columns as Benjamini and Hochberg do', () => {
    // scipy.stats.false_discovery_control
    const q = qValues([0.01, 0.04, 0.03, 0.005]);
    [0.02, 0.04, 0.04, 0.02].forEach((expected, index) => near(q[index] ?? NaN, expected, 1e-12));
    assert.deepEqual(qValues([]), []);
  });
});
