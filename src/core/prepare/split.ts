// Dividing rows into train, validation and test: which rows belong to which part, as SQL conditions. Reading and writing them is done elsewhere.
import type { SplitName } from '../dataset/version';
import type { Split } from '../manifest/dataset';
import { parseDuration } from '../manifest/duration';
import { identifier, literal } from '../quote';

export interface SplitTable {
  readonly rows: number;
  /** Numbers the rows from 0. */
  readonly row: string;
  /** Column of the rows' times; needed by time. */
  readonly time?: string;
  /** Column that names the group of a row; needed by key. */
  readonly key?: string;
}

/** Ends of the parts, in what the split goes by: a row's number, a time or a hash; undefined where everything is before it. */
export type Boundaries = readonly [
  validation: string | undefined,
  test: string | undefined,
  end: string | undefined,
];

/** How many rows lie before each boundary. */
export function rowsBefore(
  { train, validation, test }: Split,
  rows: number,
): readonly [number, number, number] {
  const upTo = (share: number) => Math.min(rows, Math.floor(rows * share + 1e-6));
  return [upTo(train), upTo(train + validation), upTo(train + validation + test)];
}

/**
 * The query whose column `boundary` gives the three boundaries in order, NULL where a boundary is past the last row; or
 * undefined where they follow from the number of rows alone.
 *
 * By time a boundary is a time, never between two rows of one time. By random the rows are ranked by the MD5 of seed and
 * row number, so the shares are exact and the draw is the same on every machine.
 */
export function boundaryQuery(split: Split, table: SplitTable, from: string): string | undefined {
  const ranked = rankedBy(split, table);
  if (ranked === undefined) return undefined;
  const parts = rowsBefore(split, table.rows).map(
    (rows, index) =>
      `SELECT ${index} AS place, (SELECT ${ranked}::VARCHAR FROM ${from} ORDER BY ${ranked}, ${table.row} LIMIT 1 OFFSET ${rows}) AS boundary`,
  );
  return `SELECT boundary FROM (${parts.join(' UNION ALL ')}) ORDER BY place`;
}

/** Boundaries that need no look at the rows. */
export function fixedBoundaries(split: Split, { rows }: SplitTable): Boundaries {
  if (split.by === 'key') {
    const upTo = (share: number) => String((BigInt(Math.round(share * 1e9)) << 64n) / 1_000_000_000n);
    const all = split.train + split.validation + split.test;
    return [upTo(split.train), upTo(split.train + split.validation), all > 1 - 1e-6 ? undefined : upTo(all)];
  }
  const [validation, test, end] = rowsBefore(split, rows);
  return [String(validation), String(test), String(end)];
}

/** For each part the condition on its rows. A gap is left out at the beginning of validation and of test. */
export function partConditions(
  split: Split,
  table: SplitTable,
  [validation, test, end]: Boundaries,
): Readonly<Record<SplitName, string>> {
  const by = orderedBy(split, table);
  const value = (boundary: string) =>
    split.by === 'time' ? `CAST(${literal(boundary)} AS TIMESTAMP)` : boundary;
  const below = (boundary: string | undefined) =>
    boundary === undefined ? 'true' : `${by} < ${value(boundary)}`;
  const from = (boundary: string | undefined) =>
    boundary === undefined ? 'false' : `${by} >= ${value(boundary)}${gapOf(split)}`;
  return {
    train: below(validation),
    validation: `${from(validation)} AND ${below(test)}`,
    test: `${from(test)} AND ${below(end)}`,
  };
}

function orderedBy(split: Split, table: SplitTable): string {
  return (
    rankedBy(split, table) ?? (split.by === 'key' ? hashOf(split, identifier(table.key ?? '')) : table.row)
  );
}

function rankedBy(split: Split, { row, time }: SplitTable): string | undefined {
  if (split.by === 'time') return `CAST(${identifier(time ?? '')} AS TIMESTAMP)`;
  return split.by === 'random' ? hashOf(split, row) : undefined;
}

/** 64 bits of the MD5 of seed and value: the same everywhere, and whole groups fall on one side. */
const hashOf = ({ seed }: Split, value: string) =>
  `md5_number_upper(${literal(`${seed}:`)} || CAST(${value} AS VARCHAR))`;

function gapOf({ gap, by }: Split): string {
  if (gap === undefined) return '';
  if (typeof gap === 'number') return by === 'order' ? ` + ${gap}` : '';
  const { count, unit } = parseDuration(gap);
  return by === 'time' ? ` + INTERVAL ${count} ${unit}` : '';
}
