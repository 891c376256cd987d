// Logarithmic buckets of fixed edges, the mergeable distribution of a numeric column; what a profile does with them stands elsewhere.
import type { Buckets } from './profile';

/** Every bucket's upper edge lies 1% above its lower one. */
export const bucketsPerDoubling = 1 / Math.log2(1.01);
/** Makes the index of the smallest positive double (2^-1074) positive, so that the sign of an index is the sign of its values. */
export const bucketOffset = 75_000;

/** Shares of a bucket by which a value that rounding puts just below an edge counts as on it, so that every engine agrees. */
export const bucketTolerance = 1e-9;

/** One bucket as an interval: values v with low <= v < high (low < v <= high below zero); zero is a bucket of its own. */
export interface Cell {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** The index of a finite value's bucket: 0 for zero, negative for negative values, ascending with the value. */
export function bucketOf(value: number): number {
  if (value === 0) return 0;
  const index = Math.floor(Math.log2(Math.abs(value)) * bucketsPerDoubling + bucketTolerance) + bucketOffset;
  return value < 0 ? -index : index;
}

/** Where the values of a bucket lie, as distances from its origin; the largest finite ones end theirs. */
export function bucketEdges(index: number): { readonly low: number; readonly high: number } {
  if (index === 0) return { low: 0, high: 0 };
  const near = edge(Math.abs(index));
  const far = edge(Math.abs(index) + 1);
  return index > 0 ? { low: near, high: far } : { low: -far, high: -near };
}

/** The middle of a bucket, as a distance from its origin. */
export function bucketMiddle(index: number): number {
  const { low, high } = bucketEdges(index);
  return low + (high - low) / 2;
}

/** Buckets of counted values; values need not be in order or unique. */
export function bucketsOf(
  values: Iterable<{ readonly value: number; readonly count: number }>,
  origin = 0,
): Buckets {
  const counts = new Map<number, number>();
  for (const { value, count } of values) {
    const index = bucketOf(value - origin);
    counts.set(index, (counts.get(index) ?? 0) + count);
  }
  return bucketsOfCounts(counts, origin);
}

/** The buckets of the values of both: counts add up. Throws RangeError where their origins differ. */
export function mergeBuckets(a: Buckets, b: Buckets): Buckets {
  if (a.origin !== b.origin) throw new RangeError('Buckets from different origins do not add up.');
  const counts = new Map<number, number>();
  for (const { index, counts: added } of [a, b])
    index.forEach((key, at) => counts.set(key, (counts.get(key) ?? 0) + (added[at] ?? 0)));
  return bucketsOfCounts(counts, a.origin ?? 0);
}

export interface CellBounds {
  readonly min: number;
  readonly max: number;
  /** Cells then end at whole numbers: a narrow one is a single value. */
  readonly isInteger: boolean;
}

/** The buckets in ascending order, kept within what is known of the values. */
export function bucketCells(buckets: Buckets, { min, max, isInteger }: CellBounds): Cell[] {
  const clamp = (value: number) => Math.min(Math.max(value, min), max);
  const { origin = 0 } = buckets;
  return buckets.index.map((index, at) => {
    const { low, high } = isInteger ? wholeEdges(bucketEdges(index)) : bucketEdges(index);
    return { low: clamp(low + origin), high: clamp(high + origin), count: buckets.counts[at] ?? 0 };
  });
}

/** The first and last whole distance of a bucket; its edges where rounding leaves none. */
function wholeEdges({ low, high }: { low: number; high: number }) {
  // Less than a half, or neighbours would overlap and their values no longer ascend.
  const slack = (distance: number) => Math.min(Math.abs(distance) * 2e-11, 0.49);
  const first = Math.ceil(low - slack(low));
  const last = Math.floor(high + slack(high));
  return first <= last ? { low: first, high: last } : { low, high };
}

/** Buckets of counts by index. */
export function bucketsOfCounts(counts: ReadonlyMap<number, number>, origin: number): Buckets {
  const entries = [...counts].sort(([a], [b]) => a - b);
  return {
    ...(origin === 0 ? {} : { origin }),
    index: entries.map(([key]) => key),
    counts: entries.map(([, count]) => count),
  };
}

const edge = (index: number) =>
  Math.min(2 ** ((index - bucketOffset) / bucketsPerDoubling), Number.MAX_VALUE);
