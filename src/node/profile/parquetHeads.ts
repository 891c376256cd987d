// The first rows of Parquet files, by the columnar engine: for the command line and the editor's worker, never for the extension host.
import { headRows, type Head } from '../../core/manifest/guess';
import { withDatabase, type Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { scan } from '../duckdb/read';

/** Enough of a value to guess by: a column may hold pictures. */
const lettersRead = 100;

/** In the order of the files; undefined for one that cannot be read. Throws `cancelled` when the signal aborts. */
export const parquetHeads = (
  files: readonly string[],
  signal?: AbortSignal,
): Promise<readonly (Head | undefined)[]> =>
  withDatabase(
    async (database) => {
      const heads: (Head | undefined)[] = [];
      for (const file of files)
        heads.push(
          await headOf(database, file).catch((error: unknown) => {
            if (signal?.aborted) throw error;
            return undefined;
          }),
        );
      return heads;
    },
    { threads: 1, ...(signal && { signal }) },
  );

async function headOf(database: Database, path: string): Promise<Head> {
  const { table } = await scan(database, [{ path }]);
  const described = await database.rows<{ name: string }>(
    `SELECT column_name AS name FROM (DESCRIBE FROM ${table})`,
  );
  const columns = described.map(({ name }) => name);
  const cells = columns.map(
    (name, index) => `left(CAST(${identifier(name)} AS VARCHAR), ${lettersRead}) AS c${index}`,
  );
  const rows = await database.rows<Record<string, string | null>>(
    `SELECT ${cells.join(', ')} FROM ${table} LIMIT ${headRows}`,
  );
  return { columns, rows: rows.map((row) => columns.map((_, index) => row[`c${index}`] ?? '')) };
}
