// Rows that equal another in every column.
import type { DuplicateRows } from '../../core/profile/full';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';

/** `columns`: those compared. Rows are told apart by a hash of 64 bits: among a billion rows a pair is confused with a chance of 3%. */
export async function countDuplicateRows(
  db: Database,
  table: string,
  columns: readonly string[],
): Promise<DuplicateRows> {
  if (columns.length === 0) return { rows: 0, groups: 0 };
  const [found] = await db.rows<{ rows: number; groups: number }>(
    `SELECT coalesce(sum(n - 1), 0)::BIGINT AS rows, count(*) AS groups FROM (
      SELECT count(*) AS n FROM (SELECT hash(${columns.map(identifier).join(', ')}) AS h FROM ${table}) GROUP BY h HAVING n > 1)`,
  );
  return found ?? { rows: 0, groups: 0 };
}
