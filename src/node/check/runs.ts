// How often the value of a column changes from row to row, for columns of few values.
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import type { Runs } from '../../core/quality/rowOrder';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';

const mostValues = 50;
const mostColumns = 100;

/** All columns in one pass. Having none is a value of its own. */
export async function countRuns(db: Database, table: string, profile: Profile): Promise<Runs[]> {
  const columns = profile.columns.filter(hasFewValues).slice(0, mostColumns);
  if (columns.length === 0) return [];
  const before = columns.map(
    ({ name }, at) =>
      `${identifier(name)} AS v${String(at)}, lag(${identifier(name)}) OVER () AS b${String(at)}`,
  );
  const changes = columns.map(
    (_column, at) =>
      `count(CASE WHEN v${String(at)} IS DISTINCT FROM b${String(at)} THEN 1 END) AS n${String(at)}`,
  );
  const [row = {}] = await db.rows<Record<string, number>>(
    `SELECT ${changes.join(', ')} FROM (SELECT ${before.join(', ')} FROM ${table})`,
  );
  return columns.map(({ name, top, missing }, at) => {
    const counts = [...top.map(({ count }) => count), ...(missing > 0 ? [missing] : [])];
    // The first row's value is a change from nothing, unless it has none.
    return { column: name, runs: Math.max(1, row[`n${String(at)}`] ?? 0), rows: profile.rows, counts };
  });
}

const hasFewValues = ({ kind, distinct, isDistinctExact, top, other }: ColumnProfile) =>
  ['string', 'integer', 'boolean'].includes(kind) &&
  isDistinctExact &&
  distinct >= 2 &&
  distinct <= mostValues &&
  other === 0 &&
  top.length === distinct;
