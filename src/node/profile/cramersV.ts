// Cramer's V of pairs of columns, over all rows: several pairs to a query.
import type { Pair } from '../../core/profile/associations';
import { cramersV } from '../../core/profile/cramersV';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';

const tablesPerQuery = 8;

/** Cramer's V of each pair, in their order. */
export async function measureCramersV(
  db: Database,
  table: string,
  pairs: readonly Pair[],
): Promise<{ readonly value: number; readonly rows: number }[]> {
  const results: { readonly value: number; readonly rows: number }[] = [];
  for (let from = 0; from < pairs.length; from += tablesPerQuery) {
    const some = pairs.slice(from, from + tablesPerQuery);
    const queries = some.map(({ a, b }, at) => {
      const [x, y] = [identifier(a.column.name), identifier(b.column.name)];
      return `(SELECT ${at} AS c, dense_rank() OVER (ORDER BY x) - 1 AS i, dense_rank() OVER (ORDER BY y) - 1 AS j, n
        FROM (SELECT ${x} AS x, ${y} AS y, count(*) AS n FROM ${table} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL GROUP BY 1, 2))`;
    });
    const rows = await db.rows<{ c: number; i: number; j: number; n: number }>(queries.join(' UNION ALL '));
    const tables = some.map((): { counts: number[][]; rows: number } => ({ counts: [], rows: 0 }));
    for (const { c, i, j, n } of rows) {
      const own = tables[c];
      if (!own) continue;
      (own.counts[i] ??= [])[j] = n;
      own.rows += n;
    }
    for (const { counts, rows: n } of tables) results.push({ value: cramersV(filled(counts)), rows: n });
  }
  return results;
}

/** Every line as long as the longest, zero where a pair of values does not occur. */
function filled(counts: readonly (readonly number[])[]): number[][] {
  const columns = Math.max(0, ...counts.map((line) => line.length));
  return counts.map((line) => Array.from({ length: columns }, (_none, at) => line[at] ?? 0));
}
