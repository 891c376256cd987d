// What moved in a column, in figures that a person knows: a category's share, the median and mean of numbers.
import { bucketEdges } from '../profile/buckets';
import type { Buckets } from '../profile/profile';
import { sum } from '../sum';
import type { Aligned } from './aligned';
import type { Distribution } from './distribution';
import type { Change, ColumnDrift } from './columnDrift';
import { shares } from './measures';

type Moved = Pick<ColumnDrift, 'category' | 'median' | 'mean'>;

/** {} where a side has no values. */
export function movedIn(aligned: Aligned, reference: Distribution, current: Distribution): Moved {
  if (reference.kind === 'categorical' || current.kind === 'categorical') return movedCategory(aligned);
  const [r, c] = [reference.buckets, current.buckets];
  if (sum(r.counts) === 0 || sum(c.counts) === 0) return {};
  return {
    median: { reference: medianOf(r), current: medianOf(c) },
    mean: { reference: meanOf(r), current: meanOf(c) },
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

function medianOf({ index, counts, origin = 0 }: Buckets): number {
  const half = sum(counts) / 2;
  let below = 0;
  const middle = index.find((_bucket, at) => (below += counts[at] ?? 0) >= half) ?? 0;
  const { low, high } = bucketEdges(middle);
  return roundest(low + origin, high + origin);
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** The number of the fewest digits within a bucket: where values are whole, mostly the value itself. */
function roundest(low: number, high: number): number {
  const middle = (low + high) / 2;
  const rounded = digits.map((count) => Number(middle.toPrecision(count)));
  return rounded.find((value) => value >= low && value <= high) ?? middle;
}

function meanOf({ index, counts, origin = 0 }: Buckets): number {
  const total = sum(counts);
  const distances = index.map((bucket, at) => {
    const { low, high } = bucketEdges(bucket);
    return ((low + high) / 2) * ((counts[at] ?? 0) / total);
  });
  // More digits than buckets 1% wide could know would be made up.
  return origin + Number(sum(distances).toPrecision(3));
}
