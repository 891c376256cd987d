// The classes of a target, as a Parquet file has them.
import { withDatabase, type Row } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';

/** The distinct labels of a Parquet file as text, sorted; without reading its rows into memory. Lists and objects are none. */
export async function classesOfFile(file: string, target: string, signal: AbortSignal): Promise<string[]> {
  return withDatabase(
    async (database) => {
      const found = await database.rows<{ value: Row[string] }>(
        `SELECT DISTINCT ${identifier(target)} AS value FROM read_parquet(${literal(file)}) LIMIT 1000`,
      );
      return found
        .map(({ value }) => value)
        .filter((value) => value !== null && typeof value !== 'object')
        .map(String)
        .sort();
    },
    { signal },
  );
}
