// The distribution functions that intervals and p-values rest on, accurate in the far tails; no statistic is computed here.
import upperGamma from '@stdlib/math-base-special-gammainc';
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

export const normalProbability = (z: number) => normalCdf(z, 0, 1);
export const normalQuantile = (p: number) => normalQuantileOf(p, 0, 1);
export { betaQuantile, tQuantile };

/** The z that a two-sided interval of this confidence reaches to each side, e.g. 1.96 for 0.95. */
export const zOf = (level: number) => -normalQuantile((1 - level) / 2);

/** Two-sided p-value of a standard normal figure; keeps its relative accuracy far out. */
export const twoSided = (z: number) => 2 * normalProbability(-Math.abs(z));

/** P(X >= x) of a chi-square distribution; 1 for zero degrees of freedom, where nothing can differ. */
export function chiSquareUpper(x: number, degrees: number): number {
  if (Number.isNaN(x) || Number.isNaN(degrees)) return NaN;
  if (degrees <= 0 || x <= 0) return 1;
  return x === Infinity ? 0 : upperGamma(x / 2, degrees / 2, true, true);
}

/** P(X <= x) of a noncentral chi-square distribution, by Sankaran's cube-root-like normal approximation (1963); absolute error under 0.01, far smaller in most of its range. */
export function noncentralChiSquareLower(x: number, degrees: number, noncentrality: number): number {
  if (x <= 0) return 0;
  const sum = degrees + noncentrality;
  const twice = degrees + 2 * noncentrality;
  const h = 1 - (2 / 3) * ((sum * (degrees + 3 * noncentrality)) / twice ** 2);
  const p = twice / sum ** 2;
  const m = (h - 1) * (1 - 3 * h);
  const mean = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p);
  return normalProbability(((x / sum) ** h - mean) / (h * Math.sqrt(2 * p) * (1 + 0.5 * m * p)));
}

export const logit = (p: number) => Math.log(p / (1 - p));
export const expit = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
