import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chiSquareUpper } from '../../../src/core/distribution';
import { qValues } from '../../../src/core/drift/calibrate';
import { kolmogorovSmirnovP, ksOfCounts } from '../../../src/core/drift/kolmogorov';
import {
  chiSquare,
  chiSquareOfFit,
  hellinger,
  jensenShannon,
  lInfinity,
  psi,
  psiAsEvidently,
  totalVariation,
} from '../../../src/core/drift/measures';
import { ksOfSamples, normalisedWassersteinOfSamples, wassersteinOfSamples } from './samples';
import { normalisedWasserstein, wasserstein } from '../../../src/core/drift/wasserstein';
import { assertClose, assertRelative, fixture } from '../../statistics/fixture';

interface Counted {
  readonly reference: number[];
  readonly current: number[];
  readonly values: number[];
  readonly psi: number;
  readonly psiPlain: number;
  readonly jensenShannon: number;
  readonly hellinger: number;
  readonly lInfinity: number;
  readonly totalVariation: number;
  readonly ks: number;
  readonly wasserstein: number;
  readonly wassersteinNormalised: number;
  readonly homogeneity: readonly [statistic: number, degrees: number, p: number];
  readonly fit: readonly [statistic: number, p: number];
}
interface Sampled {
  readonly first: number[];
  readonly second: number[];
  readonly ks: number;
  readonly exactP: number;
  readonly stephensP: number;
  readonly wasserstein: number;
}

describe('drift measures', () => {
  const known = fixture<{ counts: Counted[]; p: number[]; q: number[] }>('drift');

  it('agree with SciPy on counts', () => {
    for (const one of known.counts) {
      const { reference: r, current: c, values } = one;
      assertClose(psi(r, c), one.psi);
      // No bin is empty, so nothing is filled.
      assertClose(psiAsEvidently(r, c), one.psiPlain);
      assertClose(jensenShannon(r, c), one.jensenShannon);
      assertClose(hellinger(r, c), one.hellinger);
      assertClose(lInfinity(r, c), one.lInfinity);
      assertClose(totalVariation(r, c), one.totalVariation);
      assertClose(ksOfCounts(r, c).value, one.ks);
      assertClose(wasserstein({ values, reference: r, current: c }), one.wasserstein);
      assertClose(normalisedWasserstein({ values, reference: r, current: c }), one.wassersteinNormalised);
      const homogeneity = chiSquare(r, c);
      assertClose(homogeneity.statistic, one.homogeneity[0]);
      assert.equal(homogeneity.degrees, one.homogeneity[1]);
      assertRelative(chiSquareUpper(homogeneity.statistic, homogeneity.degrees), one.homogeneity[2], 1e-9);
      const fit = chiSquareOfFit(r, c);
      assertClose(fit.statistic, one.fit[0]);
      assertRelative(chiSquareUpper(fit.statistic, fit.degrees), one.fit[1], 1e-9);
    }
  });

  it('have the values that other tools give', () => {
    const fit = chiSquareOfFit([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]);
    assertClose(chiSquareUpper(fit.statistic, fit.degrees), 0.67309, 1e-5);
    // The values 3 2 2 against 1 2 3, counted.
    assertClose(psiAsEvidently([0, 2, 1], [1, 1, 1]), 2.934147, 1e-6);
  });

  it('fill by a millionth of the least share where that is tiny, as Evidently', () => {
    const filled = (5e-5 / 1e6) * 1;
    const [r, c] = [[1, 19_999, 0], [1, 9999, 10_000]]; // prettier-ignore
    const shares = [[5e-5, 0.99995, filled], [5e-5, 0.49995, 0.5]] as const; // prettier-ignore
    const expected = shares[0].reduce(
      (sum, share, bin) => sum + (share - (shares[1][bin] ?? 0)) * Math.log(share / (shares[1][bin] ?? 0)),
      0,
    );
    assertClose(psiAsEvidently(r, c), expected, 1e-9);
  });

  it('do not fail on constant columns', () => {
    assert.deepEqual(chiSquareOfFit([5], [9]), { statistic: 0, degrees: 0 });
    assert.deepEqual(chiSquareOfFit([0, 0], [0, 3]), { statistic: 0, degrees: 0 });
    assert.equal(chiSquareOfFit([5, 0], [5, 3]).statistic, Infinity);
    assert.equal(normalisedWasserstein({ values: [3], reference: [5], current: [9] }), 0);
  });

  it('correct many p-values as SciPy does, in order of p', () => {
    const q = qValues(known.p);
    q.forEach((value, index) => assertClose(value, known.q[index] ?? NaN, 1e-12));
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (pValues) => {
        const values = qValues(pValues);
        pValues.forEach((p, one) => {
          assert.ok((values[one] ?? 0) >= p * (1 - 1e-12) && (values[one] ?? 2) <= 1);
          pValues.forEach((other, two) => {
            if (p < other) assert.ok((values[one] ?? 0) <= (values[two] ?? 0));
          });
        });
      }),
    );
  });
});

describe('distances of samples', () => {
  const known = fixture<Sampled[]>('samples');

  it('agree with SciPy on KS with its exact p, and on Wasserstein', () => {
    for (const { first, second, ks, exactP, wasserstein: w } of known) {
      const distance = ksOfSamples(first, second);
      assertClose(distance.value, ks, 1e-12);
      assertRelative(distance.p, exactP, 1e-9);
      assertClose(wassersteinOfSamples(first, second), w, 1e-9);
    }
  });

  it('have Stephens’s correction near the exact p from thirty rows on', () => {
    for (const { first, second, ks, exactP, stephensP } of known) {
      assertClose(kolmogorovSmirnovP(ks, first.length, second.length), stephensP, 1e-9);
      if (Math.min(first.length, second.length) >= 30) assertClose(stephensP, exactP, 0.035);
    }
  });

  it('use the asymptotic p for large samples, near the exact one', () => {
    const first = Array.from({ length: 1100 }, (_row, row) => row / 1100);
    const second = first.map((value) => value * 0.95);
    const { value, p } = ksOfSamples(first, second);
    assert.equal(p, kolmogorovSmirnovP(value, 1100, 1100));
    const half = ksOfSamples(
      first.filter((_value, row) => row % 2 === 0),
      second.filter((_value, row) => row % 2 === 0),
    );
    assertClose(kolmogorovSmirnovP(half.value, 550, 550), half.p, 0.03);
  });

  it('are symmetric, 0 between equal samples, and know infinities', () => {
    const sample = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        assertClose(ksOfSamples(a, b).value, ksOfSamples(b, a).value, 1e-12);
        assertClose(ksOfSamples(a, b).p, ksOfSamples(b, a).p, 1e-9);
        assertClose(wassersteinOfSamples(a, b), wassersteinOfSamples(b, a), 1e-12);
        assert.deepEqual(ksOfSamples(a, a), { value: 0, p: 1 });
        assert.equal(wassersteinOfSamples(a, a), 0);
      }),
    );
    assert.equal(ksOfSamples([Infinity, 1], [-Infinity, 1]).value, 0.5);
  });

  it('leave out NaN, and are NaN of nothing', () => {
    assert.equal(wassersteinOfSamples([NaN, 1], [3, NaN]), 2);
    assert.ok(Number.isNaN(ksOfSamples([NaN], [1]).value) && Number.isNaN(ksOfSamples([NaN], [1]).p));
    assert.ok(Number.isNaN(normalisedWassersteinOfSamples([], [1])));
    assert.equal(normalisedWassersteinOfSamples([1, 1], [2, 2]), 1000);
  });
});
