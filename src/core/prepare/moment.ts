// When a prepared row was, as SQL.
import { identifier, literal } from '../quote';

/** A time without a zone is local to the one declared; a date stays a date. `type`: DuckDB's. `table`: what the column is of, where more than one has it. */
export function momentOf(
  column: string,
  type: string | undefined,
  zone: string | undefined,
  table?: string,
): string {
  const value = `${table === undefined ? '' : `${table}.`}${identifier(column)}`;
  return zone !== undefined && type === 'TIMESTAMP' ? `timezone(${literal(zone)}, ${value})` : value;
}
