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
      SELECT t, t - lag(t) OVER (ORDER BY t) AS d FROM (
        SELECT epoch_ms((${finiteValue(column)})::TIMESTAMP) AS t FROM ${table}) WHERE t IS NOT NULL),
    steps AS MATERIALIZED (SELECT d, count(*) AS times FROM distances WHERE d > 0 GROUP BY 1),
    figures AS (SELECT (SELECT quantile_cont(d, 0.5) FROM distances WHERE d > 0)::DOUBLE AS median, sum(times)::BIGINT AS n FROM steps),
    often AS (SELECT d AS step, times FROM steps ORDER BY times DESC, d LIMIT 1)
    SELECT t - d AS f, t, d, median, n, step, times FROM distances, figures, often
    WHERE d > 0 ORDER BY d DESC, t LIMIT ${largestShown}`,
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
