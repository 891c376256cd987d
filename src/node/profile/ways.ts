// The ways in which the values of a column of text are written, with examples of each.
import type { Way } from '../../core/quality/textReading';
import type { Database } from '../duckdb/engine';

/** Of numbers and times there are not so many. */
const mostWays = 300;
/** Longer text is no number. */
export const longest = 40;

/** `text`: SQL of a value. Leading zeros count as a way, and more than three digits in a row as four. The greatest of the first and of the second number tell a day from a month. */
export async function waysOf(
  db: Database,
  table: string,
  text: string,
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
     FROM (SELECT left(${text}, ${2 * longest}) AS v FROM ${table}) WHERE v IS NOT NULL
     GROUP BY regexp_replace(regexp_replace(v, '[0-9]', '9', 'g'), '9{4,}', '9999', 'g'), regexp_matches(v, '^[^0-9]*0')
     ORDER BY n DESC, one LIMIT ${mostWays}`,
  );
  const ways = rows.map(({ one, two, three, n }) => ({
    examples: [...new Set([one, two ?? one, three ?? one])],
    count: n,
  }));
  return { ways, others: (rows[0]?.of ?? 0) - ways.reduce((sum, { count }) => sum + count, 0) };
}
