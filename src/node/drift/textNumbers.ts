// Numbers that both files keep as text, as 1.015,50: compared as numbers where all are written by one convention, else not judged.
import { isNumberText, plainNumbers } from '../../core/prepare/numberForm';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { waysOf } from '../profile/ways';

export interface ReadTables {
  readonly reference: string;
  readonly current: string;
  /** Columns of text whose values mostly are numbers that no one convention reads. */
  readonly unread: ReadonlySet<string>;
}

/** Table expressions with such columns as numbers. Digits alone stay text: they may be codes. */
export async function readTextNumbers(
  db: Database,
  { reference, current }: Pick<ReadTables, 'reference' | 'current'>,
): Promise<ReadTables> {
  const both = await db.rows<{ name: string }>(
    `SELECT a.column_name AS name FROM (DESCRIBE FROM ${reference}) a JOIN (DESCRIBE FROM ${current}) b USING (column_name)
     WHERE a.column_type = 'VARCHAR' AND b.column_type = 'VARCHAR'`,
  );
  const read: string[] = [];
  const unread = new Set<string>();
  for (const { name } of both) {
    const column = identifier(name);
    const text = `nullif(trim(${column}), '')`;
    const found = [await waysOf(db, reference, text), await waysOf(db, current, text)];
    const ways = found.flatMap((one) => one.ways);
    const examples = [...new Set(ways.flatMap((way) => way.examples))];
    const sql = found.every(({ others }) => others === 0) ? plainNumbers(name, examples) : undefined;
    const number = `TRY_CAST(trim(${sql ?? column}) AS DOUBLE)`;
    const isRead = sql !== undefined && (await isLossless(db, [reference, current], { text, number }));
    if (isRead && sql !== column) read.push(`${number} AS ${column}`);
    else if (!isRead && areNumbers(ways)) unread.add(name);
  }
  if (read.length === 0) return { reference, current, unread };
  const withNumbers = (table: string) => `(SELECT * REPLACE (${read.join(', ')}) FROM ${table})`;
  return { reference: withNumbers(reference), current: withNumbers(current), unread };
}

async function isLossless(
  db: Database,
  tables: readonly string[],
  { text, number }: { readonly text: string; readonly number: string },
): Promise<boolean> {
  for (const table of tables) {
    const [lost] = await db.rows(
      `SELECT 1 AS one FROM ${table} WHERE ${text} IS NOT NULL AND ${number} IS NULL LIMIT 1`,
    );
    if (lost) return false;
  }
  return true;
}

const mostly = 0.8;

function areNumbers(ways: Awaited<ReturnType<typeof waysOf>>['ways']): boolean {
  const rows = (some: typeof ways) => some.reduce((sum, { count }) => sum + count, 0);
  const numbers = ways.filter(({ examples }) => examples.every(isNumberText));
  const isMarked = numbers.some(({ examples }) => examples.some((example) => /\D/.test(example.trim())));
  return isMarked && rows(numbers) >= mostly * rows(ways);
}
