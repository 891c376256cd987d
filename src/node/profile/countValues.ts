// Counting each value of a column, and what follows from the counts alone: far fewer than the rows where values repeat.
import type { DistinctSketch } from '../../core/profile/distinctSketch';
import { isNumeric, isTime } from '../../core/profile/kind';
import type { ColumnKind, TopValue } from '../../core/profile/profile';
import { textLimit } from '../../core/profile/written';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import { inBatches } from './batches';
import { finiteValue, textValue, type TableColumn } from './columns';
import { registersOf, sketchOfRegisters, type Registers } from './sketches';
import { textFigures, textFiguresOf, type TextFigures, type TextRow } from './textFigures';

/** So many of a column's values are brought out of the engine. */
export const valueLimit = 1_000;

/** The extremes are of texts and times. */
export interface ValueCounts extends TextFigures {
  /** The most frequent first, equally frequent ones in the engine's order. */
  readonly values: readonly TopValue[];
  readonly distinct: number;
  /** Values that are there; of numbers only finite ones. */
  readonly present: number;
  /** Not of numbers, of which a pass over all rows gives more. */
  readonly sketch?: DistinctSketch;
}

/** Counts the values of each column, by column name; every distinct value is counted, `valueLimit` come out. Texts that a profile writes alike come out as one. */
export async function countValues(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, ValueCounts>> {
  const rows = await inBatches<CountRow>(
    db,
    columns.map((column, at) => queryOf(table, column, at)),
  );
  return new Map(
    rows.map((row) => {
      const column = columns[row.c] as TableColumn;
      const { kind, type } = column;
      const counts: ValueCounts = {
        values: (row.vs ?? []).map((value, at) => ({
          value: plainText(kind, value),
          count: row.ns?.[at] ?? 0,
        })),
        distinct: row.d,
        present: row.p,
        ...(isNumeric(kind) || kind === 'boolean' ? {} : { sketch: sketchOfRegisters({ type }, row) }),
        ...(kind === 'string' ? textFiguresOf(row) : {}),
        ...(isTime(kind) && row.low !== null && row.high !== null
          ? { min: plainText(kind, row.low), max: plainText(kind, row.high) }
          : {}),
      };
      return [column.name, counts];
    }),
  );
}

interface CountRow extends Registers, TextRow {
  readonly c: number;
  readonly vs: readonly string[] | null;
  readonly ns: readonly number[] | null;
  readonly d: number;
  readonly p: number;
}

/** One row: what is counted of all values, and lists of the most frequent ones and of the sketch's registers. */
function queryOf(table: string, column: TableColumn, at: number): string {
  const isText = column.kind === 'string';
  const value = isText ? textValue(column) : finiteValue(column);
  const written = isText
    ? `(SELECT left(v, ${textLimit}) AS v, sum(n)::BIGINT AS n FROM g WHERE v IS NOT NULL GROUP BY 1)`
    : 'g';
  const registers =
    isNumeric(column.kind) || column.kind === 'boolean'
      ? 'SELECT NULL AS r, NULL AS m LIMIT 0'
      : registersOf('g');
  const figures = isText
    ? textFigures('v', 'n')
    : 'min(v)::VARCHAR AS low, max(v)::VARCHAR AS high, NULL::BIGINT AS shortest, NULL::BIGINT AS longest, NULL::DOUBLE AS letters, NULL::BIGINT AS "numeric"';
  return `WITH g AS MATERIALIZED (SELECT ${value} AS v, count(*) AS n FROM ${table} GROUP BY 1),
    top AS MATERIALIZED (SELECT v::VARCHAR AS v, n FROM ${written} WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT ${valueLimit}),
    registers AS MATERIALIZED (${registers})
    SELECT ${at} AS c, t.vs, t.ns, f.*, s.r, s.m FROM
      (SELECT list(v ORDER BY n DESC, v) AS vs, list(n ORDER BY n DESC, v) AS ns FROM top) t,
      (SELECT list(r ORDER BY r) AS r, list(m ORDER BY r) AS m FROM registers) s,
      (SELECT count(v) AS d, coalesce(sum(n), 0)::BIGINT AS p, ${figures} FROM g WHERE v IS NOT NULL) f`;
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

/** The engine's text as JSON would write it: `1` for `1.0`, `2026-01-31T12:00:00Z` for `2026-01-31 12:00:00+00`. */
function plainText(kind: ColumnKind, text: string): string {
  if (kind === 'number') return String(Number(text));
  return kind === 'timestamp' ? `${text.replace(' ', 'T').replace(/\+00$/, '')}Z` : text;
}
