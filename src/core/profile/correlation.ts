// Correlations of columns of numbers in memory, over the rows that have both: Spearman's, from an order that is made once a column.
import { descending } from '../evaluate/rank';

/** A column's rows by its values. */
export interface Ordered {
  /** NaN where it is missing. */
  readonly values: Float64Array;
  /** The rows that have a value, the smallest first. */
  readonly order: Uint32Array;
}

export interface Correlation {
  /** -1 to 1; undefined under three rows, or where one side is constant. */
  readonly value: number | undefined;
  /** Rows that have both. */
  readonly rows: number;
}

export function orderedOf(values: Float64Array): Ordered {
  const rows = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]));
  const { order } = descending(Float64Array.from(rows, (row) => values[row] as number));
  return { values, order: order.reverse().map((at) => rows[at] as number) };
}

/** Spearman's: Pearson's of the ranks among the rows that have both, of which equal values share the mean. */
export function spearman(a: Ordered, b: Ordered): Correlation {
  const rows = rankWith(a, b, 'a');
  rankWith(b, a, 'b');
  if (rows < 3) return { value: undefined, rows };
  const { a: x, b: y } = ranks;
  const middle = (rows + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let at = 0; at < a.order.length; at++) {
    const row = a.order[at] as number;
    if (b.values[row] !== b.values[row]) continue;
    const p = (x[row] as number) - middle;
    const q = (y[row] as number) - middle;
    xy += p * q;
    xx += p * p;
    yy += q * q;
  }
  return { value: xx > 0 && yy > 0 ? clamp(xy / Math.sqrt(xx * yy)) : undefined, rows };
}

/** Room that every pair uses anew: thousands of pairs would each ask for as much. */
const ranks = { a: new Float64Array(0), b: new Float64Array(0) };
let shared = new Uint32Array(0);

/** Writes each row's rank from 1 among those that the other column has as well; how many these are. */
function rankWith({ values, order }: Ordered, other: Ordered, side: 'a' | 'b'): number {
  if (ranks[side].length < values.length) ranks[side] = new Float64Array(values.length);
  if (shared.length < order.length) shared = new Uint32Array(order.length);
  const [into, rows, has] = [ranks[side], shared, other.values];
  let count = 0;
  let run = 0;
  let value = NaN;
  for (let at = 0; at < order.length; at++) {
    const row = order[at] as number;
    // NaN, where the other is missing.
    if (has[row] !== has[row]) continue;
    if (values[row] !== value) {
      for (let end = run; end < count; end++) into[rows[end] as number] = (run + 1 + count) / 2;
      run = count;
      value = values[row] as number;
    }
    rows[count++] = row;
  }
  for (let end = run; end < count; end++) into[rows[end] as number] = (run + 1 + count) / 2;
  return count;
}

/** What a correlation is worth beyond chance, 0 to 1: the root of the adjusted share of variance that it explains. */
export function beyondChance(value: number, rows: number): number {
  return rows > 2 ? Math.sqrt(Math.max(0, 1 - ((1 - value * value) * (rows - 1)) / (rows - 2))) : 0;
}

const clamp = (value: number) => Math.max(-1, Math.min(1, value));
