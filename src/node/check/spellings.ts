// Spellings of one value in columns of more values than a profile looks at.
import type { ColumnProfile, Profile, TopValue } from '../../core/profile/profile';
import { spellingVariants } from '../../core/profile/variants';
import { presentIn } from '../../core/quality/facts';
import type { Database } from '../duckdb/engine';
import { textValue } from '../profile/columns';
import { valueLimit } from '../profile/countValues';

/** So many groups of a column are told apart by the profile's own rule. */
const mostGroups = 200;
/** Longer text is no name of anything. */
const longest = 100;

/** By column; those without any are left out. */
export async function findSpellings(
  db: Database,
  table: string,
  profile: Profile,
): Promise<Map<string, readonly (readonly TopValue[])[]>> {
  const found = new Map<string, readonly (readonly TopValue[])[]>();
  for (const column of profile.columns.filter((one) => isAsked(one, profile))) {
    const text = textValue(column);
    const rows = await db.rows<{ v: string; n: number }>(
      `WITH g AS (SELECT ${text} AS v, count(*) AS n FROM ${table} WHERE length(${text}) <= ${longest} GROUP BY 1),
         f AS (SELECT lower(regexp_replace(strip_accents(v), '[^\\p{L}\\p{N}]+', '', 'g')) AS f, list({'v': v, 'n': n}) AS own, sum(n) AS n
           FROM g GROUP BY 1 HAVING count(*) > 1 ORDER BY n DESC, f LIMIT ${mostGroups})
       SELECT one.v AS v, one.n AS n FROM (SELECT unnest(own) AS one FROM f) ORDER BY n DESC, v`,
    );
    const groups = spellingVariants(rows.map(({ v, n }) => ({ value: v, count: n })));
    if (groups.length > 0) found.set(column.name, groups);
  }
  return found;
}

/** Values that hardly repeat are no names either. */
const isAsked = (column: ColumnProfile, profile: Profile) =>
  column.kind === 'string' &&
  column.distinct > valueLimit &&
  2 * column.distinct <= presentIn(profile, column);
