// Values of text columns that a wrong encoding damaged: those a profile has are judged there, the others looked up.
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { isDamaged, mayBeDamaged, type DamagedText, type DamagedValue } from '../../core/quality/damagedText';
import type { Database } from '../duckdb/engine';
import { literal } from '../duckdb/quote';
import { inBatches } from '../profile/batches';
import { textValue } from '../profile/columns';

/** So many values of a column are looked at. */
const mostValues = 1_000;

export async function findDamaged(db: Database, table: string, profile: Profile): Promise<DamagedText[]> {
  const texts = profile.columns.filter(({ kind, distinct }) => kind === 'string' && distinct > 0);
  const asked = texts.filter(({ other, top }) => other > 0 || top.length === 0);
  const values = await askFor(db, table, asked);
  return texts.flatMap((column) => {
    const own = values.get(column.name) ?? { values: column.top, isCut: false };
    const damaged = own.values.filter(({ value }) => isDamaged(value));
    const rows = damaged.reduce((sum, { count }) => sum + count, 0);
    return rows === 0 ? [] : [{ column: column.name, rows, values: damaged, isCut: own.isCut }];
  });
}

/** Several columns in one query. Most text is ASCII, which the lengths tell without a look at the letters. */
async function askFor(
  db: Database,
  table: string,
  columns: readonly ColumnProfile[],
): Promise<Map<string, { values: DamagedValue[]; isCut: boolean }>> {
  if (columns.length === 0) return new Map();
  const queries = columns.map((column, at) => {
    const text = textValue(column);
    return `SELECT * FROM (SELECT ${String(at)} AS c, ${text} AS v, count(*) AS n FROM ${table}
      WHERE strlen(${text}) > length(${text}) AND regexp_matches(${text}, ${literal(mayBeDamaged)})
      GROUP BY 2 ORDER BY n DESC, v LIMIT ${mostValues})`;
  });
  const rows = await inBatches<{ c: number; v: string; n: number }>(db, queries);
  return new Map(
    columns.map(({ name }, at) => {
      const own = rows.filter(({ c }) => c === at);
      return [
        name,
        { values: own.map(({ v, n }) => ({ value: v, count: n })), isCut: own.length === mostValues },
      ];
    }),
  );
}
