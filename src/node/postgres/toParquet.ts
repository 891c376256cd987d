// Rows in COPY's text format as a Parquet file, each column of the type that holds what PostgreSQL said.
import { rm } from 'node:fs/promises';
import { isLifecycleError } from '../../core/errors';
import { literal } from '../../core/quote';
import type { Database } from '../duckdb/engine';
import type { CopiedOut } from './copyOut';
import { figuresOf, isNumeric, readingOf, type NumericFigures, type Reading } from './types';

export interface Written {
  /** Columns kept as text because no number or time of ours holds what they hold. */
  readonly asText: readonly string[];
}

/** Throws as the database does; `parquet` may be there in part then. */
export async function toParquet(
  database: Database,
  { fields, longest }: CopiedOut,
  files: { readonly text: string; readonly parquet: string },
): Promise<Written> {
  const raw = fields.map((_, index) => `c${index}`);
  const names = fields.length > 1 ? raw : [...raw, 'filler'];
  const rows = `read_csv(${literal(files.text)}, ${[
    `columns = {${names.map((name) => `'${name}': 'VARCHAR'`).join(', ')}}`,
    `auto_detect = false, header = false, delim = '\\t', quote = '', escape = '', comment = '', nullstr = '\\N'`,
    // DuckDB's own limit is 2 MB, and it holds several of the longest lines at once
    ...(longest > 2_000_000 ? [`max_line_size = ${longest + 2}`] : []),
  ].join(', ')})`;
  const numbers = fields.flatMap((field, index) => (isNumeric(field) ? [`c${index}`] : []));
  const [figures] =
    numbers.length === 0
      ? []
      : await database.rows<Record<string, NumericFigures & { readonly [key: string]: never }>>(
          `SELECT ${numbers.map((name) => `${figuresOf(name)} AS ${name}`).join(', ')} FROM ${rows}`,
        );
  const reading = (texts: ReadonlySet<string>) =>
    fields.map((field, index) => readingOf(field, `c${index}`, { figures: figures?.[`c${index}`], texts }));
  const write = (readings: readonly Reading[]) =>
    database.run(
      `COPY (SELECT ${readings.map(({ sql }) => sql).join(', ')} FROM ${rows}) TO ${literal(files.parquet)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  let readings = reading(new Set());
  try {
    await write(readings);
  } catch (error) {
    if (!isLifecycleError(error) || error.code !== 'input') throw error;
    const texts = await outOfRange(database, rows, readings);
    if (texts.size === 0) throw error;
    await rm(files.parquet, { force: true });
    readings = reading(texts);
    await write(readings);
  }
  return { asText: readings.filter(({ type, usual }) => type !== usual).map(({ name }) => name) };
}

/** Columns with a value that the type has no room for, such as the year 294276. */
async function outOfRange(
  database: Database,
  rows: string,
  readings: readonly Reading[],
): Promise<ReadonlySet<string>> {
  const counts = readings.map(
    ({ value, raw }) => `count(*) FILTER (${raw} IS NOT NULL AND TRY(${value}) IS NULL)::INTEGER`,
  );
  const [row] = await database.rows<{ counts: readonly number[] }>(
    `SELECT [${counts.join(', ')}] AS counts FROM ${rows}`,
  );
  return new Set(readings.filter((_, index) => (row?.counts[index] ?? 0) > 0).map(({ name }) => name));
}
