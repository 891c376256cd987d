// Several columns' queries as one, so that they are read in parallel, and its rows apart again.
import type { Database } from '../duckdb/engine';

const columnsPerQuery = 16;

/** `queries`: of equal columns, the first of which says by its number which query a row is of. */
export async function inBatches<R extends object>(db: Database, queries: readonly string[]): Promise<R[]> {
  const rows: R[] = [];
  for (let from = 0; from < queries.length; from += columnsPerQuery)
    rows.push(
      ...(await db.rows<R>(
        queries
          .slice(from, from + columnsPerQuery)
          .map((query) => `(${query})`)
          .join(' UNION ALL '),
      )),
    );
  return rows;
}
