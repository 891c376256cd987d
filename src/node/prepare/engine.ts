// DuckDB as core's compiling needs it: binding queries without running them, and judging SQL of a manifest.
import type { Column } from '../../core/dataset/version';
import type { Problem } from '../../core/errors';
import type { CheckedSql, SqlEngine } from '../../core/prepare/engine';
import type { Database } from '../duckdb/engine';
import { guardExpression, guardQuery, type Guarded } from '../duckdb/guard';

export function sqlEngine(database: Database): SqlEngine {
  return {
    describe: (query) => describeQuery(database, query),
    checkExpression: async (sql, what, columns) =>
      unwrap(await guardExpression(database, sql, { what, columns: names(columns) })),
    checkQuery: async (sql, what, columns) =>
      unwrap(await guardQuery(database, sql, { what, columns: names(columns), tables: ['data'] })),
  };
}

/** Columns of a query or table expression, without running it. Throws `input` where it does not bind. */
export async function describeQuery(database: Database, query: string): Promise<Column[]> {
  const rows = await database.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${query}`);
  return rows.map((row) => ({ name: row.column_name, type: row.column_type }));
}

const names = (columns: readonly Column[]) => columns.map(({ name }) => name);
const unwrap = (guarded: Guarded): CheckedSql | Problem =>
  guarded.kind === 'refused' ? guarded.problem : guarded;
