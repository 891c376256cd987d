// What pairs of columns have to do with each other, over all rows: several pairs to a query, so that a table is read few times.
import { groupAndNumbers, type Pair } from '../../core/profile/associations';
import { correlationRatio, type GroupMoments } from '../../core/profile/correlationRatio';
import { cramersV } from '../../core/profile/cramersV';
import type { ColumnProfile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { centredValue } from './columns';

/** A plan of thousands of aggregates grows slow. */
const perQuery = 120;
const tablesPerQuery = 8;

export interface PearsonResult {
  readonly value: number | undefined;
  readonly rows: number;
}

/** Pearson's correlation of each pair, in their order. */
export async function measurePearson(
  db: Database,
  table: string,
  pairs: readonly Pair[],
): Promise<PearsonResult[]> {
  const results: PearsonResult[] = [];
  for (let from = 0; from < pairs.length; from += perQuery) {
    const some = pairs.slice(from, from + perQuery);
    const columns = [...new Set(some.flatMap(({ a, b }) => [a.column, b.column]))];
    const name = (column: ColumnProfile) => `c${columns.indexOf(column)}`;
    const asked = some.flatMap(({ a, b }, at) => {
      const [x, y] = [name(a.column), name(b.column)];
      return [`corr(${y}, ${x}) AS r${at}`, `regr_count(${y}, ${x}) AS n${at}`];
    });
    const values = columns.map((column) => `${centredValue(column)} AS ${name(column)}`);
    const [found = {}] = await db.rows<Record<string, number | null>>(
      `SELECT ${asked.join(', ')} FROM (SELECT ${values.join(', ')} FROM ${table})`,
    );
    some.forEach((_pair, at) => {
      const value = found[`r${at}`];
      results.push({
        // Of a constant the engine says NaN.
        value: typeof value === 'number' && Number.isFinite(value) ? value : undefined,
        rows: Number(found[`n${at}`] ?? 0),
      });
    });
  }
  return results;
}

export interface RatioResult {
  readonly value: number;
  readonly corrected: number;
  readonly rows: number;
}

/** The correlation ratio of each pair, in their order; columns that are grouped alike are measured together. */
export async function measureRatios(
  db: Database,
  table: string,
  pairs: readonly Pair[],
): Promise<RatioResult[]> {
  const results = new Map<Pair, RatioResult>();
  const groups = new Set(pairs.map((pair) => groupAndNumbers(pair).group));
  for (const group of groups) {
    const own = pairs.filter((pair) => groupAndNumbers(pair).group === group);
    for (let from = 0; from < own.length; from += perQuery) {
      const some = own.slice(from, from + perQuery);
      const aggregates = some.flatMap((pair, at) => {
        const value = centredValue(groupAndNumbers(pair).numbers);
        return [`count(${value}) AS n${at}`, `avg(${value}) AS m${at}`, `var_pop(${value}) AS v${at}`];
      });
      const rows = await db.rows<Record<string, number | null>>(
        `SELECT ${aggregates.join(', ')} FROM ${table} WHERE ${identifier(group.name)} IS NOT NULL GROUP BY ${identifier(group.name)}`,
      );
      some.forEach((pair, at) => {
        const moments = rows.map((row): GroupMoments => ({
          n: Number(row[`n${at}`] ?? 0),
          mean: Number(row[`m${at}`] ?? 0),
          variance: Number(row[`v${at}`] ?? 0),
        }));
        results.set(pair, { ...correlationRatio(moments), rows: moments.reduce((sum, { n }) => sum + n, 0) });
      });
    }
  }
  return pairs.map((pair) => results.get(pair) ?? { value: 0, corrected: 0, rows: 0 });
}

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
