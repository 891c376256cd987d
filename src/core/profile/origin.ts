// Values that lie close together far from zero share buckets of 1% of their size: the origin from which buckets tell them apart.
import { bucketCells, bucketOf, bucketsOf, type Cell } from './buckets';
import type { Buckets } from './profile';
import { quantilesOf } from './quantiles';

/** Between the quartiles there must be so many buckets for quantiles, histogram and drift to come from them. */
const leastBuckets = 10;
/** Beyond this the distance from another value may be more than a double holds. */
const largest = 1e291;

export interface ValueBounds {
  readonly min: number;
  readonly max: number;
  readonly isInteger: boolean;
}

/** The bucket whose values have to be told apart, the fullest of those that hold more than one value; undefined where buckets are fine as they are. */
export function crowdedBucket(buckets: Buckets, bounds: ValueBounds): number | undefined {
  if (Math.max(-bounds.min, bounds.max) > largest) return undefined;
  const cells = bucketCells(buckets, bounds);
  if (cellsBetweenQuartiles(cells) >= leastBuckets) return undefined;
  let most = 0;
  let crowded: number | undefined;
  cells.forEach(({ low, high, count }, at) => {
    if (low === high || count <= most) return;
    [most, crowded] = [count, buckets.index[at]];
  });
  return crowded;
}

/** The origin for a bucket whose values have this mean. Rounded, as a mean's last digits depend on the order of adding up. */
export function originAt(mean: number, { min, max, isInteger }: ValueBounds): number {
  const rounded = isInteger ? Math.round(mean) : Number(mean.toPrecision(13));
  return Math.min(Math.max(rounded, min), max);
}

/** Buckets of distinct values, each with its count: from an origin of their own where that tells apart what shares a bucket, and of a single value. */
export function finestBuckets(
  values: readonly { readonly value: number; readonly count: number }[],
  isInteger: boolean,
): Buckets {
  const buckets = bucketsOf(values);
  const [first] = values;
  // Of a constant nothing shares a bucket yet; but another value must not fall into its.
  if (first && values.length === 1)
    return Math.abs(first.value) > largest ? buckets : bucketsOf(values, first.value);
  if (values.length === buckets.index.length) return buckets;
  const bounds = { min: Infinity, max: -Infinity, isInteger };
  for (const { value } of values) {
    bounds.min = Math.min(bounds.min, value);
    bounds.max = Math.max(bounds.max, value);
  }
  const crowded = crowdedBucket(buckets, bounds);
  if (crowded === undefined) return buckets;
  let [sum, count] = [0, 0];
  for (const own of values) {
    if (bucketOf(own.value) !== crowded) continue;
    sum += own.value * own.count;
    count += own.count;
  }
  return bucketsOf(values, originAt(sum / count, bounds));
}

function cellsBetweenQuartiles(cells: readonly Cell[]): number {
  const quartiles = quantilesOf(cells, [0.25, 0.75]);
  const [low = 0, high = 0] = [quartiles?.values['0.25'], quartiles?.values['0.75']];
  return low === high ? Infinity : cells.filter((cell) => cell.high > low && cell.low < high).length;
}
