// A table of a SQLite file, or what a SELECT of SQLite's own says of it, as a Parquet file. The file is opened for reading only.
import { resolve } from 'node:path';
import { isLifecycleError, wrongInput } from '../../core/errors';
import { tableName, type TableSource } from '../../core/manifest/tableSource';
import { identifier, literal } from '../../core/quote';
import { rawText } from '../duckdb/csvErrors';
import { withDatabase, type Database } from '../duckdb/engine';
import { loadExtension } from '../duckdb/extension';
import { openInput, type SourceFile } from '../duckdb/inputFile';
import { loadSqlite } from '../duckdb/sqlite';
import { digestFile } from '../files/digest';
import type { TableRead, TableReading } from './tableRead';

/** The snapshot is the file's digest. Throws `input` where there is no such file, table or column. */
export async function readSqlite(
  source: TableSource,
  { root, folder, parquet, signal }: TableReading,
): Promise<TableRead> {
  const path = resolve(root, source.database);
  return withDatabase(
    async (database) => {
      const file = await openInput(database, { path, shown: source.database });
      const snapshot = await digestFile(path, signal);
      const from = await rowsOf(database, source, file);
      await database.run(`COPY (${from}) TO ${literal(parquet)} (FORMAT parquet, COMPRESSION zstd)`);
      await file.requireUnchanged();
      return { snapshot, asText: [] };
    },
    { temporary: folder, signal },
  );
}

async function rowsOf(database: Database, source: TableSource, file: SourceFile): Promise<string> {
  const { asked } = source;
  try {
    if (asked.kind === 'query') return await answerOf(database, file.path, asked.query);
    await loadSqlite(database, { ...file, part: asked.table }, 'rows');
    return 'FROM rows';
  } catch (error) {
    const said = isLifecycleError(error)
      ? /Failed to \w+ query "[\s\S]*": ([^"]+)$/.exec(rawText(error))
      : null;
    if (!said) throw error;
    throw wrongInput(`SQLite says: ${said[1]?.trim() ?? ''}: ${tableName(source)}.`, {
      hint: 'Mend the query: one SELECT, as SQLite writes it.',
      cause: error,
    });
  }
}

/** A column of an answer has no declared type: it is what all its values are, else text. */
async function answerOf(database: Database, path: string, query: string): Promise<string> {
  await loadExtension(database, 'sqlite_scanner');
  await database.run(`ATTACH ${literal(path)} AS asked (TYPE sqlite, READ_ONLY)`);
  // by the table's name before it: SQLite takes a name in double quotes that no column has for a text
  const rows = `(${query.replace(/[;\s]+$/, '')}\n) AS asked`;
  const ask = (fields: string) => `sqlite_query('asked', ${literal(`SELECT ${fields} FROM ${rows}`)})`;
  const columns = await database.rows<{ name: string }>(
    `SELECT column_name AS name FROM (DESCRIBE FROM ${ask('*')})`,
  );
  const names = columns.map(({ name }) => name);
  const kinds = names.flatMap((name, index) => [
    `group_concat(DISTINCT typeof(${own(name)})) AS k${index}`,
    `sum(typeof(${own(name)}) = 'integer' AND ${own(name)} NOT BETWEEN -9007199254740992 AND 9007199254740992) AS b${index}`,
  ]);
  const [row] = await database.rows<Record<string, string | null>>(`FROM ${ask(kinds.join(', '))}`);
  const texts = names.map((name, index) => `${asText(own(name))} AS c${index}`);
  const values = names.map(
    (name, index) =>
      `${typed(`c${index}`, row?.[`k${index}`] ?? '', row?.[`b${index}`] !== '0')} AS ${identifier(name)}`,
  );
  return `SELECT ${values.join(', ')} FROM ${ask(texts.join(', '))}`;
}

const own = (name: string) => `asked.${identifier(name)}`;

/** What SQLite makes of a fraction by itself has fifteen digits, and of bytes what looks like text. */
const asText = (name: string) =>
  `CASE typeof(${name}) WHEN 'real' THEN printf('%!.17g', ${name}) WHEN 'blob' THEN hex(${name}) ELSE CAST(${name} AS TEXT) END`;

/** `kinds`: of SQLite's own, those that occur. `hasWide`: integers that no fraction holds are among them. */
function typed(text: string, kinds: string, hasWide: boolean): string {
  const found = kinds.split(',').filter((kind) => kind !== 'null' && kind !== '');
  const isAll = (...allowed: readonly string[]) =>
    found.length > 0 && found.every((kind) => allowed.includes(kind));
  if (isAll('integer')) return `CAST(${text} AS BIGINT)`;
  if (isAll('integer', 'real') && !hasWide) return `CAST(${text} AS DOUBLE)`;
  return isAll('blob') ? `from_hex(${text})` : text;
}
