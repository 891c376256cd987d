// Correlations of columns of numbers in memory, over the rows that have both: Spearman's, from an order that is made once a column.

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
  const present = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]));
  return { values, order: present.sort((a, b) => (values[a] as number) - (values[b] as number)) };
}

/** Spearman's: Pearson's of the ranks among the rows that have both, of which equal values share the mean. */
export function spearman(a: Ordered, b: Ordered): Correlation {
  const [x, y] = [ranksWith(a, b), ranksWith(b, a)];
  const rows = x.count;
  if (rows < 3) return { value: undefined, rows };
  const middle = (rows + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (const row of a.order) {
    const [p, q] = [x.ranks[row] as number, y.ranks[row] as number];
    if (p === 0 || q === 0) continue;
    xy += (p - middle) * (q - middle);
    xx += (p - middle) ** 2;
    yy += (q - middle) ** 2;
  }
  return { value: xx > 0 && yy > 0 ? clamp(xy / Math.sqrt(xx * yy)) : undefined, rows };
}

/** By row: its rank from 1 among those that the other column has as well; 0 where either is missing. */
function ranksWith({ values, order }: Ordered, other: Ordered): { ranks: Float64Array; count: number } {
  const ranks = new Float64Array(values.length);
  const shared = order.filter((row) => !Number.isNaN(other.values[row]));
  for (let from = 0; from < shared.length;) {
    const value = values[shared[from] as number];
    let to = from + 1;
    while (to < shared.length && values[shared[to] as number] === value) to++;
    // The mean of the ranks from + 1 to `to`.
    for (let at = from; at < to; at++) ranks[shared[at] as number] = (from + 1 + to) / 2;
    from = to;
  }
  return { ranks, count: shared.length };
}

/** What a correlation is worth beyond chance, 0 to 1: the root of the adjusted share of variance that it explains. */
export function beyondChance(value: number, rows: number): number {
  return rows > 2 ? Math.sqrt(Math.max(0, 1 - ((1 - value * value) * (rows - 1)) / (rows - 2))) : 0;
}

const clamp = (value: number) => Math.max(-1, Math.min(1, value));
