// What one pass over rows gives of pairs of columns: Pearson's correlations, correlation ratios, and an even sample of rows.
import { correlationRatio, type GroupSum } from './correlationRatio';
import type { NumberChunk } from './numberTally';

export interface PairTallyOptions {
  /** Columns of numbers, the first of each chunk: what to take away from their values, near the mean. */
  readonly centres: readonly number[];
  /** Columns of groups, which follow: how many each has; their values are whole numbers from 0. */
  readonly groups: readonly number[];
  /** Pairs of columns of numbers, by their place. */
  readonly pearson: readonly (readonly [number, number])[];
  /** Places of a column of groups and of one of numbers. */
  readonly ratios: readonly (readonly [group: number, numbers: number])[];
  /** About one of so many rows is kept. */
  readonly every: number;
}

interface Column {
  /** Distances from the centre; 0 where missing. */
  readonly values: Float64Array;
  readonly isMissing: Uint8Array;
  /** The rows where it is missing, the first `lacking`. */
  readonly missing: Uint32Array;
  lacking: number;
  sum: number;
  squares: number;
}

interface PairSums {
  n: number;
  x: number;
  y: number;
  xx: number;
  yy: number;
  xy: number;
}

export class PairTally {
  #rows = 0;
  #columns: Column[] = [];
  /** By row, one more than its group; 0 where missing. */
  #codes: Uint32Array[] = [];
  readonly #pearson: readonly PairSums[];
  readonly #ratios: readonly { readonly n: Float64Array; readonly sums: Float64Array; squares: number }[];
  readonly #samples: readonly number[][];

  constructor(readonly options: PairTallyOptions) {
    this.#pearson = options.pearson.map(() => ({ n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }));
    this.#ratios = options.ratios.map(([group]) => {
      const size = (options.groups[group] as number) + 1;
      return { n: new Float64Array(size), sums: new Float64Array(size), squares: 0 };
    });
    this.#samples = options.centres.map(() => []);
  }

  add(chunks: readonly NumberChunk[]): void {
    const { centres, groups, pearson, ratios } = this.options;
    const rows = chunks[0]?.rows ?? 0;
    if ((this.#columns[0]?.values.length ?? 0) < rows) this.#columns = centres.map(() => columnOf(rows));
    if ((this.#codes[0]?.length ?? 0) < rows) this.#codes = groups.map(() => new Uint32Array(rows));
    this.#columns.forEach((column, at) => fill(column, chunks[at] as NumberChunk, centres[at] as number));
    this.#codes.forEach((codes, at) => fillCodes(codes, chunks[centres.length + at] as NumberChunk));
    pearson.forEach(([x, y], at) =>
      addPair(this.#pearson[at] as PairSums, this.#columns[x] as Column, this.#columns[y] as Column, rows),
    );
    ratios.forEach(([group, numbers], at) => {
      const own = this.#ratios[at];
      if (own)
        own.squares += addGroups(
          own,
          this.#codes[group] as Uint32Array,
          this.#columns[numbers] as Column,
          rows,
        );
    });
    this.#sample(rows);
    this.#rows += rows;
  }

  /** By a hash of a row's place: always the same ones of the same table. */
  #sample(rows: number): void {
    const { every } = this.options;
    for (let row = 0; row < rows; row++) {
      if (every > 1 && hashOf(this.#rows + row) % every !== 0) continue;
      this.#columns.forEach(({ values, isMissing }, at) =>
        this.#samples[at]?.push(isMissing[row] ? NaN : (values[row] as number)),
      );
    }
  }

  /** In the order of `pearson`; undefined where one side is constant or there are under three rows. */
  pearson(): { readonly value: number | undefined; readonly rows: number }[] {
    return this.#pearson.map(({ n, x, y, xx, yy, xy }) => {
      const [p, q] = [xx - (x * x) / n, yy - (y * y) / n];
      // What is left of a constant's squares is rounding.
      const isTold = n > 2 && p > 1e-12 * xx && q > 1e-12 * yy;
      const value = isTold
        ? Math.max(-1, Math.min(1, (xy - (x * y) / n) / Math.sqrt(p) / Math.sqrt(q)))
        : NaN;
      return { value: Number.isFinite(value) ? value : undefined, rows: n };
    });
  }

  /** In the order of `ratios`. */
  ratios(): { readonly value: number; readonly corrected: number; readonly rows: number }[] {
    return this.#ratios.map(({ n, sums, squares }) => {
      const groups = Array.from(n, (count, at): GroupSum => ({ n: count, sum: sums[at] as number })).slice(1);
      const ratio = correlationRatio(groups, squares);
      return { ...ratio, rows: groups.reduce((all, group) => all + group.n, 0) };
    });
  }

  /** The kept rows of each column of numbers, as distances from its centre; NaN where missing. */
  samples(): Float64Array[] {
    return this.#samples.map((values) => Float64Array.from(values));
  }
}

const columnOf = (rows: number): Column => ({
  values: new Float64Array(rows),
  isMissing: new Uint8Array(rows),
  missing: new Uint32Array(rows),
  lacking: 0,
  sum: 0,
  squares: 0,
});

function fill(column: Column, { rows, values, valid }: NumberChunk, centre: number): void {
  const { values: into, isMissing, missing } = column;
  let lacking = 0;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const isThere = valid === undefined || (((valid[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
    const value = (values[row] as number) - centre;
    if (isThere && value - value === 0) {
      into[row] = value;
      isMissing[row] = 0;
      sum += value;
      squares += value * value;
    } else {
      into[row] = 0;
      isMissing[row] = 1;
      missing[lacking++] = row;
    }
  }
  column.lacking = lacking;
  column.sum = sum;
  column.squares = squares;
}

function fillCodes(into: Uint32Array, { rows, values, valid }: NumberChunk): void {
  for (let row = 0; row < rows; row++) {
    const isThere = valid === undefined || (((valid[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
    into[row] = isThere ? (values[row] as number) + 1 : 0;
  }
}

/** Sums over the rows that have both: those of either column, without what it has where the other is missing. */
function addPair(sums: PairSums, a: Column, b: Column, rows: number): void {
  const [x, y] = [a.values, b.values];
  let xy = 0;
  for (let row = 0; row < rows; row++) xy += (x[row] as number) * (y[row] as number);
  sums.xy += xy;
  let neither = 0;
  let [only, square] = [0, 0];
  for (let at = 0; at < b.lacking; at++) {
    const row = b.missing[at] as number;
    const value = x[row] as number;
    neither += a.isMissing[row] as number;
    only += value;
    square += value * value;
  }
  sums.x += a.sum - only;
  sums.xx += a.squares - square;
  [only, square] = [0, 0];
  for (let at = 0; at < a.lacking; at++) {
    const value = y[a.missing[at] as number] as number;
    only += value;
    square += value * value;
  }
  sums.y += b.sum - only;
  sums.yy += b.squares - square;
  sums.n += rows - a.lacking - b.lacking + neither;
}

/** The squares of the rows that have both. */
function addGroups(
  { n, sums }: { readonly n: Float64Array; readonly sums: Float64Array },
  codes: Uint32Array,
  { values, missing, lacking, squares }: Column,
  rows: number,
): number {
  let ungrouped = 0;
  for (let row = 0; row < rows; row++) {
    const code = codes[row] as number;
    const value = values[row] as number;
    n[code] = (n[code] as number) + 1;
    sums[code] = (sums[code] as number) + value;
    if (code === 0) ungrouped += value * value;
  }
  for (let at = 0; at < lacking; at++) {
    const code = codes[missing[at] as number] as number;
    n[code] = (n[code] as number) - 1;
  }
  return squares - ungrouped;
}

function hashOf(place: number): number {
  let word = Math.imul(place ^ (place >>> 16), 0x21f0aaad);
  word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
  return (word ^ (word >>> 15)) >>> 0;
}
