// Times counted in cells of fixed edges, so that counts of two profiles add up; what a profile does with them stands elsewhere.
import type { Cell } from './buckets';
import type { TimeCells } from './profile';

export interface TimeBounds {
  readonly min: number;
  readonly max: number;
}

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];
const widths = [
  ...[1, 5, 10, 50, 100, 500],
  ...[1, 5, 15, 30].map((many) => many * second),
  ...[1, 5, 15, 30].map((many) => many * minute),
  ...[1, 3, 6, 12].map((many) => many * hour),
  ...Array.from({ length: 24 }, (_none, power) => 2 ** power * day),
];
/** A range is cut into so many cells at most. */
const mostCells = 2_000;

/** The width that cuts a range into few enough cells. */
export const widthFor = (range: number): number =>
  widths.find((width) => range / width <= mostCells) ?? 2 ** 24 * day;

/** Counted times, in milliseconds since 1970, which lie within these bounds. */
export function timeCellsOf(
  times: Iterable<{ readonly value: number; readonly count: number }>,
  { min, max }: TimeBounds,
): TimeCells {
  const width = widthFor(max - min);
  const counts = new Map<number, number>();
  for (const { value, count } of times) add(counts, Math.floor(value / width), count);
  return fromCounts(width, counts);
}

/** The times of both, in cells as wide as the range of both asks for or as wide as either has. */
export function mergeTimeCells(a: TimeCells, b: TimeCells, { min, max }: TimeBounds): TimeCells {
  const width = Math.max(a.width, b.width, widthFor(max - min));
  const counts = new Map<number, number>();
  for (const part of [a, b])
    part.index.forEach((at, nth) =>
      add(counts, Math.floor((at * part.width) / width), part.counts[nth] ?? 0),
    );
  return fromCounts(width, counts);
}

const add = (counts: Map<number, number>, key: number, count: number) =>
  counts.set(key, (counts.get(key) ?? 0) + count);

function fromCounts(width: number, counts: ReadonlyMap<number, number>): TimeCells {
  const entries = [...counts].sort(([x], [y]) => x - y);
  return { width, index: entries.map(([at]) => at), counts: entries.map(([, count]) => count) };
}

/** The cells in ascending order, in milliseconds since 1970, kept within what is known of the times. */
export function timeCellsWithin({ width, index, counts }: TimeCells, bounds: TimeBounds): Cell[] {
  const within = (time: number) => Math.min(Math.max(time, bounds.min), bounds.max);
  return index.map((at, nth) => ({
    low: within(at * width),
    high: within((at + 1) * width - 1),
    count: counts[nth] ?? 0,
  }));
}
