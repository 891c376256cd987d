// Counts numbers by bucket from the bits of a double, several times faster than by its logarithm, with the same outcome.
import { bucketOf, bucketsOfCounts } from './buckets';
import type { Buckets } from './profile';

/** An exponent's values are cut into so many cells, each narrower than a bucket: at most one edge of a bucket lies in it. */
const cells = 512;
/** Beside the exponents of the first values so many more are counted by cell, and so many at most. */
const [spareExponents, mostExponents] = [4, 96];

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** By exponent: of each cell the smallest value that belongs to the higher one of its two buckets, Infinity where it has one only. */
const edges = new Map<number, Float64Array>();

/** The exponents that are counted by cell. */
interface Window {
  /** The first one's first cell. */
  readonly from: number;
  /** Cells of all. */
  readonly size: number;
  readonly edges: Float64Array;
  /** Of each cell below and above its edge: `size` of positive values each, then of negative ones. */
  readonly counts: Float64Array;
}

/** Counts by `bucketOf`, which it agrees with for each double. */
export class BucketCounter {
  #window: Window | undefined;
  /** Of values outside the window. */
  readonly #others = new Map<number, number>();

  /** The first `count` of `values`, all finite. */
  add(values: Float64Array, count: number): void {
    if (count === 0) return;
    const high = new Int32Array(values.buffer, values.byteOffset, 2 * count);
    const { from, size, edges: within, counts } = (this.#window ??= windowOf(high, count));
    for (let at = 0; at < count; at++) {
      const value = values[at] as number;
      const cell = (((high[2 * at + 1] as number) & 0x7fffffff) >>> 11) - from;
      if (cell < 0 || cell >= size) this.#addOther(value);
      else {
        const isNegative = value < 0;
        const isBeyond = (isNegative ? -value : value) >= (within[cell] as number);
        const place = cell + (isBeyond ? size : 0) + (isNegative ? 2 * size : 0);
        counts[place] = (counts[place] as number) + 1;
      }
    }
  }

  #addOther(value: number): void {
    const bucket = bucketOf(value);
    this.#others.set(bucket, (this.#others.get(bucket) ?? 0) + 1);
  }

  buckets(origin = 0): Buckets {
    const found = new Map(this.#others);
    const { from, size, counts } = this.#window ?? { from: 0, size: 0, counts: new Float64Array(0) };
    counts.forEach((count, place) => {
      if (count === 0) return;
      const start = bucketOf(doubleOf((from + (place % size)) << 11, 0));
      const bucket = Math.floor(place / size) % 2 === 0 ? start : start + 1;
      const signed = place < 2 * size ? bucket : -bucket;
      found.set(signed, (found.get(signed) ?? 0) + count);
    });
    return bucketsOfCounts(found, origin);
  }
}

/** Around the largest exponents of the first values. Those below the smallest normal double have no cells of equal shares. */
function windowOf(high: Int32Array, count: number): Window {
  let [low, top] = [2046, 1];
  for (let at = 0; at < count; at++) {
    const exponent = ((high[2 * at + 1] as number) >>> 20) & 2047;
    if (exponent === 0) continue;
    low = Math.min(low, exponent);
    top = Math.max(top, exponent);
  }
  const last = Math.min(Math.max(low, top) + spareExponents, 2046);
  const first = Math.max(low - spareExponents, last - mostExponents + 1, 1);
  const size = (last - first + 1) * cells;
  const within = new Float64Array(size);
  for (let exponent = first; exponent <= last; exponent++)
    within.set(edgesOf(exponent), (exponent - first) * cells);
  return { from: first * cells, size, edges: within, counts: new Float64Array(4 * size) };
}

function edgesOf(exponent: number): Float64Array {
  const known = edges.get(exponent);
  if (known) return known;
  const found = Float64Array.from({ length: cells }, (_none, cell) =>
    edgeWithin((exponent << 20) | (cell << 11)),
  );
  edges.set(exponent, found);
  return found;
}

/** The first double of a cell that is in another bucket than its first; found by halving. */
function edgeWithin(high: number): number {
  const valueAt = (step: number) => doubleOf(high + Math.floor(step / 2 ** 32), (step % 2 ** 32) | 0);
  let [low, up] = [0, 2 ** 43 - 1];
  const first = bucketOf(valueAt(low));
  if (bucketOf(valueAt(up)) === first) return Infinity;
  while (up - low > 1) {
    const middle = Math.floor((low + up) / 2);
    if (bucketOf(valueAt(middle)) === first) low = middle;
    else up = middle;
  }
  return valueAt(up);
}

function doubleOf(high: number, low: number): number {
  words[0] = low;
  words[1] = high;
  return double[0] as number;
}
