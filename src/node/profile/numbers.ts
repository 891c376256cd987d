// The profiles of columns of numbers: one pass over all of them, and more only for those whose outcome asks for it.
import type { Counted, Measured } from '../../core/profile/assemble';
import { bucketEdges } from '../../core/profile/buckets';
import { estimateDistinct } from '../../core/profile/distinctSketch';
import type { Tallied } from '../../core/profile/numberTally';
import { crowdedBucket, originAt } from '../../core/profile/origin';
import type { Buckets } from '../../core/profile/profile';
import { needsExactDistinct } from '../../core/profile/semantic';
import type { Database } from '../duckdb/engine';
import type { TableColumn } from './columns';
import { countDistinct, countValues } from './countValues';
import { meansWithin } from './meansWithin';
import { tallyNumbers } from './tally';

export interface MeasuredColumn {
  readonly measured: Measured;
  readonly counted: Counted;
}

export interface ColumnsOptions {
  readonly rows: number;
  /** Whether every value is counted, however many there are. */
  readonly countsAll: boolean;
}

/** Up to so many distinct values it is cheap to count each. */
export const fewValues = 20_000;

/** By column name. */
export async function measureNumbers(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
  { rows, countsAll }: ColumnsOptions,
): Promise<Map<string, MeasuredColumn>> {
  const tallied = await tallyNumbers(
    db,
    table,
    columns.map((column) => ({ column })),
  );
  const own = columns.map((column) => {
    const tally = tallied.get(column.name) as Tallied;
    return { column, tally, estimate: Math.min(estimateDistinct(tally.sketch), tally.present) };
  });
  const valued = own.filter(({ estimate }) => countsAll || estimate <= fewValues).map(({ column }) => column);
  const values = await countValues(db, table, valued);
  const unknown = own.filter(({ column }) => !values.has(column.name));
  const distinct = await countDistinct(
    db,
    table,
    unknown
      .filter(({ column, tally, estimate }) =>
        needsExactDistinct({ ...column, ...tally, distinct: estimate, isDistinctExact: false, examples: [] }),
      )
      .map(({ column }) => column),
  );
  const isComplete = ({ name }: TableColumn) => {
    const known = values.get(name);
    return known !== undefined && known.distinct === known.values.length;
  };
  const fine = await countFine(
    db,
    table,
    own.filter(({ column }) => !isComplete(column)),
  );
  return new Map(
    own.map(({ column, tally }) => {
      const { present, infinities, min, max, mean, sd, buckets, sketch } = tally;
      const { name, type, kind } = column;
      const measured = { name, type, kind, rows, present, infinities, ...defined({ min, max, mean, sd }) };
      const { values: top, distinct: counted = distinct.get(name) } = values.get(name) ?? {};
      return [
        name,
        {
          measured,
          counted: { buckets, sketch, ...defined({ values: top, distinct: counted, fine: fine.get(name) }) },
        },
      ];
    }),
  );
}

/** Buckets from an origin among the values, of the columns whose own buckets are too coarse. */
async function countFine(
  db: Database,
  table: string,
  columns: readonly { readonly column: TableColumn; readonly tally: Tallied }[],
): Promise<Map<string, Buckets>> {
  const crowded = columns.flatMap(({ column, tally: { buckets, min, max } }) => {
    if (min === undefined || max === undefined) return [];
    const bounds = { min, max, isInteger: column.kind === 'integer' };
    const bucket = crowdedBucket(buckets, bounds);
    if (bucket === undefined) return [];
    const near = Math.min(Math.max(bucketEdges(bucket).low, bounds.min), bounds.max);
    return [{ column, bucket, near, bounds }];
  });
  const means = await meansWithin(db, table, crowded);
  const tallied = await tallyNumbers(
    db,
    table,
    crowded.map(({ column, bounds }) => ({ column, origin: originAt(means.get(column.name) ?? 0, bounds) })),
  );
  return new Map([...tallied].map(([name, { buckets }]) => [name, buckets]));
}

/** Without members that are undefined. */
export function defined<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
