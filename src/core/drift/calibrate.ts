// What a distance means at a sample size: intervals, p-values, and the correction for looking at many columns; the test that decides is in `homogeneity`.
import { noncentralChiSquareLower } from '../distribution';
import { sum } from '../sum';
import type { Unlisted } from './aligned';
import { homogeneityP, poolThin } from './homogeneity';
import { psi, smoothed, type Counts } from './measures';

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
 * drift a noncentral one (Yurdakul and Naranjo 2020); p and interval follow from these. Large drift spreads more than that:
 * the scale of the interval then grows by the delta method's variance. Thin bins are pooled for the interval; small ones have
 * exact chances in p, as in `homogeneityP`.
 */
export function calibratedPsi(reference: Counts, current: Counts, unlisted?: Unlisted): CalibratedPsi {
  const value = psi(reference, current);
  const [n, m] = [sum(reference), sum(current)];
  if (n === 0 || m === 0) return { value, low: 0, high: Infinity, p: 1 };
  const { statistic, degrees, inflation } = psiStatistic(reference, current);
  if (degrees < 1) return { value, low: 0, high: value, p: 1 };
  const scale = (1 / n + 1 / m) * inflation;
  const bound = (probability: number) => noncentrality(statistic / inflation, degrees, probability) * scale;
  return {
    value,
    low: Math.min(value, bound(0.975)),
    high: Math.max(value, bound(0.025)),
    p: homogeneityP(reference, current, unlisted, (r, c) => psiStatistic(r, c)),
  };
}

/** PSI of the bins that are not thin in units of 1/n + 1/m, and how much more than noncentral chi-square it spreads, 1 at least. */
function psiStatistic(reference: Counts, current: Counts) {
  const pooled = poolThin(reference, current);
  const [n, m] = [sum(reference), sum(current)];
  const used =
    reference.length === 0
      ? []
      : pooled[0].flatMap((count, bin) => (count + at(pooled[1], bin) > 0 ? [bin] : []));
  const value = psi(...pooled);
  const [r, c] = pooled.map((counts) => smoothed(used.map((bin) => at(counts, bin)))) as [Counts, Counts];
  const ratios = r.map((share, bin) => Math.log(share / at(c, bin)));
  const ofReference = varianceUnder(
    r,
    ratios.map((ratio) => ratio + 1 - Math.exp(-ratio)),
  );
  const ofCurrent = varianceUnder(
    c,
    ratios.map((ratio) => 1 - ratio - Math.exp(ratio)),
  );
  const scale = 1 / n + 1 / m;
  const inflation = value > 0 ? Math.max(1, (ofReference / n + ofCurrent / m) / (4 * scale * value)) : 1;
  return { statistic: value / scale, degrees: used.length - 1, inflation };
}

function varianceUnder(probabilities: Counts, values: readonly number[]): number {
  const mean = sum(probabilities.map((p, bin) => p * at(values, bin)));
  return sum(probabilities.map((p, bin) => p * (at(values, bin) - mean) ** 2));
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

const at = (values: readonly number[], index: number) => values[index] ?? 0;
