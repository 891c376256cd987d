// Which rows a metric may use: those with a label and every score. No metric is computed here.

/** Numbers of one column; NaN is a missing one. */
export type Numbers = ArrayLike<number>;

/** Rows whose label and scores are all there. */
export interface CompleteRows {
  /** 1 positive, 0 negative. */
  readonly labels: Uint8Array;
  /** One array for each that was given. */
  readonly scores: readonly Float64Array[];
  /** Where each row stood among those given; undefined where all of them stayed. */
  readonly kept: Uint32Array | undefined;
  readonly positives: number;
  readonly negatives: number;
  /** Rows left out because the label or a score is missing. */
  readonly leftOut: number;
}

/** Leaves out rows with a missing label or score. Labels are 1, 0 or NaN; anything else and unequal lengths are a RangeError. Infinite scores stay: they can be ranked. */
export function completeRows(labels: Numbers, ...scores: readonly Numbers[]): CompleteRows {
  const kept = keptRows([labels, ...scores]);
  const chosen = take(labels, kept);
  let positives = 0;
  for (let row = 0; row < chosen.length; row++) {
    const label = chosen[row] as number;
    if (label !== 0 && label !== 1) throw new RangeError(`A label is 1, 0 or NaN, not ${label}.`);
    positives += label;
  }
  return {
    labels: Uint8Array.from(chosen),
    scores: scores.map((score) => take(score, kept)),
    kept,
    positives,
    negatives: chosen.length - positives,
    leftOut: labels.length - chosen.length,
  };
}

/** Indices of the rows in which no column is NaN; undefined where that is every row. */
export function keptRows(columns: readonly Numbers[]): Uint32Array | undefined {
  const length = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== length)) {
    throw new RangeError(`Columns differ in length: ${columns.map((column) => column.length).join(', ')}.`);
  }
  if (!columns.some(hasMissing)) return undefined;
  const kept = new Uint32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) {
    if (columns.every((column) => !Number.isNaN(column[row]))) kept[count++] = row;
  }
  return kept.slice(0, count);
}

function hasMissing(column: Numbers): boolean {
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row])) return true;
  return false;
}

/** The values at these rows as a new array; undefined takes all. */
export function take(values: Numbers, rows: Uint32Array | undefined): Float64Array {
  if (rows === undefined) return Float64Array.from(values);
  return Float64Array.from(rows, (row) => values[row] ?? NaN);
}

/** The values at these rows; undefined takes all. */
export function takeAny<T>(values: ArrayLike<T>, rows: Uint32Array | undefined): T[] {
  return rows === undefined ? Array.from(values) : Array.from(rows, (row) => values[row] as T);
}
