// Columns with personal data: candidates by the engine, their values judged by what recognizes each kind.
import type { ColumnKind } from '../../core/profile/profile';
import type { Dataset } from '../../core/manifest/dataset';
import type { PersonalColumn } from '../../core/quality/personal/column';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import { loadPersonal } from './loadPersonal';

/** A column as a profile has it. Where the figures are not known all values are looked at. */
export interface SearchedColumn {
  readonly name: string;
  readonly type: string;
  readonly kind: ColumnKind;
  readonly distinct?: number;
  readonly max?: number | string;
  readonly lengths?: { readonly mean: number };
}

/** The engine matches at most so many different values, and so many characters of them. */
const mostMatched = 100_000;
const mostCharacters = 20_000_000;
/** Of those that match, so many are judged one by one, and so many characters. */
const mostJudged = 5_000;
const mostJudgedCharacters = 4_000_000;
/** Whole numbers of fewer digits are no numbers of people; a phone number may have so few where its column says so. */
const leastNumber = 1e6;
/** Longer text is cut. */
const longest = 50_000;

/** `table`: a table's quoted name, or a table function's call. */
export async function findPersonal(
  db: Database,
  table: string,
  {
    columns,
    allowed,
  }: { readonly columns: readonly SearchedColumn[]; readonly allowed?: Dataset['personal'] },
): Promise<PersonalColumn[]> {
  const asked = columns.filter(
    ({ name, kind, distinct = 1, max }) =>
      distinct > 0 &&
      !(allowed?.columns ?? []).includes(name) &&
      (kind === 'string' || (kind === 'integer' && Number(max ?? 0) >= leastNumber)),
  );
  if (asked.length === 0) return [];
  const { candidatesOf, searchColumn } = await loadPersonal();
  const found: PersonalColumn[] = [];
  for (const column of asked) {
    const candidates = candidatesOf(column.name, column.kind === 'integer');
    if (candidates.length === 0) continue;
    const values = await valuesOf(db, table, { column, candidates });
    if (values.values.length === 0) continue;
    const personal = await searchColumn(
      { column: column.name, isNumbers: column.kind === 'integer', ...values },
      allowed?.allow,
    );
    if (personal) found.push(personal);
  }
  return found;
}

/** Values are drawn by their hash, so each is drawn with all of its rows or not at all, and always the same ones. */
async function valuesOf(
  db: Database,
  table: string,
  {
    column: { name, kind, distinct = 0, lengths },
    candidates,
  }: { readonly column: SearchedColumn; readonly candidates: readonly string[] },
) {
  const mean = Math.max(1, lengths?.mean ?? 1);
  const every = Math.max(1, Math.ceil(distinct / mostMatched), Math.ceil((distinct * mean) / mostCharacters));
  const judged = Math.max(200, Math.min(mostJudged, Math.floor(mostJudgedCharacters / mean)));
  const column = identifier(name);
  const text = kind === 'string' ? `left(${column}::VARCHAR, ${longest})` : `${column}::VARCHAR`;
  const matches =
    kind === 'string' ? candidates.map((one) => `regexp_matches(v, ${literal(one)})`).join(' OR ') : 'true';
  const drawnBy = [
    ...(every === 1 ? [] : [`hash(${column}) % ${every} = 0`]),
    kind === 'string'
      ? `${column} IS NOT NULL`
      : `(${column} >= ${leastNumber} OR ${column} <= -${leastNumber})`,
  ];
  const rows = await db.rows<{ v: string; n: number; values: number; all: number }>(
    `SELECT v, n, (count(*) OVER ())::DOUBLE AS "values", (sum(n) OVER ())::DOUBLE AS "all" FROM (
       SELECT ${text} AS v, count(*)::DOUBLE AS n FROM ${table} WHERE ${drawnBy.join(' AND ')} GROUP BY 1)
     WHERE ${matches} ORDER BY hash(v), v LIMIT ${judged}`,
  );
  const [{ values, all } = { values: 0, all: 0 }] = rows;
  const drawn = rows.reduce((sum, { n }) => sum + n, 0);
  return {
    values: rows.map(({ v, n }) => ({ value: v, count: n })),
    scale: drawn === 0 ? 1 : (all / drawn) * every,
    read: values === 0 ? 1 : rows.length / values / every,
  };
}
