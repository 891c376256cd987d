// What moved in a column, in figures that a person knows: a category's share, the median, mean and spread of numbers.
import { twoSided } from '../distribution';
import { bucketEdges, mergeBuckets } from '../profile/buckets';
import type { Buckets } from '../profile/profile';
import { sum } from '../sum';
import type { Aligned } from './aligned';
import type { Distribution } from './distribution';
import type { Change, ColumnDrift } from './columnDrift';
import { tested } from './homogeneity';
import { shares } from './measures';

type Moved = Pick<ColumnDrift, 'category' | 'median' | 'mean' | 'spread'>;

/** {} where a side has no values. */
export function movedIn(aligned: Aligned, reference: Distribution, current: Distribution): Moved {
  if (reference.kind === 'categorical' || current.kind === 'categorical') return movedCategory(aligned);
  const [r, c] = [reference.buckets, current.buckets];
  if (sum(r.counts) === 0 || sum(c.counts) === 0) return {};
  const pooled = mergeBuckets(r, c);
  const [quarter, half, threeQuarters] = [cutAt(pooled, 0.25), cutAt(pooled, 0.5), cutAt(pooled, 0.75)];
  return {
    median: {
      reference: quantileOf(r, 0.5),
      current: quantileOf(c, 0.5),
      p: shareP(r, c, (bucket) => bucket <= half),
    },
    mean: { reference: meanOf(r), current: meanOf(c), p: meanP(r, c) },
    spread: {
      reference: spreadOf(r),
      current: spreadOf(c),
      p: shareP(r, c, (bucket) => bucket > quarter && bucket <= threeQuarters),
    },
  };
}

/** Of those that have a bin of their own. */
function movedCategory({ bins, unlisted, ...sides }: Aligned): Moved {
  const [r, c] = [shares(sides.reference), shares(sides.current)];
  const change = (bin: number): Change => ({ reference: r[bin] ?? 0, current: c[bin] ?? 0 });
  const size = ({ reference, current }: Change) => Math.abs(current - reference);
  const [most] = bins
    .slice(0, unlisted?.rare ?? -2)
    .map((name, bin) => ({ name, ...change(bin) }))
    .sort((a, b) => size(b) - size(a));
  return most ? { category: most } : {};
}

/** The last bucket below the cut that comes nearest to this share of the values; -Infinity: all lie above it. */
function cutAt({ index, counts }: Buckets, share: number): number {
  const wanted = share * sum(counts);
  let below = 0;
  let cut = { last: -Infinity, off: wanted };
  index.forEach((last, at) => {
    below += counts[at] ?? 0;
    const off = Math.abs(below - wanted);
    if (off < cut.off) cut = { last, off };
  });
  return cut.last;
}

/** Whether both have the same share of their values there; with a cut of the pooled values, Mood's median test (1954). */
function shareP(reference: Buckets, current: Buckets, isThere: (bucket: number) => boolean): number {
  const sides = ({ index, counts }: Buckets) => {
    const there = sum(counts.filter((_count, at) => isThere(index[at] ?? NaN)));
    return [there, sum(counts) - there];
  };
  return tested(sides(reference), sides(current)).p;
}

/** The width of the middle half. */
const spreadOf = (buckets: Buckets) =>
  Number((quantileOf(buckets, 0.75) - quantileOf(buckets, 0.25)).toPrecision(knownDigits));

function quantileOf({ index, counts, origin = 0 }: Buckets, share: number): number {
  const wanted = share * sum(counts);
  let below = 0;
  const found = index.find((_bucket, at) => (below += counts[at] ?? 0) >= wanted) ?? 0;
  const { low, high } = bucketEdges(found);
  return roundest(low + origin, high + origin);
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** The number of the fewest digits within a bucket: where values are whole, mostly the value itself. */
function roundest(low: number, high: number): number {
  const middle = (low + high) / 2;
  const rounded = digits.map((count) => Number(middle.toPrecision(count)));
  return rounded.find((value) => value >= low && value <= high) ?? middle;
}

/** More digits than buckets 1% wide could know would be made up. */
const knownDigits = 3;

const meanOf = (buckets: Buckets) =>
  (buckets.origin ?? 0) + Number(momentsOf(buckets).mean.toPrecision(knownDigits));

/** Whether the means are the same, whatever the spreads (Welch 1947). */
function meanP(reference: Buckets, current: Buckets): number {
  const [r, c] = [momentsOf(reference), momentsOf(current)];
  const difference = r.mean - c.mean;
  return difference === 0 ? 1 : twoSided(difference / Math.sqrt(r.variance / r.total + c.variance / c.total));
}

/** Of the distances from the origin. */
function momentsOf({ index, counts }: Buckets) {
  const total = sum(counts);
  const averaged = (of: (distance: number) => number) =>
    sum(
      index.map((bucket, at) => {
        const { low, high } = bucketEdges(bucket);
        return of((low + high) / 2) * ((counts[at] ?? 0) / total);
      }),
    );
  const mean = averaged((distance) => distance);
  return { total, mean, variance: averaged((distance) => (distance - mean) ** 2) };
}
