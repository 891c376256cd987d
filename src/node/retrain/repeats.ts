// Rows that a challenger's training file would hold twice, as the dataset was collected again with rows that the log has too.
import { counted } from '../../core/figures';
import { spanText } from '../../core/span';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';

/** Columns of the tables beside the prepared ones: whether a row is of the log, when it was, and where among those given. */
export const isPredicted = identifier('lifecycle: predicted');
export const at = identifier('lifecycle: at');
export const place = identifier('lifecycle: place');
const nth = identifier('lifecycle: nth');

interface Sides {
  readonly logged: number;
  readonly unkeyed: number;
  readonly isUnique: boolean;
  /** Both sides have rows between these; null where not. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Makes of the table `given` the table `learnt`, in which a row that both sides have counts once, as the newer one has it: rows are
 * the same by their key, and where the key groups rows, by key and second. Returns what may still be in it twice, a sentence each.
 */
export async function leaveOutRepeats(
  database: Database,
  key: string | undefined,
): Promise<readonly string[]> {
  const own = key === undefined ? 'NULL' : identifier(key);
  const [sides] = await database.rows<Sides>(`
    SELECT sum(logged)::INTEGER AS logged, sum(unkeyed)::INTEGER AS unkeyed, bool_and(keys = keyed) AS "isUnique",
      CASE WHEN count(*) = 2 AND max(first) < min(last) THEN max(first) END AS "from",
      CASE WHEN count(*) = 2 AND max(first) < min(last) THEN min(last) END AS "to"
    FROM (
      SELECT min(${at}) AS first, max(${at}) AS last, count(DISTINCT ${own}) AS keys, count(${own}) AS keyed,
        count(*) FILTER (${isPredicted}) AS logged, count(*) FILTER (${isPredicted} AND ${own} IS NULL) AS unkeyed
      FROM given GROUP BY ${isPredicted}
    )`);
  const same = `${own}, ${sides?.isUnique === true ? '' : `date_trunc('second', ${at}), `}${nth}`;
  await database.run(`
    CREATE TABLE learnt AS
    SELECT * FROM (
      SELECT *, row_number() OVER (PARTITION BY ${isPredicted}, ${own}, date_trunc('second', ${at}) ORDER BY ${place}) AS ${nth} FROM given
    )
    QUALIFY ${own} IS NULL OR row_number() OVER (PARTITION BY ${same} ORDER BY ${at} DESC, ${isPredicted}) = 1`);
  return sides ? overlap(sides, key) : [];
}

function overlap({ logged, unkeyed, from, to }: Sides, key: string | undefined): readonly string[] {
  if (unkeyed === 0 || from === null || to === null) return [];
  const [start, end] = [from, to].map((time) => new Date(time).toISOString()) as [string, string];
  const mend =
    key === undefined ? "Name the dataset's key in lifecycle.yaml" : `Send "${key}" with every request`;
  return [
    `The dataset and the log both have rows of ${spanText({ from: start, to: end })}, and ${counted(unkeyed, 'labelled prediction')} of ${logged} bring no key: rows that are in both are learnt twice. ${mend}, so that they count once.`,
  ];
}
