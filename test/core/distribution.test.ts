import assert from 'node:assert/strict';
import {
  chiSquareUpper,
  expit,
  logit,
  noncentralChiSquareLower,
  squareOf,
  tOf,
  twoSided,
  zOf,
} from '../../src/core/distribution';
import { assertClose, assertRelative, fixture } from '../statistics/fixture';

interface Known {
  readonly chiSquareUpper: readonly [number, number, number][];
  readonly noncentralLower: readonly [number, number, number, number][];
  readonly twoSided: readonly [number, number][];
  readonly zOf: readonly [number, number][];
  readonly tOf: readonly [number, number, number][];
}

describe('distribution', () => {
  const known = fixture<Known>('distributions');

  it('agrees with SciPy on the upper tail of chi-square, far out too', () => {
    for (const [x, degrees, p] of known.chiSquareUpper)
      assertRelative(chiSquareUpper(x, degrees), p, 1e-9, `${x}, ${degrees}:`);
  });

  it('agrees with SciPy on the normal tails and quantiles', () => {
    for (const [z, p] of known.twoSided) assertRelative(twoSided(z), p, 1e-10, `${z}:`);
    for (const [level, z] of known.zOf) assertClose(zOf(level), z, 1e-12, `${level}:`);
  });

  it("agrees with SciPy on the quantiles of Student's t, of fractions of degrees and of endless ones too", () => {
    for (const [level, degrees, t] of known.tOf)
      assertRelative(tOf(level, degrees), t, 1e-8, `${level}, ${degrees}:`);
    assert.equal(tOf(0.95, Infinity), zOf(0.95));
  });

  it('finds the square that has a chance, and a finite one for a chance of 0', () => {
    for (const chance of [1, 0.5, 0.05, 1e-12, 1e-100, 1e-300])
      assertRelative(chiSquareUpper(squareOf(chance), 1), chance, 1e-9, `${chance}:`);
    assert.ok(squareOf(0) > 1400 && Number.isFinite(squareOf(0)));
  });

  it('comes within 2e-4 of the noncentral chi-square, and close to it where it is summed', () => {
    for (const [x, degrees, noncentrality, p] of known.noncentralLower)
      assertClose(
        noncentralChiSquareLower(x, degrees, noncentrality),
        p,
        noncentrality <= 100 ? 1e-9 : 2e-4,
        `${x}, ${degrees}, ${noncentrality}:`,
      );
  });

  it('holds the noncentral chi-square where its approximation was furthest off', () => {
    // scipy.stats.ncx2.cdf
    assertClose(noncentralChiSquareLower(0.1, 1, 0.5), 0.19486848561319936, 1e-9);
    assertClose(noncentralChiSquareLower(1, 2, 3), 0.12182549722936442, 1e-9);
  });

  it('says 1 where nothing can differ, and NaN of NaN', () => {
    assert.equal(chiSquareUpper(0, 0), 1);
    assert.equal(chiSquareUpper(-1, 3), 1);
    assert.equal(chiSquareUpper(Infinity, 3), 0);
    assert.ok(Number.isNaN(chiSquareUpper(NaN, 3)));
  });

  it('has expit undo logit, at the ends too', () => {
    for (const p of [0, 1e-12, 0.3, 0.5, 1]) assertClose(expit(logit(p)), p, 1e-14);
  });
});
