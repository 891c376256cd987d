// What a distance means at a sample size: p-values, intervals, and the correction for looking at many columns.
import { chiSquareUpper, noncentralChiSquareLower } from '../distribution';
import { chiSquare, psi, type Counts } from './measures';

/** Rows a bin is expected to have at least, in the smaller sample, before the chi-square distribution is trusted (Cochran 1954). */
const expectedAtLeast = 5;

/**
 * p-value of the hypothesis that both samples come from one distribution, by Pearson's test of homogeneity. Bins that are
 * too thin for it are pooled into one. 1 where nothing can differ: one bin, or a side without rows.
 */
export function homogeneityP(reference: Counts, current: Counts): number {
  const { statistic, degrees } = chiSquare(...poolThin(reference, current));
  return chiSquareUpper(statistic, degrees);
}

/** Both sides with their thin bins pooled into a last one. */
export function poolThin(reference: Counts, current: Counts): [reference: Counts, current: Counts] {
  const [n, m] = [total(reference), total(current)];
  const smaller = Math.min(n, m);
  const isThin = (bin: number) =>
    ((at(reference, bin) + at(current, bin)) * smaller) / (n + m) < expectedAtLeast;
  const bins = reference.map((_count, bin) => bin);
  const kept = bins.filter((bin) => !isThin(bin));
  const pooled = (counts: Counts) => total(bins.filter(isThin).map((bin) => at(counts, bin)));
  const side = (counts: Counts) => [...kept.map((bin) => at(counts, bin)), pooled(counts)];
  return [side(reference), side(current)];
}

export interface CalibratedPsi {
  readonly value: number;
  /** 95% interval of the PSI between the two populations. */
  readonly low: number;
  readonly high: number;
  /** Chance of a PSI this large where there is no difference at all. */
  readonly p: number;
}

/**
 * PSI with what its size allows to be said: without drift it is about (1/n + 1/m) times a chi-square of B - 1 degrees, with
 * drift a noncentral one (Yurdakul and Naranjo 2020); p and interval follow from these.
 */
export function calibratedPsi(reference: Counts, current: Counts): CalibratedPsi {
  const [r, c] = poolThin(reference, current);
  const [n, m] = [total(r), total(c)];
  const value = psi(reference, current);
  const degrees = r.filter((count, bin) => count + at(c, bin) > 0).length - 1;
  if (n === 0 || m === 0 || degrees < 1) return { value, low: 0, high: value, p: 1 };
  const scale = 1 / n + 1 / m;
  const statistic = psi(r, c) / scale;
  const bound = (probability: number) => noncentrality(statistic, degrees, probability) * scale;
  return {
    value,
    low: bound(0.975),
    high: Math.max(value, bound(0.025)),
    p: chiSquareUpper(statistic, degrees),
  };
}

/** The noncentrality at which a statistic up to this one has the given probability; 0 where even none has less. */
function noncentrality(statistic: number, degrees: number, probability: number): number {
  if (noncentralChiSquareLower(statistic, degrees, 0) <= probability) return 0;
  let [low, high] = [0, Math.max(1, statistic)];
  while (noncentralChiSquareLower(statistic, degrees, high) > probability) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (noncentralChiSquareLower(statistic, degrees, middle) > probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * p-value of Kolmogorov and Smirnov's D for two samples, by the limiting distribution with Stephens's (1970) correction for
 * their size. With ties, as between binned values, it errs towards no difference.
 */
export function kolmogorovSmirnovP(d: number, n: number, m: number): number {
  if (n === 0 || m === 0 || d <= 0) return 1;
  const root = Math.sqrt((n * m) / (n + m));
  const x = (root + 0.12 + 0.11 / root) * d;
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = Math.exp(-2 * k * k * x * x);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-16) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}

/** Benjamini and Hochberg's (1995) q-values, in the order given: a q up to a level keeps the share of false discoveries at it. */
export function qValues(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_p, index) => index).sort((a, b) => at(pValues, b) - at(pValues, a));
  const q = pValues.map(() => 1);
  let least = 1;
  order.forEach((index, position) => {
    least = Math.min(least, (at(pValues, index) * pValues.length) / (pValues.length - position));
    q[index] = least;
  });
  return q;
}

const total = (counts: Counts) => counts.reduce((sum, count) => sum + count, 0);
const at = (values: readonly number[], index: number) => values[index] ?? 0;
