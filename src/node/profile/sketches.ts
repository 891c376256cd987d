// Sketches of the distinct values of columns that are no numbers, by the engine's own hash.
import { restBits, sketchOf, type DistinctSketch } from '../../core/profile/distinctSketch';
import type { Database } from '../duckdb/engine';
import { inBatches } from './batches';
import { finiteValue, type TableColumn } from './columns';

export interface Sketched {
  /** Values that are there. */
  readonly present: number;
  readonly sketch: DistinctSketch;
}

/** By column name. */
export async function sketchColumns(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, Sketched>> {
  const rows = await inBatches<{ c: number; present: number } & Registers>(
    db,
    columns.map(
      (column, at) =>
        `SELECT ${at} AS c, coalesce(sum(n), 0)::BIGINT AS present, list(r) AS r, list(m) AS m FROM (${registersOf(`(SELECT ${finiteValue(column)} AS v FROM ${table})`)})`,
    ),
  );
  return new Map(
    rows.map(({ c, present, ...registers }) => {
      const column = columns[c] as TableColumn;
      return [column.name, { present, sketch: sketchOfRegisters(column, registers) }];
    }),
  );
}

/** As lists of equal length; null where there is none. */
export interface Registers {
  readonly r: readonly number[] | null;
  readonly m: readonly number[] | null;
}

/** SQL of the registers of `v`: their number, the smallest rest of a hash, and how many values there were. */
export const registersOf = (values: string) =>
  `SELECT (hash(v) >> ${restBits})::INTEGER AS r, min(hash(v) & ${2n ** BigInt(restBits) - 1n}) AS m, count(*) AS n FROM ${values} WHERE v IS NOT NULL GROUP BY 1`;

/** Values of different types have different hashes, so the type is part of how they were hashed. */
export const sketchOfRegisters = ({ type }: Pick<TableColumn, 'type'>, { r, m }: Registers): DistinctSketch =>
  sketchOf(
    `duckdb ${type}`,
    (r ?? []).map((register, at) => [register, Number(m?.[at] ?? 0)] as const),
  );
