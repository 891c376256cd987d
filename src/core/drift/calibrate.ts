// What a distance means at a sample size: p-values, intervals, and the correction for looking at many columns.
import { chiSquareUpper, noncentralChiSquareLower } from '../distribution';
import { expectedAtLeast, type Unlisted } from './align';
import { chiSquare, psi, smoothed, type Counts } from './measures';

/**
 * p-value of the hypothesis that both samples come from one distribution, by Pearson's test of homogeneity. Bins that are
 * too thin for it are pooled into one. 1 where nothing can differ: one bin, or a side without rows.
 */
export const homogeneityP = (reference: Counts, current: Counts, unlisted?: Unlisted): number =>
  withBeyondTheList({ reference, current, unlisted, p: pearsonP });

export interface Pearson {
  readonly statistic: number;
  readonly p: number;
}

/** Pearson's statistic and its own p-value: of the bins that are not thin, and of the listed categories among themselves where the reference does not list all. */
export function pearson(reference: Counts, current: Counts, unlisted?: Unlisted): Pearson {
  const sides = unlisted ? listedOnly(reference, current, unlisted) : ([reference, current] as const);
  const { statistic, degrees } = chiSquare(...poolThin(...sides));
  return { statistic, p: chiSquareUpper(statistic, degrees) };
}

const pearsonP = (reference: Counts, current: Counts) => pearson(reference, current).p;

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

/**
 * Where the reference lists only its most frequent categories, p is the smaller of two (Bonferroni): of the listed bins among
 * themselves, and of the share beyond the list.
 */
function withBeyondTheList(options: {
  readonly reference: Counts;
  readonly current: Counts;
  readonly unlisted: Unlisted | undefined;
  readonly p: (reference: Counts, current: Counts) => number;
}): number {
  const { reference, current, unlisted, p } = options;
  if (unlisted === undefined || total(reference) === 0 || total(current) === 0) return p(reference, current);
  const ofList = p(...listedOnly(reference, current, unlisted));
  return Math.min(1, 2 * Math.min(ofList, beyondTheListP(reference, current, unlisted)));
}

function listedOnly(reference: Counts, current: Counts, { bin: beyond }: Unlisted): [Counts, Counts] {
  const listed = (counts: Counts) => counts.filter((_count, bin) => bin !== beyond);
  return [listed(reference), listed(current)];
}

/** p-value of the share beyond the list, which may be as much larger in the reference as its allowance says. */
export function beyondTheListP(reference: Counts, current: Counts, { bin, allowance }: Unlisted): number {
  const [n, m] = [total(reference), total(current)];
  const [least, beyond] = [at(reference, bin), at(current, bin)];
  const expected = Math.min(Math.max((beyond * n) / m, least), least + allowance);
  return pearsonP([expected, n - expected], [beyond, m - beyond]);
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
 * drift a noncentral one (Yurdakul and Naranjo 2020); p and interval follow from these. Large drift spreads more than that:
 * the scale of the interval then grows by the delta method's variance. Thin bins are pooled for p and interval.
 */
export function calibratedPsi(reference: Counts, current: Counts, unlisted?: Unlisted): CalibratedPsi {
  const value = psi(reference, current);
  const [n, m] = [total(reference), total(current)];
  if (n === 0 || m === 0) return { value, low: 0, high: Infinity, p: 1 };
  const { statistic, degrees, inflation } = psiStatistic(reference, current);
  if (degrees < 1) return { value, low: 0, high: value, p: 1 };
  const scale = (1 / n + 1 / m) * inflation;
  const bound = (probability: number) => noncentrality(statistic / inflation, degrees, probability) * scale;
  return {
    value,
    low: Math.min(value, bound(0.975)),
    high: Math.max(value, bound(0.025)),
    p: withBeyondTheList({ reference, current, unlisted, p: psiP }),
  };
}

function psiP(reference: Counts, current: Counts): number {
  if (total(reference) === 0 || total(current) === 0) return 1;
  const { statistic, degrees } = psiStatistic(reference, current);
  return chiSquareUpper(statistic, degrees);
}

/** PSI of the bins that are not thin in units of 1/n + 1/m, and how much more than noncentral chi-square it spreads, 1 at least. */
function psiStatistic(reference: Counts, current: Counts) {
  const pooled = poolThin(reference, current);
  const [n, m] = [total(reference), total(current)];
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
  const mean = total(probabilities.map((p, bin) => p * at(values, bin)));
  return total(probabilities.map((p, bin) => p * (at(values, bin) - mean) ** 2));
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

const total = (counts: Counts) => counts.reduce((sum, count) => sum + count, 0);
const at = (values: readonly number[], index: number) => values[index] ?? 0;
