// The Wasserstein distance, how far values would have to be carried; distances that ignore how far apart values lie are in `measures`.
import { sum } from '../sum';
import type { Counts } from './measures';
import { unitOf } from './unit';

/** Counts at ascending values, e.g. the middles of buckets. */
export interface CountedValues {
  readonly values: readonly number[];
  readonly reference: Counts;
  readonly current: Counts;
}

/** W1: the area between the two cumulative distributions, in the unit of the values; 0 where a side is empty. */
export function wasserstein({ values, reference, current }: CountedValues): number {
  const [n, m] = [sum(reference), sum(current)];
  if (n === 0 || m === 0) return 0;
  let [gap, area] = [0, 0];
  values.slice(0, -1).forEach((value, at) => {
    gap += (reference[at] ?? 0) / n - (current[at] ?? 0) / m;
    area += Math.abs(gap) * ((values[at + 1] ?? value) - value);
  });
  return area;
}

/**
 * W1 over the reference's standard deviation (of the population, as SciPy's and NumPy's default), 0.001 at least: as Evidently normalises
 * it. A finite number: of immense values in a unit of their own.
 */
export function normalisedWasserstein({ values, ...counts }: CountedValues): number {
  const unit = unitOf(values);
  const scaled = values.map((value) => value / unit);
  const spread = Math.max(deviation(scaled, counts.reference), 0.001 / unit);
  return Math.min(wasserstein({ values: scaled, ...counts }) / spread, Number.MAX_VALUE);
}

function deviation(values: readonly number[], counts: Counts): number {
  const n = sum(counts);
  if (n === 0) return 0;
  const weigh = (of: (value: number) => number) =>
    values.reduce((sum, value, at) => sum + of(value) * (counts[at] ?? 0), 0) / n;
  const mean = weigh((value) => value);
  return Math.sqrt(weigh((value) => (value - mean) ** 2));
}
