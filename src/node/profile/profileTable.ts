// The profile of anything that can be selected from. The order of the passes is decided here, their SQL elsewhere.
import type { Problem } from '../../core/errors';
import { assembleColumn, finer, missingBins, type Counted, type Measured } from '../../core/profile/assemble';
import { bucketEdges } from '../../core/profile/buckets';
import { refineBins } from '../../core/profile/histogram';
import { isNumeric } from '../../core/profile/kind';
import { crowdedBucket, originAt } from '../../core/profile/origin';
import type { Buckets, ColumnProfile, Profile } from '../../core/profile/profile';
import { needsExactDistinct } from '../../core/profile/semantic';
import { textLimit } from '../../core/profile/written';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { columnsOf, textValue, type TableColumn } from './columns';
import { countBins, countBuckets, countDistinct, countValues, meansWithin } from './count';
import { measure, type MeasuredColumn } from './measure';

/** Up to so many rows every value is counted; beyond, only where it is cheap or says something. */
const smallTable = 50_000;
const fewValues = 20_000;
const exampleLimit = 1_000;
/** So many columns are looked at together: a plan of thousands of aggregates grows slow. */
const wide = 100;

export interface ProfileOptions {
  /** What was told when it was read from a file. */
  readonly warnings?: readonly Problem[] | undefined;
  /** Told how many columns of how many are done, where there are so many that it takes a while. */
  readonly onColumns?: ((done: number, total: number) => void) | undefined;
}

/**
 * `table`: a table's quoted name, or a table function's call such as read_parquet('...'). It is read once a pass; one of
 * many columns is copied instead, a hundred columns at a time.
 */
export async function profileTable(
  db: Database,
  table: string,
  { warnings = [], onColumns }: ProfileOptions = {},
): Promise<Profile> {
  const [columns, rows] = [await columnsOf(db, table), await countRows(db, table)];
  const profiles: ColumnProfile[] = [];
  for (let from = 0; from < columns.length; from += wide) {
    const some = columns.slice(from, from + wide);
    if (columns.length > wide) onColumns?.(from, columns.length);
    const source = columns.length > wide ? await narrowed(db, table, some) : table;
    profiles.push(...(await profileColumns(db, source, some, rows)));
  }
  return { schema: 1, rows, ...(warnings.length > 0 ? { warnings } : {}), columns: profiles };
}

/** Each part of a query binds all columns of the table that it reads, so that a wide table is read as narrow ones. */
async function narrowed(db: Database, table: string, columns: readonly TableColumn[]): Promise<string> {
  const names = columns.map(({ name }) => identifier(name)).join(', ');
  await db.run(`CREATE OR REPLACE TEMP TABLE _narrow AS SELECT ${names} FROM ${table}`);
  return '_narrow';
}

async function profileColumns(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
  rows: number,
): Promise<ColumnProfile[]> {
  const all = await measure(db, { table, columns, rows, estimatesDistinct: rows > smallTable });

  const valued = all.filter(({ measured: of }) => paysToCountValues(of)).map(({ column }) => column);
  const values = await countValues(db, table, valued);
  const bucketed = all.filter(
    ({ column, measured: of }) =>
      isNumeric(column.kind) && of.present > 0 && !hasAllValues(values.get(column.name)),
  );
  const buckets = await countBuckets(
    db,
    table,
    bucketed.map(({ column }) => ({ column })),
  );
  const fine = await countFine(db, table, bucketed, buckets);
  const examples = await exampleTexts(
    db,
    table,
    columns.filter(({ name, kind }) => kind === 'string' && !values.has(name)),
  );

  const distinct = await countDistinct(
    db,
    table,
    all
      .filter(
        ({ column, measured: of }) => !values.has(column.name) && needsExact(of, examples.get(column.name)),
      )
      .map(({ column }) => column),
  );

  const counted = all.map(({ column, measured: of }) => {
    const own: Counted = {
      ...present('distinct', distinct.get(column.name)),
      ...values.get(column.name),
      ...present('buckets', buckets.get(column.name)),
      ...present('fine', fine.get(column.name)),
      ...present('examples', examples.get(column.name)),
    };
    return { column, measured: of, counted: own, bins: missingBins(of, own) };
  });
  const binned = await countBins(
    db,
    table,
    counted.flatMap(({ column, bins }) => (bins ? [{ column, bins: refineBins(bins, finer) }] : [])),
  );
  return counted.map(({ column, measured: of, counted: own, bins }) => {
    const counts = binned.get(column.name);
    return assembleColumn(of, bins && counts ? { ...own, binned: { bins, counts } } : own);
  });
}

/** Columns that may name rows: a sketch cannot tell; and those whose values are not counted, where no sketch was made. */
const needsExact = (measured: Measured, examples: readonly string[] = []) =>
  measured.approximateDistinct === undefined ||
  needsExactDistinct({
    ...measured,
    distinct: Math.min(measured.approximateDistinct, measured.present),
    isDistinctExact: false,
    examples,
  });

/** Buckets from an origin among the values, of the columns whose own buckets are too coarse. */
async function countFine(
  db: Database,
  table: string,
  columns: readonly MeasuredColumn[],
  buckets: ReadonlyMap<string, Buckets>,
): Promise<Map<string, Buckets>> {
  const crowded = columns.flatMap(({ column, measured: { kind, min, max } }) => {
    const own = buckets.get(column.name);
    const bounds = { min: Number(min), max: Number(max), isInteger: kind === 'integer' };
    const bucket = own && crowdedBucket(own, bounds);
    if (bucket === undefined) return [];
    const near = Math.min(Math.max(bucketEdges(bucket).low, bounds.min), bounds.max);
    return [{ column, bucket, near, bounds }];
  });
  const means = await meansWithin(db, table, crowded);
  return countBuckets(
    db,
    table,
    crowded.map(({ column, bounds }) => ({ column, origin: originAt(means.get(column.name) ?? 0, bounds) })),
  );
}

export async function countRows(db: Database, table: string): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  return row?.n ?? 0;
}

/** Nested values are never counted; values that hardly repeat say nothing, and cost the most. */
function paysToCountValues({ kind, present, approximateDistinct }: Measured): boolean {
  if (kind === 'other') return false;
  if (kind === 'boolean' || approximateDistinct === undefined) return true;
  return approximateDistinct <= fewValues || (kind === 'string' && approximateDistinct <= present / 2);
}

const hasAllValues = (counted: Counted | undefined) =>
  counted?.values !== undefined && counted.distinct === counted.values.length;

/** The first texts of each column. */
async function exampleTexts(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, string[]>> {
  const examples = new Map<string, string[]>();
  for (const column of columns) {
    const found = await db.rows<{ v: string }>(
      `SELECT left(${textValue(column)}, ${textLimit}) AS v FROM ${table} WHERE ${identifier(column.name)} IS NOT NULL LIMIT ${exampleLimit}`,
    );
    examples.set(
      column.name,
      found.map(({ v }) => v),
    );
  }
  return examples;
}

function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
