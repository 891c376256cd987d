// The shapes of a column's texts, counted: `Aa9-` for capitals, other letters, digits and what else there is.
import { patternLimit } from '../../core/profile/assemble';
import type { Patterns } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { textValue, type TableColumn } from './columns';

/** So many characters of a text make its shape. */
const longest = 40;

export async function textPatterns(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, Patterns>> {
  const found = new Map<string, Patterns>();
  for (const column of columns) {
    const rows = await db.rows<{ pattern: string; n: number; example: string; of: number }>(
      `SELECT pattern, n, example, "of" FROM (
        SELECT pattern, sum(n)::BIGINT AS n, min(v) AS example, (sum(sum(n)) OVER ())::BIGINT AS "of" FROM (
          SELECT ${shapeOf('v')} AS pattern, v, n FROM (
            SELECT left(${textValue(column)}, ${longest}) AS v, count(*) AS n FROM ${table} GROUP BY 1) WHERE v IS NOT NULL)
        GROUP BY pattern) ORDER BY n DESC, pattern LIMIT ${patternLimit}`,
    );
    const top = rows.map(({ pattern, n, example }) => ({ pattern, count: n, example }));
    const other = (rows[0]?.of ?? 0) - top.reduce((sum, { count }) => sum + count, 0);
    found.set(column.name, { top, other });
  }
  return found;
}

/** One run after the other, so that what one puts in is none of the next one's. */
const shapeOf = (text: string) =>
  [
    [String.raw`\p{Lu}+`, 'A'],
    [String.raw`[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]+`, 'a'],
    [String.raw`\p{Nd}`, '9'],
    ['9{11,}', '9+'],
  ].reduce((inner, [from, to]) => `regexp_replace(${inner}, '${from ?? ''}', '${to ?? ''}', 'g')`, text);
