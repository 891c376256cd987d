// How the values of text columns are written, and whether the step that would read them loses none.
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { readText, type TextReading, type Way } from '../../core/quality/textReading';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { textValue } from '../profile/columns';

/** Of numbers and times there are not so many. */
const mostWays = 300;
/** Longer text is no number. */
const longest = 40;

export async function readTexts(db: Database, table: string, profile: Profile): Promise<TextReading[]> {
  const readings: TextReading[] = [];
  for (const column of profile.columns.filter(mayBeRead)) {
    const text = readText({ name: column.name, ...(await waysOf(db, table, column)) });
    if (text) readings.push(await tested(db, table, text));
  }
  return readings;
}

const mayBeRead = ({ kind, type, lengths, top, other }: ColumnProfile) =>
  kind === 'string' &&
  type === 'VARCHAR' &&
  (lengths?.mean ?? 0) <= longest &&
  (other > 0 || top.some(({ value }) => /\d/.test(value)));

/** Leading zeros count as a way, and more than three digits in a row as four. The greatest of the first and of the second number tell a day from a month. */
async function waysOf(
  db: Database,
  table: string,
  column: ColumnProfile,
): Promise<{ ways: readonly Way[]; others: number }> {
  const number = (nth: string) => `try_cast(regexp_extract(v, '^${nth}([0-9]{1,4})', 1) AS INTEGER)`;
  const rows = await db.rows<{
    one: string;
    two: string | null;
    three: string | null;
    n: number;
    of: number;
  }>(
    `SELECT min(v) AS one, arg_max(v, (${number('[^0-9]*')}, v)) AS two, arg_max(v, (${number('[^0-9]*[0-9]+[^0-9]+')}, v)) AS three,
       count(*)::DOUBLE AS n, (sum(count(*)) OVER ())::DOUBLE AS "of"
     FROM (SELECT left(${textValue(column)}, ${2 * longest}) AS v FROM ${table}) WHERE v IS NOT NULL
     GROUP BY regexp_replace(regexp_replace(v, '[0-9]', '9', 'g'), '9{4,}', '9999', 'g'), regexp_matches(v, '^[^0-9]*0')
     ORDER BY n DESC, one LIMIT ${mostWays}`,
  );
  const ways = rows.map(({ one, two, three, n }) => ({
    examples: [...new Set([one, two ?? one, three ?? one])],
    count: n,
  }));
  return { ways, others: (rows[0]?.of ?? 0) - ways.reduce((sum, { count }) => sum + count, 0) };
}

async function tested(db: Database, table: string, text: TextReading): Promise<TextReading> {
  if (text.reading.kind !== 'read') return text;
  const name = identifier(text.column);
  const [row] = await db.rows<{ n: number; value: string | null }>(
    `SELECT count(*)::DOUBLE AS n, left(min(${name}), ${longest}) AS "value" FROM ${table}
     WHERE ${name} IS NOT NULL AND ${text.reading.unread}`,
  );
  if (!row || row.n === 0) return text;
  return { ...text, reading: { kind: 'lost', count: row.n, value: row.value ?? '' } };
}
