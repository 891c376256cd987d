// Integers of more digits than any number type of a table keeps: DuckDB makes rounded fractions of them, where they are ids.
import type { Column } from '../../core/dataset/version';
import type { Problem } from '../../core/errors';
import type { Database } from './engine';
import { identifier } from './quote';

/**
 * Columns of `table` that were taken for fractions although each of their values is written as an integer, some beyond 64
 * bits: they are to be read again as text. `asText`: a table expression of these columns as they are written. `known`: columns whose type is given.
 */
export async function longIntegers(
  database: Database,
  table: string,
  asText: (columns: readonly string[]) => string,
  known: readonly Column[] = [],
): Promise<string[]> {
  const columns = await database.rows<Column & object>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${table})`,
  );
  const doubles = columns
    .filter(({ name, type }) => type === 'DOUBLE' && !known.some((column) => column.name === name))
    .map(({ name }) => name);
  const large = await whichAll(database, doubles, table, (column) => {
    const finite = `FILTER (isfinite(${column}))`;
    return `coalesce(max(abs(${column})) ${finite} >= 9223372036854775808 AND bool_and(${column} = trunc(${column})) ${finite}, false)`;
  });
  if (large.length === 0) return [];
  return whichAll(
    database,
    large,
    asText(large),
    (column) => `coalesce(bool_and(regexp_full_match(trim(${column}), '[+-]?[0-9]+')), false)`,
  );
}

/**
 * Columns of 128 bits, which no Parquet file holds: they become the narrowest type that keeps each value. Returns those that
 * only text does.
 */
export async function narrowIntegers(database: Database, table: string): Promise<string[]> {
  const columns = await database.rows<Column & object>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${table})`,
  );
  const texts: string[] = [];
  for (const { name } of columns.filter(({ type }) => type === 'HUGEINT' || type === 'UHUGEINT')) {
    const column = identifier(name);
    const [row] = await database.rows<{ signed: boolean; unsigned: boolean }>(
      `SELECT count(try_cast(${column} AS BIGINT)) = count(${column}) AS signed,
         count(try_cast(${column} AS UBIGINT)) = count(${column}) AS unsigned FROM ${table}`,
    );
    const type = row?.signed ? 'BIGINT' : row?.unsigned ? 'UBIGINT' : 'VARCHAR';
    if (type === 'VARCHAR') texts.push(name);
    await database.run(`ALTER TABLE ${table} ALTER COLUMN ${column} SET DATA TYPE ${type}`);
  }
  return texts;
}

/** Those columns of which the condition, an aggregate, holds. */
async function whichAll(
  database: Database,
  columns: readonly string[],
  from: string,
  condition: (column: string) => string,
): Promise<string[]> {
  if (columns.length === 0) return [];
  const asked = columns.map((name, index) => `${condition(identifier(name))} AS c${String(index)}`);
  const [row] = await database.rows<Record<string, boolean>>(`SELECT ${asked.join(', ')} FROM ${from}`);
  return columns.filter((_, index) => row?.[`c${String(index)}`] === true);
}

export const keptDigits = (columns: readonly string[], shown: string): Problem => ({
  severity: 'warning',
  message: `${whose(columns)} integers of more digits than a number keeps; they were read as text, digit by digit.`,
  hint: 'Leave it so where they are ids, or cast the column to a number, which rounds them.',
  file: shown,
});

export const rounded = (columns: readonly string[], shown: string): Problem => ({
  severity: 'warning',
  message: `${whose(columns)} integers of more digits than a number keeps; they were rounded.`,
  hint: 'Write them as texts, between double quotes.',
  file: shown,
});

const whose = (columns: readonly string[]) =>
  `${columns.length === 1 ? 'Column' : 'Columns'} ${columns.map((name) => `"${name}"`).join(', ')} ${columns.length === 1 ? 'holds' : 'hold'}`;
