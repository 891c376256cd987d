// Counting times by cells of fixed edges.
import type { TimeCells } from '../../core/profile/profile';
import { widthFor } from '../../core/profile/timeCells';
import type { Database } from '../duckdb/engine';
import { inBatches } from './batches';
import { finiteValue, type TableColumn } from './columns';

export interface TimesWanted {
  readonly column: TableColumn;
  /** Milliseconds since 1970. */
  readonly min: number;
  readonly max: number;
}

/** By column name. */
export async function countTimes(
  db: Database,
  table: string,
  wanted: readonly TimesWanted[],
): Promise<Map<string, TimeCells>> {
  const widths = wanted.map(({ min, max }) => widthFor(max - min));
  const rows = await inBatches<{
    c: number;
    cells: readonly number[] | null;
    counts: readonly number[] | null;
  }>(
    db,
    wanted.map(({ column }, at) => {
      const width = String(widths[at]);
      // Rounds towards minus infinity, as Math.floor does.
      const cell = `(epoch_ms((${finiteValue(column)})::TIMESTAMP) // ${width} - (epoch_ms((${finiteValue(column)})::TIMESTAMP) % ${width} < 0)::BIGINT)`;
      return `SELECT ${at} AS c, list(cell ORDER BY cell) AS cells, list(n ORDER BY cell) AS counts
        FROM (SELECT ${cell} AS cell, count(*) AS n FROM ${table} GROUP BY 1) WHERE cell IS NOT NULL`;
    }),
  );
  return new Map(
    rows.map(({ c, cells, counts }) => [
      wanted[c]?.column.name ?? '',
      { width: widths[c] as number, index: cells ?? [], counts: counts ?? [] },
    ]),
  );
}
