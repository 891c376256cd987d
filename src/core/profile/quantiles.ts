// Quantiles of counted intervals or values. How the counts come about is not known here.
import type { Cell } from './buckets';

export const quantileLevels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

export interface Quantiles {
  /** By level. */
  readonly values: Readonly<Record<string, number>>;
  /** By level: how far a value may be off. */
  readonly errors: Readonly<Record<string, number>>;
}

/**
 * Quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996; the default of R and NumPy). The
 * values of a cell are taken as spread evenly over it, so each order statistic is off by no more than its cell's width.
 * `cells` ascending. Undefined where there are no values.
 */
export function quantilesOf(
  cells: readonly Cell[],
  levels: readonly number[] = quantileLevels,
): Quantiles | undefined {
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const ends = cumulate(cells);
  const found = levels.map((level) => {
    const position = level * (total - 1);
    const share = position % 1;
    const low = orderStatistic(cells, ends, Math.floor(position));
    if (share === 0) return low;
    const high = orderStatistic(cells, ends, Math.floor(position) + 1);
    return { value: between(low.value, high.value, share), error: between(low.error, high.error, share) };
  });
  const byLevel = (read: 'value' | 'error') =>
    Object.fromEntries(levels.map((level, at) => [String(level), found[at]?.[read] ?? NaN]));
  return { values: byLevel('value'), errors: byLevel('error') };
}

function cumulate(cells: readonly Cell[]): number[] {
  let sum = 0;
  return cells.map(({ count }) => (sum += count));
}

/** `rank` from 0. Within a cell of n values the k-th lies at (k + 1/2) / n of its width. */
function orderStatistic(
  cells: readonly Cell[],
  ends: readonly number[],
  rank: number,
): { value: number; error: number } {
  let from = 0;
  let to = ends.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ends[middle] ?? 0) > rank) to = middle;
    else from = middle + 1;
  }
  const cell = cells[from];
  if (!cell) return { value: NaN, error: NaN };
  const within = (rank - ((ends[from] ?? 0) - cell.count) + 0.5) / cell.count;
  const { low, high } = cell;
  return {
    value: low === high ? low : between(low, high, within),
    error: Math.min(high - low, Number.MAX_VALUE),
  };
}

/** `share` of the way from low to high, also where their distance is beyond what a double holds. */
function between(low: number, high: number, share: number): number {
  const distance = high - low;
  return Number.isFinite(distance) ? low + distance * share : low * (1 - share) + high * share;
}
