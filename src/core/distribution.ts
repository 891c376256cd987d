// The distribution functions that intervals and p-values rest on, accurate in the far tails; no statistic is computed here.
import upperGamma from '@stdlib/math-base-special-gammainc';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

export const normalProbability = (z: number) => normalCdf(z, 0, 1);
export const normalQuantile = (p: number) => normalQuantileOf(p, 0, 1);
export { tQuantile };

/** The z that a two-sided interval of this confidence reaches to each side, e.g. 1.96 for 0.95. */
export const zOf = (level: number) => -normalQuantile((1 - level) / 2);

/** As `zOf`, of Student's t of so many degrees. */
export const tOf = (level: number, degrees: number) =>
  degrees === Infinity ? zOf(level) : -tQuantile((1 - level) / 2, degrees);

/** Two-sided p-value of a standard normal figure; keeps its relative accuracy far out. */
export const twoSided = (z: number) => 2 * normalProbability(-Math.abs(z));

/** P(T >= t) of Student's t of so many degrees, by Wallace's normal approximation (1959): within 3% of it for ten degrees and more. */
export const studentUpper = (t: number, degrees: number) =>
  normalProbability(
    (-Math.sign(t) * (8 * degrees + 1) * Math.sqrt(degrees * Math.log1p(t ** 2 / degrees))) /
      (8 * degrees + 3),
  );

/** The square that a standard normal's exceeds with this chance, e.g. 3.84 for 0.05; of a chance that no double tells from 0, 1,400 or so. */
export function squareOf(chance: number): number {
  let [low, high] = [0, 38];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (twoSided(middle) > chance) low = middle;
    else high = middle;
  }
  return low ** 2;
}

/** P(X >= x) of a chi-square distribution; 1 for zero degrees of freedom, where nothing can differ. */
export function chiSquareUpper(x: number, degrees: number): number {
  if (Number.isNaN(x) || Number.isNaN(degrees)) return NaN;
  if (degrees <= 0 || x <= 0) return 1;
  return x === Infinity ? 0 : upperGamma(x / 2, degrees / 2, true, true);
}

/** Up to this noncentrality the sum is taken; beyond, the approximation is closer than 2e-4. */
const summedUpTo = 100;

/**
 * P(X <= x) of a noncentral chi-square distribution of whole degrees: the Poisson-weighted sum of central ones (Johnson, Kotz
 * and Balakrishnan 1995, 29.2) where the noncentrality is small, else Sankaran's normal approximation (1963), whose absolute
 * error is under 2e-4 there.
 */
export function noncentralChiSquareLower(x: number, degrees: number, noncentrality: number): number {
  if (x <= 0) return 0;
  return noncentrality <= summedUpTo
    ? poissonSum(x, degrees, noncentrality)
    : sankaran(x, degrees, noncentrality);
}

function poissonSum(x: number, degrees: number, noncentrality: number): number {
  const [half, mean] = [x / 2, noncentrality / 2];
  // By the gamma function's own recurrence, each central probability is the one before less this.
  let step = Math.exp((degrees / 2) * Math.log(half) - half - logGammaOfHalves(degrees + 2));
  let central = 1 - chiSquareUpper(x, degrees);
  let weight = Math.exp(-mean);
  let [sum, weighed] = [weight * central, weight];
  for (let term = 1; term <= 1000 && weighed < 1 - 1e-14; term++) {
    central = Math.max(0, central - step);
    step *= half / (degrees / 2 + term);
    weight *= mean / term;
    weighed += weight;
    sum += weight * central;
  }
  return Math.min(1, sum);
}

/** ln Gamma(n / 2) of a whole n of 1 or more. */
function logGammaOfHalves(n: number): number {
  let log = n % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let part = n % 2 === 0 ? 2 : 1; part < n; part += 2) log += Math.log(part / 2);
  return log;
}

function sankaran(x: number, degrees: number, noncentrality: number): number {
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
