import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chiSquareUpper } from '../../../src/core/distribution';
import { qValues } from '../../../src/core/drift/calibrate';
import { kolmogorovSmirnovP, ksOfCounts } from '../../../src/core/drift/kolmogorov';
import {
  chiSquare,
  hellinger,
  jensenShannon,
  lInfinity,
  psi,
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
  readonly jensenShannon: number;
  readonly hellinger: number;
  readonly lInfinity: number;
  readonly totalVariation: number;
  readonly ks: number;
  readonly wasserstein: number;
  readonly wassersteinNormalised: number;
  readonly homogeneity: readonly [statistic: number, degrees: number, p: number];
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
    }
  });

  it('do not fail on constant columns', () => {
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
