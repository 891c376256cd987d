// The fingerprint of a table's content: schema, values and their order, whatever file, row groups or threads they came by.
import type { Column } from '../dataset/version';
import { identifier } from '../quote';

/** What the engine sums up of a table; sums are decimal text, exact. */
export interface ContentSums {
  readonly rows: number;
  readonly low: string | null;
  readonly high: string | null;
}

/**
 * The query that gives `ContentSums`. `row` numbers the rows of `from` from 0.
 *
 * Each row becomes its number and its values as JSON, in which text is quoted, so that two different rows never give one
 * text; its MD5 is taken as two numbers of 64 bits. Adding them up is exact in 128 bits and does not depend on who adds
 * first, so any number of threads gives the same sums. The row's number inside keeps the order in them: two rows that
 * change places change both their digests. This tells changes apart, with 2^-64 for an accident or less; it is no
 * signature: files have SHA-256 digests for that.
 */
export function contentQuery(columns: readonly Column[], from: string, row: string): string {
  const fields = columns.map(({ name }, index) => `'c${String(index)}': ${identifier(name)}`).join(', ');
  return (
    'SELECT count(*) AS rows, sum(md5_number_lower(text))::VARCHAR AS low, sum(md5_number_upper(text))::VARCHAR AS high ' +
    `FROM (SELECT ${row} || to_json({${fields}}) AS text FROM ${from})`
  );
}

/** What the fingerprint is the SHA-256 of; the caller digests its canonical JSON. */
export const contentIdentity = (columns: readonly Column[], { rows, low, high }: ContentSums) => ({
  columns: columns.map(({ name, type }) => ({ name, type })),
  rows,
  low: low ?? '0',
  high: high ?? '0',
});
