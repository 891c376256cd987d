// Counting rows by which of their columns are missing.
import type { JointMissing } from '../../core/profile/full';
import { jointMissing } from '../../core/profile/jointMissing';
import type { Profile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import type { TableColumn } from './columns';

/** One bit each in a whole number of 64 bits with a sign. */
const mostColumns = 62;
/** So many patterns are brought out of the engine. */
const patternLimit = 20_000;

export async function missingTogether(
  db: Database,
  table: string,
  { rows, columns }: Profile,
): Promise<JointMissing> {
  const lacking = columns.filter(({ missing }) => missing > 0).sort((a, b) => b.missing - a.missing);
  const looked = lacking.slice(0, mostColumns);
  const columnsLeftOut = lacking.length - looked.length;
  const names = looked.map(({ name }) => name);
  if (looked.length === 0)
    return jointMissing({ rows, columns: [], patterns: [{ places: [], rows }], columnsLeftOut });
  const bits = looked.map(
    (column, at) => `CASE WHEN ${isMissing(column)} THEN ${2n ** BigInt(at)} ELSE 0 END`,
  );
  const found = await db.rows<{ bits: string; n: number }>(
    `SELECT bits::VARCHAR AS bits, n FROM (SELECT ${bits.join(' + ')} AS bits, count(*) AS n FROM ${table} GROUP BY 1 ORDER BY n DESC LIMIT ${patternLimit})`,
  );
  const patterns = found.map(({ bits: text, n }) => ({ places: placesOf(BigInt(text)), rows: n }));
  return jointMissing({ rows, columns: names, patterns, columnsLeftOut });
}

/** As a profile counts it: NaN is missing too. */
const isMissing = ({ name, type }: Pick<TableColumn, 'name' | 'type'>) =>
  type === 'FLOAT' || type === 'DOUBLE'
    ? `coalesce(isnan(${identifier(name)}), true)`
    : `${identifier(name)} IS NULL`;

function placesOf(bits: bigint): number[] {
  const places: number[] = [];
  for (let at = 0, left = bits; left > 0n; at++, left >>= 1n) if (left & 1n) places.push(at);
  return places;
}
