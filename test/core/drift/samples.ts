// Distances of two samples held in memory, value by value; columns are compared by counts.
import { ascending, countUpTo } from '../../../src/core/evaluate/rank';
import { keptRows, take, type Numbers } from '../../../src/core/evaluate/rows';
import { ksOfUnits } from '../../../src/core/drift/kolmogorov';
import { normalisedWasserstein, wasserstein, type CountedValues } from '../../../src/core/drift/wasserstein';

export interface SampleDistance {
  /** NaN where a sample has no value. */
  readonly value: number;
  readonly p: number;
}

/** Kolmogorov and Smirnov's D of two samples, NaN left out; p as in `ksOfUnits`. */
export function ksOfSamples(first: Numbers, second: Numbers): SampleDistance {
  const [a, b] = [present(first), present(second)];
  const [n, m] = [a.length, b.length];
  if (n === 0 || m === 0) return { value: NaN, p: NaN };
  // Kept in whole units of 1 / (n m), so that equal distances compare as equal.
  let largest = 0;
  for (const sample of [a, b])
    for (const value of sample)
      largest = Math.max(largest, Math.abs(countUpTo(a, value) * m - countUpTo(b, value) * n));
  return ksOfUnits(largest, n, m);
}

/** Wasserstein's W1 of two samples, in the unit of the values, NaN left out; NaN where a sample has no value. */
export const wassersteinOfSamples = (first: Numbers, second: Numbers) =>
  distanceOf(first, second, wasserstein);

/** W1 over the first sample's standard deviation, as `normalisedWasserstein`. */
export const normalisedWassersteinOfSamples = (first: Numbers, second: Numbers) =>
  distanceOf(first, second, normalisedWasserstein);

function distanceOf(first: Numbers, second: Numbers, distance: (counted: CountedValues) => number): number {
  const [a, b] = [present(first), present(second)];
  if (a.length === 0 || b.length === 0) return NaN;
  const values = [...ascending([...a, ...b])].filter((value, at, all) => value !== all[at - 1]);
  const counts = (sample: Float64Array) => {
    const upTo = values.map((value) => countUpTo(sample, value));
    return upTo.map((count, at) => count - (upTo[at - 1] ?? 0));
  };
  return distance({ values, reference: counts(a), current: counts(b) });
}

const present = (values: Numbers) => ascending(take(values, keptRows([values])));
