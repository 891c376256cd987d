// Dividing rows into train, validation and test: which rows belong to which part, as SQL conditions. Reading and writing them is done elsewhere.
import type { SplitName } from '../dataset/version';
import type { Split } from '../manifest/dataset';
import { parseDuration } from '../manifest/duration';
import type { SplitBy } from '../manifest/splitBy';
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

/** How rows are told apart by a way of splitting. */
interface Division {
  /** What is compared with the boundaries. */
  readonly by: (split: Split, table: SplitTable) => string;
  /** Boundaries that follow without a look at the rows; undefined where they are the values of `by` at ranks of the rows. */
  readonly fixed?: (split: Split, table: SplitTable) => Boundaries;
  /** A boundary as SQL, where its text alone is none. */
  readonly value?: (boundary: string) => string;
  /** What a gap adds to a boundary; undefined where there are none. */
  readonly gap?: (gap: NonNullable<Split['gap']>) => string;
}

const divisions: Readonly<Record<SplitBy, Division>> = {
  order: {
    by: (_, { row }) => row,
    fixed: (split, { rows }) => {
      const [validation, test, end] = rowsBefore(split, rows);
      return [String(validation), String(test), String(end)];
    },
    gap: (rows) => ` + ${rows}`,
  },
  time: {
    by: (_, { time }) => `CAST(${identifier(time ?? '')} AS TIMESTAMP)`,
    value: (boundary) => `CAST(${literal(boundary)} AS TIMESTAMP)`,
    gap: (duration) => {
      const { count, unit } = parseDuration(String(duration));
      return ` + INTERVAL ${count} ${unit}`;
    },
  },
  key: {
    by: (split, { key }) => hashOf(split, identifier(key ?? '')),
    fixed: (split) => {
      const upTo = (share: number) => String((BigInt(Math.round(share * 1e9)) << 64n) / 1_000_000_000n);
      const all = split.train + split.validation + split.test;
      return [
        upTo(split.train),
        upTo(split.train + split.validation),
        all > 1 - 1e-6 ? undefined : upTo(all),
      ];
    },
  },
  random: { by: (split, { row }) => hashOf(split, row) },
};

/**
 * The query whose column `boundary` gives the three boundaries in order, NULL where a boundary is past the last row.
 *
 * By time a boundary is a time, never between two rows of one time. By random the rows are ranked by the MD5 of seed and
 * row number, so the shares are exact and the draw is the same on every machine.
 */
export function boundaryQuery(split: Split, table: SplitTable, from: string): string {
  const ranked = divisions[split.by].by(split, table);
  const parts = rowsBefore(split, table.rows).map(
    (rows, index) =>
      `SELECT ${index} AS place, (SELECT ${ranked}::VARCHAR FROM ${from} ORDER BY ${ranked}, ${table.row} LIMIT 1 OFFSET ${rows}) AS boundary`,
  );
  return `SELECT boundary FROM (${parts.join(' UNION ALL ')}) ORDER BY place`;
}

/** Boundaries that follow without a look at the rows; undefined where `boundaryQuery` has to ask for them. */
export const fixedBoundaries = (split: Split, table: SplitTable): Boundaries | undefined =>
  divisions[split.by].fixed?.(split, table);

/** For each part the condition on its rows. A gap is left out at the beginning of validation and of test. */
export function partConditions(
  split: Split,
  table: SplitTable,
  [validation, test, end]: Boundaries,
): Readonly<Record<SplitName, string>> {
  const { by, value = (boundary) => boundary, gap } = divisions[split.by];
  const place = by(split, table);
  const left = split.gap === undefined ? '' : (gap?.(split.gap) ?? '');
  const below = (boundary: string | undefined) =>
    boundary === undefined ? 'true' : `${place} < ${value(boundary)}`;
  const from = (boundary: string | undefined) =>
    boundary === undefined ? 'false' : `${place} >= ${value(boundary)}${left}`;
  return {
    train: below(validation),
    validation: `${from(validation)} AND ${below(test)}`,
    test: `${from(test)} AND ${below(end)}`,
  };
}

/** 64 bits of the MD5 of seed and value: the same everywhere, and whole groups fall on one side. */
const hashOf = ({ seed }: Split, value: string) =>
  `md5_number_upper(${literal(`${seed}:`)} || CAST(${value} AS VARCHAR))`;
