// Distances between neighbours of a column's distinct times.
import type { TimeGaps } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { finiteValue, type TableColumn } from './columns';

const largestShown = 5;

export async function timeGaps(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, TimeGaps>> {
  const found = new Map<string, TimeGaps>();
  for (const column of columns) {
    const gaps = await gapsOf(db, table, column);
    if (gaps) found.set(column.name, gaps);
  }
  return found;
}

/** Undefined under three distinct times. */
async function gapsOf(db: Database, table: string, column: TableColumn): Promise<TimeGaps | undefined> {
  const rows = await db.rows<{
    f: number;
    t: number;
    d: number;
    median: number;
    step: number;
    times: number;
    n: number;
  }>(
    `WITH distances AS MATERIALIZED (
      SELECT lag(t) OVER (ORDER BY t) AS f, t, t - lag(t) OVER (ORDER BY t) AS d FROM (
        SELECT DISTINCT epoch_ms((${finiteValue(column)})::TIMESTAMP) AS t FROM ${table}) WHERE t IS NOT NULL)
    SELECT f, t, d, s.median, s.n, m.step, m.times FROM distances,
      (SELECT median(d)::DOUBLE AS median, count(d) AS n FROM distances) s,
      (SELECT d AS step, count(*) AS times FROM distances WHERE d IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1) m
    WHERE d IS NOT NULL ORDER BY d DESC, t LIMIT ${largestShown}`,
  );
  const [first] = rows;
  if (!first || first.n < 2) return undefined;
  const iso = (time: number) => new Date(time).toISOString();
  return {
    median: first.median,
    step: first.step,
    regular: first.times / first.n,
    largest: rows.map(({ f, t, d }) => ({ from: iso(f), to: iso(t), milliseconds: d })),
  };
}
