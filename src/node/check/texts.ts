// How the values of text columns are written, and whether the step that would read them loses none.
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { isKeptAsText } from '../../core/quality/findings/keptAsText';
import { readText, type TextReading } from '../../core/quality/textReading';
import { textUnits, type TextUnits } from '../../core/quality/unitText';
import { withDatabase, type Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { scan, type InputFile } from '../duckdb/read';
import { textValue } from '../profile/columns';
import { longest, waysOf } from '../profile/ways';

export async function readTexts(
  db: Database,
  table: string,
  profile: Pick<Profile, 'columns'>,
): Promise<{ readonly texts: readonly TextReading[]; readonly units: readonly TextUnits[] }> {
  const texts: TextReading[] = [];
  const units: TextUnits[] = [];
  for (const column of profile.columns.filter(mayBeRead)) {
    const written = { name: column.name, ...(await waysOf(db, table, textValue(column))) };
    const text = readText(written);
    if (text) texts.push(await tested(db, table, text));
    const several = isKeptAsText(texts, column.name) ? undefined : textUnits(written);
    if (several) units.push(several);
  }
  return { texts, units };
}

/** What a column of data files holds as text, told from all of its values; undefined where that is text, or it is of another type. */
export const readingOf = (
  files: readonly InputFile[],
  column: ColumnProfile,
  signal: AbortSignal,
): Promise<TextReading | undefined> =>
  withDatabase(
    async (db) => {
      const { table } = await scan(db, files);
      const { texts } = await readTexts(db, table, { columns: [column] });
      return texts[0];
    },
    { signal },
  );

const mayBeRead = ({ kind, type, lengths, top, other }: ColumnProfile) =>
  kind === 'string' &&
  type === 'VARCHAR' &&
  (lengths?.mean ?? 0) <= longest &&
  (other > 0 || top.some(({ value }) => /\d/.test(value)));

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
