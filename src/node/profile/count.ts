// Counting a column's values: by value, by bucket or by bin. Several columns go into one query, so that they are read in parallel.
import { bucketOffset, bucketsPerDoubling } from '../../core/profile/buckets';
import { edgeTolerance, type Bins } from '../../core/profile/histogram';
import type { Buckets, ColumnKind, TopValue } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { literal } from '../duckdb/quote';
import { finiteValue, numberValue, textValue, type TableColumn } from './columns';
import { textLimit } from './measure';

/** So many of a column's values are brought out of the engine. */
export const valueLimit = 1_000;
const columnsPerQuery = 16;

export interface ValueCounts {
  /** The most frequent first, equally frequent ones in the engine's order. */
  readonly values: readonly TopValue[];
  readonly distinct: number;
}

/** Counts the values of each column, by column name; every distinct value is counted, `valueLimit` come out. */
export async function countValues(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, ValueCounts>> {
  const queries = columns.map((column, at) => {
    const value = column.kind === 'string' ? textValue(column) : finiteValue(column);
    return `SELECT ${at} AS c, left(v::VARCHAR, ${textLimit}) AS v, n, d FROM (
      WITH g AS MATERIALIZED (SELECT ${value} AS v, count(*) AS n FROM ${table} GROUP BY 1)
      SELECT v, n, (SELECT count(v) FROM g) AS d FROM g WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT ${valueLimit})`;
  });
  const rows = await inBatches<{ c: number; v: string; n: number; d: number }>(db, queries);
  return byColumn(columns, rows, (own, { kind }) => ({
    values: own.map(({ v, n }) => ({ value: plainText(kind, v), count: n })),
    distinct: own[0]?.d ?? 0,
  }));
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

/** Counts the finite values of each numeric column by bucket. */
export async function countBuckets(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, Buckets>> {
  // The cast rounds, so that half less makes it the whole number below.
  const index = (magnitude: string) =>
    `(log2(${magnitude}) * ${bucketsPerDoubling} + ${bucketOffset - 0.5})::INTEGER`;
  const queries = columns.map(
    (column, at) =>
      `SELECT ${at} AS c, CASE WHEN v > 0 THEN ${index('v')} WHEN v < 0 THEN -${index('-v')} ELSE 0 END AS b, count(*) AS n
      FROM (SELECT ${numberValue(column)} AS v FROM ${table}) WHERE v IS NOT NULL GROUP BY 2`,
  );
  const rows = await inBatches<{ c: number; b: number; n: number }>(db, queries);
  return byColumn(columns, rows, (own) => {
    const sorted = own.sort((a, b) => a.b - b.b);
    return { index: sorted.map(({ b }) => b), counts: sorted.map(({ n }) => n) };
  });
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
