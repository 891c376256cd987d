// Distances of two samples held in memory, value by value; columns are compared by counts.
import { ascending, countUpTo } from '../../../src/core/evaluate/rank';
import { keptRows, take, type Numbers } from '../../../src/core/evaluate/rows';
import { kolmogorovSmirnovP } from '../../../src/core/drift/calibrate';
import { normalisedWasserstein, wasserstein, type CountedValues } from '../../../src/core/drift/wasserstein';

export interface SampleDistance {
  /** NaN where a sample has no value. */
  readonly value: number;
  readonly p: number;
}

/** Samples up to this product of sizes get the exact p-value. */
const exactUpTo = 1e6;

/** Kolmogorov and Smirnov's D of two samples, NaN left out; p exact for small samples (conservative with ties), else as `kolmogorovSmirnovP`. */
export function ksOfSamples(first: Numbers, second: Numbers): SampleDistance {
  const [a, b] = [present(first), present(second)];
  const [n, m] = [a.length, b.length];
  if (n === 0 || m === 0) return { value: NaN, p: NaN };
  // Kept in whole units of 1 / (n m), so that equal distances compare as equal.
  let largest = 0;
  for (const sample of [a, b])
    for (const value of sample)
      largest = Math.max(largest, Math.abs(countUpTo(a, value) * m - countUpTo(b, value) * n));
  const value = largest / (n * m);
  const p = n * m <= exactUpTo ? exactP(largest, n, m) : kolmogorovSmirnovP(value, n, m);
  return { value, p };
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

/**
 * Chance that a path of n steps right and m steps up, all orders alike, ever leaves the band |m i - n j| < largest
 * (Hodges 1957). Chances are carried along, not numbers of paths, which would overflow; those of leaving, not of staying,
 * which keeps small ones exact.
 */
function exactP(largest: number, n: number, m: number): number {
  if (largest === 0) return 1;
  // left[j]: chance of having left the band by (i, j), given that the path comes there.
  const left = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (Math.abs(m * i - n * j) >= largest) left[j] = 1;
      else if (i + j > 0) {
        const fromBelow = j === 0 ? 0 : (j / (i + j)) * (left[j - 1] as number);
        const fromLeft = i === 0 ? 0 : (i / (i + j)) * (left[j] as number);
        left[j] = fromBelow + fromLeft;
      }
    }
  }
  return Math.min(1, left[m] as number);
}
