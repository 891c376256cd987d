// Rows that a challenger's training file would hold twice, as the dataset was collected again with rows that the log has too.
import { counted } from '../../core/figures';
import { spanText } from '../../core/span';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';

/** Columns of the tables beside the prepared ones: whether a row is of the log, when it was, and where among those given. */
export const predictedColumn = identifier('lifecycle: predicted');
export const timeColumn = identifier('lifecycle: at');
export const placeColumn = identifier('lifecycle: place');
const nth = identifier('lifecycle: nth');

interface Sides {
  readonly logged: number;
  readonly unkeyed: number;
  /** Both sides have rows between these; null where not. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Makes of the table `given` the table `learnt`, in which a row that both sides have counts once: rows are the same by key and second,
 * as one key at two times may be two snapshots. Returns what may still be in it twice, a sentence each.
 */
export async function leaveOutRepeats(
  database: Database,
  key: string | undefined,
): Promise<readonly string[]> {
  const own = key === undefined ? 'NULL' : identifier(key);
  const row = `${own}, date_trunc('second', ${timeColumn})`;
  await database.run(`
    CREATE TABLE learnt AS
    SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY ${predictedColumn}, ${row} ORDER BY ${placeColumn}) AS ${nth} FROM given)
    QUALIFY ${own} IS NULL OR row_number() OVER (PARTITION BY ${row}, ${nth} ORDER BY ${timeColumn} DESC, ${predictedColumn}) = 1`);
  const [sides] = await database.rows<Sides>(`
    SELECT sum(logged)::INTEGER AS logged, sum(unkeyed)::INTEGER AS unkeyed,
      CASE WHEN count(*) = 2 AND max(first) < min(last) THEN max(first) END AS "from",
      CASE WHEN count(*) = 2 AND max(first) < min(last) THEN min(last) END AS "to"
    FROM (
      SELECT min(${timeColumn}) AS first, max(${timeColumn}) AS last,
        count(*) FILTER (${predictedColumn}) AS logged, count(*) FILTER (${predictedColumn} AND ${own} IS NULL) AS unkeyed
      FROM given GROUP BY ${predictedColumn}
    )`);
  if (!sides || key === undefined) return sides ? overlap(sides, key) : [];
  const [moved] = await database.rows<{ keys: number }>(`
    SELECT count(*)::INTEGER AS keys FROM (
      SELECT ${own} FROM learnt WHERE ${own} IS NOT NULL
      GROUP BY ${own} HAVING count(*) = 2 AND count(DISTINCT ${predictedColumn}) = 2
    )`);
  return [...overlap(sides, key), ...atOtherTimes(moved?.keys ?? 0, key)];
}

function atOtherTimes(keys: number, key: string): readonly string[] {
  if (keys === 0) return [];
  return [
    `${counted(keys, 'value')} of "${key}" ${keys === 1 ? 'is' : 'are'} in the dataset and, at another time, in the log: they count as different rows. Where they are the same, let requests bring the time that the dataset has.`,
  ];
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
