// Which columns say nothing but when: their value follows from the row's time.
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';

/** Components of a time that a column may be a function of, as a person says them, and in SQL over the column `t`. */
const components: Readonly<Record<string, string>> = {
  year: 'year(t)',
  'quarter of the year': 'quarter(t)',
  'month of the year': 'month(t)',
  'week of the year': 'week(t)',
  'day of the month': 'day(t)',
  'day of the week': 'dayofweek(t)',
  'hour of the day': 'hour(t)',
  'month and year': "date_trunc('month', t)",
};

/** Column to component, the coarsest that decides it. `table`: a table expression; `time`: its time column. */
export async function timeColumns(
  database: Database,
  {
    table,
    time,
    columns,
  }: { readonly table: string; readonly time: string; readonly columns: readonly string[] },
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const column of columns.filter((name) => name !== time)) {
    for (const [name, sql] of Object.entries(components)) {
      if (name in found || column in found) continue;
      if (await follows(database, { table, time, column, component: sql })) found[column] = name;
    }
  }
  return found;
}

async function follows(
  database: Database,
  {
    table,
    time,
    column,
    component,
  }: { readonly table: string; readonly time: string; readonly column: string; readonly component: string },
): Promise<boolean> {
  const rows = `SELECT ${component} AS c, v FROM (SELECT TRY_CAST(${identifier(time)} AS TIMESTAMP) AS t, ${identifier(column)} AS v FROM ${table}) WHERE t IS NOT NULL AND v IS NOT NULL`;
  const [counts] = await database.rows<{ kinds: number; total: number; groups: number; most: number }>(
    `SELECT count(DISTINCT v)::INTEGER AS kinds, count(*)::INTEGER AS total, (SELECT count(*) FROM (SELECT c FROM (${rows}) GROUP BY c))::INTEGER AS groups,
            (SELECT coalesce(max(n), 0) FROM (SELECT count(DISTINCT v) AS n FROM (${rows}) GROUP BY c))::INTEGER AS most
     FROM (${rows})`,
  );
  // With few rows a group, any column would seem to follow.
  return (
    counts !== undefined &&
    counts.kinds > 1 &&
    counts.groups > 1 &&
    counts.most === 1 &&
    counts.total >= 5 * counts.groups
  );
}
