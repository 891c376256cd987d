// What moved in a column, in figures that a person knows: a category's share, the median, middle half and mean of numbers.
import { bucketEdges, bucketMiddle } from '../profile/buckets';
import type { Buckets } from '../profile/profile';
import { sum } from '../sum';
import type { Aligned } from './aligned';
import type { Distribution } from './distribution';
import type { Change, ColumnDrift } from './columnDrift';
import { shares } from './measures';
import { unitOf } from './unit';

type Moved = Pick<ColumnDrift, 'category' | 'median' | 'middleHalf' | 'mean'>;

/** {} where a side has no values. */
export function movedIn(aligned: Aligned, reference: Distribution, current: Distribution): Moved {
  if (reference.kind === 'categorical' || current.kind === 'categorical') return movedCategory(aligned);
  const [r, c] = [reference.buckets, current.buckets];
  if (sum(r.counts) === 0 || sum(c.counts) === 0) return {};
  const change = (of: (buckets: Buckets) => number): Change => ({ reference: of(r), current: of(c) });
  const quantile = (share: number) => change((buckets) => quantileOf(buckets, share));
  return {
    median: quantile(0.5),
    middleHalf: { low: quantile(0.25), high: quantile(0.75) },
    mean: change(meanOf),
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

function quantileOf({ index, counts, origin = 0 }: Buckets, share: number): number {
  const wanted = share * sum(counts);
  let below = 0;
  const found = index.find((_bucket, at) => (below += counts[at] ?? 0) >= wanted) ?? 0;
  return valueOf(found, origin);
}

function meanOf({ index, counts, origin = 0 }: Buckets): number {
  const distances = index.map((bucket) => valueOf(bucket, origin) - origin);
  const unit = unitOf(distances);
  const added = sum(distances.map((distance, at) => (distance / unit) * (counts[at] ?? 0)));
  // More digits than buckets 1% wide could know would be made up.
  const mean = origin + Number(((added / sum(counts)) * unit).toPrecision(3));
  return Math.min(Math.max(mean, -Number.MAX_VALUE), Number.MAX_VALUE);
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** The number of the fewest digits within a bucket: where values are whole, mostly the value itself. */
function valueOf(bucket: number, origin: number): number {
  const edges = bucketEdges(bucket);
  const [low, high] = [edges.low + origin, edges.high + origin];
  const middle = bucketMiddle(bucket) + origin;
  for (const count of digits) {
    const rounded = Number(middle.toPrecision(count));
    if (rounded >= low && rounded <= high) return rounded;
  }
  return middle;
}
