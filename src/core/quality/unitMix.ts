// Numbers of one column in two units: two groups far apart, of the same shape, whose middles differ by a factor between units.
import { bucketCells, type Cell } from '../profile/buckets';
import type { ColumnProfile } from '../profile/profile';

export interface UnitMix {
  readonly factor: number;
  /** Between the two groups. */
  readonly bound: number;
  readonly below: number;
  readonly above: number;
}

/** Thousands and the like, minutes and hours, inches, feet and pounds. By smaller factors, as of feet to metres, honest groups differ too. */
const factors = [10, 100, 1_000, 10_000, 1e6, 60, 3_600, 25.4, 30.48, 453.6];
/** The middles may be off by so much, as a ratio: of few values more. */
const offBy = 1.12;
const least = { rows: 2, share: 0.005, all: 50 };
/** Between the groups, nearest values differ by this factor or more; where one of them has too few rows to show its shape, by more. */
const apart = { shaped: 1.3, few: 3 };
const shaped = 5;
/** The spread of one group's logarithms is at most so many times the other's. */
const spreadRatio = 2;

/** Undefined where there is but one group, or two that no factor explains. */
export function unitMix({ kind, min, max, buckets, infinities = 0 }: ColumnProfile): UnitMix | undefined {
  if (!buckets || infinities > 0 || !(Number(min) >= 0)) return undefined;
  const bounds = { min: Number(min), max: Number(max), isInteger: kind === 'integer' };
  const cells = bucketCells(buckets, bounds).filter(({ low }) => low > 0);
  const total = rowsOf(cells);
  if (total < least.all) return undefined;
  const cut = widestGap(cells);
  if (!cut) return undefined;
  const [below, above] = [cells.slice(0, cut.at), cells.slice(cut.at)];
  const fewer = Math.min(rowsOf(below), rowsOf(above));
  if (fewer < Math.max(least.rows, least.share * total)) return undefined;
  const [low, high] = [middle(below), middle(above)];
  const slack = offBy + Math.sqrt(spread(below) ** 2 + spread(above) ** 2) * (2 / Math.sqrt(fewer));
  const ratio = high / low;
  const factor = factors.find((one) => Math.abs(Math.log(ratio / one)) < Math.log(slack));
  const spreads = [spread(below), spread(above)].sort((a, b) => a - b) as [number, number];
  const isAlike =
    fewer < shaped ? cut.ratio >= apart.few : spreads[0] > 0 && spreads[1] <= spreadRatio * spreads[0];
  if (factor === undefined || !isAlike) return undefined;
  return { factor, bound: cut.bound, below: rowsOf(below), above: rowsOf(above) };
}

const rowsOf = (cells: readonly Cell[]) => cells.reduce((sum, { count }) => sum + count, 0);

/** Of the gaps between neighbours the widest by ratio, where it stands out. */
function widestGap(
  cells: readonly Cell[],
): { readonly at: number; readonly ratio: number; readonly bound: number } | undefined {
  const gaps = cells.slice(1).map((cell, before) => ({
    at: before + 1,
    ratio: cell.low / (cells[before] as Cell).high,
    bound: Math.sqrt(cell.low * (cells[before] as Cell).high),
  }));
  const [widest] = [...gaps].sort((a, b) => b.ratio - a.ratio);
  return widest && widest.ratio >= apart.shaped ? widest : undefined;
}

const logOf = ({ low, high }: Cell) => Math.log(Math.sqrt(low * high));

function middle(cells: readonly Cell[]): number {
  const half = rowsOf(cells) / 2;
  let passed = 0;
  for (const cell of cells) {
    passed += cell.count;
    if (passed >= half) return Math.exp(logOf(cell));
  }
  return NaN;
}

/** Standard deviation of the logarithms. */
function spread(cells: readonly Cell[]): number {
  const rows = rowsOf(cells);
  const mean = cells.reduce((sum, cell) => sum + cell.count * logOf(cell), 0) / rows;
  return Math.sqrt(cells.reduce((sum, cell) => sum + cell.count * (logOf(cell) - mean) ** 2, 0) / rows);
}
