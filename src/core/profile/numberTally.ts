// What one pass over a column of numbers gives: counts, extremes, moments, buckets and the sketch of distinct values.
import { BucketCounter } from './bucketCounter';
import type { DistinctSketch } from './distinctSketch';
import type { Buckets } from './profile';
import { RankCounter } from './rankCounter';

export interface Tallied {
  /** Neither missing nor NaN. */
  readonly present: number;
  readonly infinities: number;
  /** Of the finite values; undefined where there are none. */
  readonly min?: number;
  readonly max?: number;
  /** Undefined where squares overflow. */
  readonly mean?: number;
  /** The sample's (n - 1). */
  readonly sd?: number;
  readonly buckets: Buckets;
  readonly sketch: DistinctSketch;
}

/** Numbers of a column that were read together. */
export interface NumberChunk {
  readonly rows: number;
  /** Doubles, or whole numbers of 64 bits with a sign. */
  readonly values: Float64Array | BigInt64Array;
  /** A bit a row, set where it has a value; undefined where all have. */
  readonly valid: Uint32Array | undefined;
}

/** Beyond this a square overflows. */
const largestSquarable = 1e150;

export class NumberTally {
  readonly #buckets = new BucketCounter();
  readonly #ranks = new RankCounter();
  #present = 0;
  #count = 0;
  #min = Infinity;
  #max = -Infinity;
  #mean = 0;
  /** Sum of squared distances from the mean. */
  #squares = 0;

  /** `origin`: buckets are counted from it; else from 0. */
  constructor(readonly origin = 0) {}

  add(chunk: NumberChunk): void {
    const { values } = chunk;
    if (values instanceof Float64Array) this.#addDoubles(values, chunk);
    else this.#addWhole(values, chunk);
  }

  #addDoubles(values: Float64Array, { rows, valid }: NumberChunk): void {
    const finite = roomFor(rows);
    const all = gather(values, finite, rows, valid);
    let count = all;
    if (!this.#addMoments(finite, count)) {
      count = keepFinite(finite, all);
      this.#addMoments(finite, count);
      this.#present += countNumbers(values, rows, valid) - count;
    }
    this.#ranks.add(new Int32Array(finite.buffer, 0, 2 * count), count);
    this.#countBuckets(finite, count);
  }

  /** False, and nothing done, where one of them is not finite. Squares are taken of distances from the mean so far, so that they keep their digits. */
  #addMoments(values: Float64Array, count: number): boolean {
    const centre = this.#count > 0 ? this.#mean : (values.subarray(0, count).find(Number.isFinite) ?? 0);
    let sum = 0;
    let squares = 0;
    let min = this.#min;
    let max = this.#max;
    let odd = 0;
    for (let at = 0; at < count; at++) {
      const value = values[at] as number;
      const distance = value - centre;
      sum += distance;
      squares += distance * distance;
      // Not 0 of NaN and infinities.
      if (value - value !== 0) odd++;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (odd === 0) this.#merge({ count, centre, sum, squares, min, max });
    return odd === 0;
  }

  #addWhole(values: BigInt64Array, { rows, valid }: NumberChunk): void {
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * rows);
    const finite = roomFor(rows);
    const finiteWords = new Int32Array(finite.buffer);
    const centre = this.#count > 0 ? Math.round(this.#mean) : firstWhole(values, rows, valid);
    const centreHigh = Math.floor(centre / 2 ** 32);
    const centreLow = centre - centreHigh * 2 ** 32;
    let count = 0;
    let sum = 0;
    let squares = 0;
    let min = this.#min;
    let max = this.#max;
    const beyond: number[] = [];
    for (let row = 0; row < rows; row++) {
      if (valid !== undefined && (((valid[row >>> 5] as number) >>> (row & 31)) & 1) === 0) continue;
      const low = (words[2 * row] as number) >>> 0;
      const high = words[2 * row + 1] as number;
      const value = high * 2 ** 32 + low;
      // Exact where a double could not tell neighbours apart.
      const distance = (high - centreHigh) * 2 ** 32 + (low - centreLow);
      if (high >= 2 ** 21 || high < -(2 ** 21)) beyond.push(count, low | 0, high);
      finite[count++] = value;
      sum += distance;
      squares += distance * distance;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    this.#merge({ count, centre, sum, squares, min, max });
    this.#countBuckets(finite, count);
    for (let at = 0; at < beyond.length; at += 3) {
      const place = beyond[at] as number;
      finiteWords[2 * place] = beyond[at + 1] as number;
      finiteWords[2 * place + 1] = beyond[at + 2] as number;
    }
    this.#ranks.add(finiteWords, count);
  }

  /** Leaves distances in place of the values where there is an origin. */
  #countBuckets(finite: Float64Array, count: number): void {
    const { origin } = this;
    if (origin !== 0) for (let at = 0; at < count; at++) finite[at] = (finite[at] as number) - origin;
    this.#buckets.add(finite, count);
  }

  /** Chan, Golub and LeVeque 1979. */
  #merge({ count, centre, sum, squares, min, max }: Part): void {
    this.#present += count;
    this.#min = min;
    this.#max = max;
    if (count === 0) return;
    const all = this.#count + count;
    const mean = centre + sum / count;
    const away = mean - this.#mean;
    this.#squares += squares - (sum * sum) / count + (away * away * this.#count * count) / all;
    this.#mean += (away * count) / all;
    this.#count = all;
  }

  result(): Tallied {
    const [min, max] = [this.#min, this.#max];
    const hasMoments = this.#count > 0 && Math.max(-min, max) < largestSquarable;
    return {
      present: this.#present,
      infinities: this.#present - this.#count,
      ...(this.#count > 0 ? { min, max } : {}),
      // A mean lies within, whatever rounding makes of it.
      ...(hasMoments ? { mean: Math.min(Math.max(this.#mean, min), max) } : {}),
      ...(hasMoments && this.#count > 1
        ? { sd: Math.sqrt(Math.max(0, this.#squares) / (this.#count - 1)) }
        : {}),
      buckets: this.#buckets.buckets(this.origin),
      sketch: this.#ranks.sketch(),
    };
  }
}

/** Finite values. */
interface Part {
  readonly count: number;
  /** What distances were taken from: near the mean, so that their squares keep their digits. */
  readonly centre: number;
  readonly sum: number;
  readonly squares: number;
  /** Of all parts so far. */
  readonly min: number;
  readonly max: number;
}

let room = new Float64Array(2048);

/** Where the finite values of a chunk are put together; its content is gone with the next chunk. */
function roomFor(rows: number): Float64Array {
  if (room.length < rows) room = new Float64Array(rows);
  return room;
}

const isValid = (valid: Uint32Array | undefined, row: number) =>
  valid === undefined || (((valid[row >>> 5] as number) >>> (row & 31)) & 1) === 1;

/** The values that are there, one after the other; their number. */
function gather(
  values: Float64Array,
  into: Float64Array,
  rows: number,
  valid: Uint32Array | undefined,
): number {
  if (valid === undefined) {
    into.set(rows === values.length ? values : values.subarray(0, rows));
    return rows;
  }
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if ((((valid[row >>> 5] as number) >>> (row & 31)) & 1) === 0) continue;
    into[count++] = values[row] as number;
  }
  return count;
}

function keepFinite(values: Float64Array, count: number): number {
  let kept = 0;
  for (let at = 0; at < count; at++) if (Number.isFinite(values[at])) values[kept++] = values[at] as number;
  return kept;
}

/** Infinities are numbers, NaN is missing. */
function countNumbers(values: Float64Array, rows: number, valid: Uint32Array | undefined): number {
  let count = 0;
  for (let row = 0; row < rows; row++) if (isValid(valid, row) && !Number.isNaN(values[row])) count++;
  return count;
}

function firstWhole(values: BigInt64Array, rows: number, valid: Uint32Array | undefined): number {
  for (let row = 0; row < rows; row++) if (isValid(valid, row)) return Number(values[row]);
  return 0;
}
