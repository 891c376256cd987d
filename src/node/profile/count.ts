// Counting a column's values: by value, by bucket or by bin. Several columns go into one query, so that they are read in parallel.
import { bucketOffset, bucketsPerDoubling, bucketTolerance } from '../../core/profile/buckets';
import { edgeTolerance, type Bins } from '../../core/profile/histogram';
import type { Buckets, ColumnKind, TopValue } from '../../core/profile/profile';
import { textLimit } from '../../core/profile/written';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import { finiteValue, numberValue, textValue, type TableColumn } from './columns';

/** So many of a column's values are brought out of the engine. */
export const valueLimit = 1_000;
const columnsPerQuery = 16;

export interface ValueCounts {
  /** The most frequent first, equally frequent ones in the engine's order. */
  readonly values: readonly TopValue[];
  readonly distinct: number;
}

/** Counts the values of each column, by column name; every distinct value is counted, `valueLimit` come out. Texts that a profile writes alike come out as one. */
export async function countValues(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, ValueCounts>> {
  const queries = columns.map((column, at) => {
    const isText = column.kind === 'string';
    const value = isText ? textValue(column) : finiteValue(column);
    const written = isText
      ? `(SELECT left(v, ${textLimit}) AS v, sum(n)::BIGINT AS n FROM g WHERE v IS NOT NULL GROUP BY 1)`
      : 'g';
    return `SELECT ${at} AS c, v::VARCHAR AS v, n, d FROM (
      WITH g AS MATERIALIZED (SELECT ${value} AS v, count(*) AS n FROM ${table} GROUP BY 1)
      SELECT v, n, (SELECT count(v) FROM g) AS d FROM ${written} WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT ${valueLimit})`;
  });
  const rows = await inBatches<{ c: number; v: string; n: number; d: number }>(db, queries);
  return byColumn(columns, rows, (own, { kind }) => ({
    values: own.map(({ v, n }) => ({ value: plainText(kind, v), count: n })),
    distinct: own[0]?.d ?? 0,
  }));
}

/** How many distinct values each column has. */
export async function countDistinct(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, number>> {
  const rows = await inBatches<{ c: number; d: number }>(
    db,
    columns.map(
      (column, at) => `SELECT ${at} AS c, count(DISTINCT ${identifier(column.name)}) AS d FROM ${table}`,
    ),
  );
  return new Map(rows.map(({ c, d }) => [columns[c]?.name ?? '', d]));
}

/** How often each of the given values, as a profile writes them, occurs in a column; those that do not are left out. */
export async function countNamed(
  db: Database,
  table: string,
  column: Pick<TableColumn, 'name' | 'type' | 'kind'>,
  values: readonly string[],
): Promise<Map<string, number>> {
  if (values.length === 0) return new Map();
  const text = `left(${column.kind === 'string' ? textValue(column) : finiteValue(column)}::VARCHAR, ${textLimit})`;
  const rows = await db.rows<{ v: string; n: number }>(
    `SELECT ${text} AS v, count(*) AS n FROM ${table} WHERE ${text} IN (${values.map((value) => literal(value)).join(', ')}) GROUP BY 1`,
  );
  return new Map(rows.map(({ v, n }) => [v, n]));
}

/** The bucket of `v`, as `bucketOf` gives it. The cast rounds, so that half less makes it the whole number below. */
function bucketOfValue(): string {
  const index = (magnitude: string) =>
    `(log2(${magnitude}) * ${bucketsPerDoubling} + ${bucketOffset - 0.5 + bucketTolerance})::INTEGER`;
  return `CASE WHEN v > 0 THEN ${index('v')} WHEN v < 0 THEN -${index('-v')} ELSE 0 END`;
}

/** Counts the finite values of each numeric column by bucket; `origin`: undefined is 0. */
export async function countBuckets(
  db: Database,
  table: string,
  wanted: readonly { readonly column: TableColumn; readonly origin?: number }[],
): Promise<Map<string, Buckets>> {
  const queries = wanted.map(({ column, origin }, at) => {
    // As text, which every digit of a double survives.
    const distance = origin === undefined ? '' : ` - '${origin}'::DOUBLE`;
    return `SELECT ${at} AS c, ${bucketOfValue()} AS b, count(*) AS n
      FROM (SELECT ${numberValue(column)}${distance} AS v FROM ${table}) WHERE v IS NOT NULL GROUP BY 2`;
  });
  const rows = await inBatches<{ c: number; b: number; n: number }>(db, queries);
  return byColumn(
    wanted.map(({ column }) => column),
    rows,
    (own, { name }) => {
      const origin = wanted.find(({ column }) => column.name === name)?.origin;
      const sorted = own.sort((a, b) => a.b - b.b);
      return {
        ...(origin === undefined ? {} : { origin }),
        index: sorted.map(({ b }) => b),
        counts: sorted.map(({ n }) => n),
      };
    },
  );
}

/** The mean of each column's values that lie in one bucket, which holds some. Taken from `near` it: the sum of large values loses their last digits. */
export async function meansWithin(
  db: Database,
  table: string,
  wanted: readonly { readonly column: TableColumn; readonly bucket: number; readonly near: number }[],
): Promise<Map<string, number>> {
  const rows = await inBatches<{ c: number; mean: number }>(
    db,
    wanted.map(
      ({ column, bucket, near }, at) =>
        `SELECT ${at} AS c, avg(v - '${near}'::DOUBLE) + '${near}'::DOUBLE AS mean FROM (SELECT ${numberValue(column)} AS v FROM ${table})
        WHERE v IS NOT NULL AND ${bucketOfValue()} = ${bucket}`,
    ),
  );
  return new Map(rows.map(({ c, mean }) => [wanted[c]?.column.name ?? '', mean]));
}

/** Counts the finite values of each column by bin; bins without a value are left out. */
export async function countBins(
  db: Database,
  table: string,
  wanted: readonly { readonly column: TableColumn; readonly bins: Bins }[],
): Promise<Map<string, Map<number, number>>> {
  const queries = wanted.map(({ column, bins: { from, step, bins } }, at) => {
    const bin = `floor((v - (${from})::DOUBLE) / (${step})::DOUBLE + ${edgeTolerance})`;
    return `SELECT ${at} AS c, least(greatest(${bin}, 0), ${bins - 1})::INTEGER AS b, count(*) AS n
      FROM (SELECT ${numberValue(column)} AS v FROM ${table}) WHERE v IS NOT NULL GROUP BY 2`;
  });
  const rows = await inBatches<{ c: number; b: number; n: number }>(db, queries);
  return byColumn(
    wanted.map(({ column }) => column),
    rows,
    (own) => new Map(own.map(({ b, n }) => [b, n])),
  );
}

async function inBatches<R extends object>(db: Database, queries: readonly string[]): Promise<R[]> {
  const rows: R[] = [];
  for (let from = 0; from < queries.length; from += columnsPerQuery)
    rows.push(
      ...(await db.rows<R>(
        queries
          .slice(from, from + columnsPerQuery)
          .map((query) => `(${query})`)
          .join(' UNION ALL '),
      )),
    );
  return rows;
}

/** What `read` makes of each column's rows; a column without rows gets an empty list. */
function byColumn<R extends { readonly c: number }, T>(
  columns: readonly TableColumn[],
  rows: readonly R[],
  read: (own: R[], column: TableColumn) => T,
): Map<string, T> {
  const groups = new Map<number, R[]>();
  for (const row of rows) {
    const group = groups.get(row.c);
    if (group) group.push(row);
    else groups.set(row.c, [row]);
  }
  return new Map(columns.map((column, at) => [column.name, read(groups.get(at) ?? [], column)]));
}

/** The engine's text as JSON would write it: `1` for `1.0`, `2026-01-31T12:00:00Z` for `2026-01-31 12:00:00+00`. */
function plainText(kind: ColumnKind, text: string): string {
  if (kind === 'number') return String(Number(text));
  return kind === 'timestamp' ? `${text.replace(' ', 'T').replace(/\+00$/, '')}Z` : text;
}
