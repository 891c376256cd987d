// Which bins a column's histogram gets, decided before its values are counted into them.
import { bucketCells, type Cell } from './buckets';
import { chooseBins, type Bins } from './histogram';
import { isNumeric } from './kind';
import type { Buckets, ColumnKind, TimeCells } from './profile';
import { timeCellsWithin } from './timeCells';

export interface BinFacts {
  readonly kind: ColumnKind;
  /** As numbers: values, or milliseconds since 1970 for times. */
  readonly min: number;
  readonly max: number;
  readonly spread: SpreadFacts;
}

/** Where the values lie, by whatever was counted already: every value, buckets, or cells of times. */
export type SpreadFacts =
  | { readonly by: 'values'; readonly cells: readonly Cell[] }
  | { readonly by: 'buckets'; readonly buckets: Buckets }
  | { readonly by: 'times'; readonly times: TimeCells };

export function binsFor({ kind, min, max, spread }: BinFacts): Bins {
  const isInteger = kind === 'integer';
  const cells = cellsOf(spread, { min, max, isInteger });
  if (isNumeric(kind)) return chooseBins({ min, max, isInteger, cells });
  return timeBins({ min, max, cells, grain: spread.by === 'times' ? spread.times.width : 1 });
}

function cellsOf(
  spread: SpreadFacts,
  bounds: { min: number; max: number; isInteger: boolean },
): readonly Cell[] {
  switch (spread.by) {
    case 'values':
      return spread.cells;
    case 'buckets':
      return bucketCells(spread.buckets, bounds);
    case 'times':
      return timeCellsWithin(spread.times, bounds);
  }
}

const units = [1, 1_000, 60_000, 3_600_000, 86_400_000];
const mostBins = 30;

interface TimeSpread {
  readonly min: number;
  readonly max: number;
  readonly cells: readonly Cell[];
  /** Milliseconds that an edge may be a multiple of, so that no cell is cut. */
  readonly grain: number;
}

/** Bins of whole milliseconds, seconds, minutes, hours or days over the bulk. */
function timeBins({ min, max, cells, grain }: TimeSpread): Bins {
  const bulk = chooseBins({ min, max, isInteger: true, cells });
  const low = Math.max(min, bulk.from);
  const high = Math.min(max, bulk.from + bulk.step * bulk.bins);
  const raw = (high - low) / mostBins;
  const unit = Math.max(units.findLast((size) => size <= raw) ?? 1, grain);
  const step = Math.max(unit, Math.ceil(raw / unit) * unit);
  const from = Math.floor(low / unit) * unit;
  return { from, step, bins: Math.max(1, Math.floor((high - from) / step) + 1) };
}
