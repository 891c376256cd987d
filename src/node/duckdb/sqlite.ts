// A table of a SQLite database into one of ours, read where it lies and never written to.
import type { Column } from '../../core/dataset/version';
import { isLifecycleError, wrongInput, type Problem } from '../../core/errors';
import { counted } from '../../core/figures';
import type { Database } from './engine';
import { loadExtension } from './extension';
import type { SourceFile } from './inputFile';
import { identifier, literal } from './quote';
import { refuseWide } from './wide';

/** Creates `table` with the rows of one table or view: the one named, else the only table that has rows. Returns warnings; throws `input`. */
export async function loadSqlite(
  database: Database,
  { path, shown, part }: SourceFile,
  table: string,
): Promise<readonly Problem[]> {
  await loadExtension(database, 'sqlite_scanner');
  const attached = `sqlite_${String(attachments++)}`;
  try {
    await database.run(`ATTACH ${literal(path)} AS ${attached} (TYPE sqlite, READ_ONLY)`);
    const name = await chosenTable(database, { attached, shown, wanted: part });
    const from = `sqlite_scan(${literal(path)}, ${literal(name)})`;
    const columns = await database.rows<Column & object>(
      `SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM ${from})`,
    );
    refuseWide(columns.length, [{ path, shown }]);
    const ask = (fields: readonly string[]) =>
      `sqlite_query('${attached}', ${literal(`SELECT ${fields.join(', ')} FROM ${identifier(name)}`)})`;
    return await readTable(database, { from, ask, columns, shown, table });
  } catch (error) {
    throw unreadable(error, shown);
  } finally {
    await database.run(`DETACH DATABASE IF EXISTS ${attached}`);
  }
}

let attachments = 0;

async function chosenTable(
  database: Database,
  { attached, shown, wanted }: { attached: string; shown: string; wanted: string | undefined },
): Promise<string> {
  const rows = await database.rows<{ name: string; isView: boolean }>(
    `SELECT table_name AS name, false AS "isView" FROM duckdb_tables() WHERE database_name = '${attached}'
     UNION ALL SELECT view_name, true FROM duckdb_views() WHERE database_name = '${attached}' ORDER BY name`,
  );
  const names = rows.map(({ name }) => name);
  const quoted = (some: readonly string[]) => some.map((name) => `"${name}"`).join(', ');
  const has = names.length === 0 ? 'It has no table.' : `It has ${quoted(names)}.`;
  if (wanted !== undefined) {
    if (names.includes(wanted)) return wanted;
    throw wrongInput(`${shown} has no table "${wanted}".`, { hint: has });
  }
  const filled: string[] = [];
  // A view shows what tables hold, once more.
  for (const { name } of rows.filter(({ isView }) => !isView)) {
    const found = await database.rows(`SELECT 1 AS one FROM ${attached}.${identifier(name)} LIMIT 1`);
    if (found.length > 0) filled.push(name);
  }
  const [only, another] = filled;
  if (only === undefined)
    throw wrongInput(`${shown}: no table of it has a row.`, {
      hint: has,
    });
  if (another !== undefined)
    throw wrongInput(`${shown} has several tables: ${quoted(filled)}.`, {
      hint: `Say which: table: ${only} in the dataset's entry of lifecycle.yaml, or "${shown}#${only}" for a file by itself.`,
    });
  return only;
}

interface Reading {
  /** The table with the types that its columns were declared as. */
  readonly from: string;
  /** A table expression of what SQLite answers to a SELECT of these; every column is text. */
  readonly ask: (fields: readonly string[]) => string;
  readonly columns: readonly Column[];
  readonly shown: string;
  /** The table to be made. */
  readonly table: string;
}

const listed = (names: readonly string[]) => names.map(identifier).join(', ');

/**
 * SQLite lets any value be in any column: what a column was declared as is only a wish. Columns with a value of another type
 * are read as text, and that is told.
 */
async function readTable(database: Database, reading: Reading): Promise<Problem[]> {
  const { from, ask, columns, table } = reading;
  const mixed = new Set(await notBytes(database, reading));
  for (;;) {
    const typed = columns.filter(({ name }) => !mixed.has(name)).map(({ name }) => name);
    if (typed.length === 0) break;
    try {
      await database.run(`CREATE OR REPLACE TABLE ${table} AS SELECT ${listed(typed)} FROM ${from}`);
      break;
    } catch (error) {
      if (!isLifecycleError(error) || error.code !== 'input') throw error;
      const found = await mixedColumns(database, from, typed);
      if (found.length === 0) throw error;
      for (const name of found) mixed.add(name);
    }
  }
  if (mixed.size === 0) return [];
  const texts = identifier(`texts_${String(attachments++)}`);
  // What SQLite makes of a fraction by itself has fifteen digits.
  const asText = [...mixed].map(
    (name) =>
      `CASE typeof(${identifier(name)}) WHEN 'real' THEN printf('%!.17g', ${identifier(name)}) ELSE CAST(${identifier(name)} AS TEXT) END AS ${identifier(name)}`,
  );
  await database.run(`CREATE TABLE ${texts} AS FROM ${ask(asText)}`);
  const both = mixed.size === columns.length ? texts : `${table} POSITIONAL JOIN ${texts}`;
  await database.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT ${listed(columns.map(({ name }) => name))} FROM ${both}`,
  );
  await database.run(`DROP TABLE ${texts}`);
  const warnings: Problem[] = [];
  for (const column of columns)
    if (mixed.has(column.name)) warnings.push(...(await judged(database, column, reading)));
  return warnings;
}

/** Columns without a declared type count as bytes; those whose values are none. */
async function notBytes(database: Database, { ask, columns }: Reading): Promise<string[]> {
  const blobs = columns.filter(({ type }) => type === 'BLOB').map(({ name }) => name);
  if (blobs.length === 0) return [];
  const others = blobs.map(
    (name, index) =>
      `count(CASE WHEN typeof(${identifier(name)}) NOT IN ('blob', 'null') THEN 1 END) AS c${String(index)}`,
  );
  const [row] = await database.rows<Record<string, string>>(`FROM ${ask(others)}`);
  return blobs.filter((_, index) => row?.[`c${String(index)}`] !== '0');
}

/** Those that hold a value of another type than they were declared as. */
async function mixedColumns(database: Database, from: string, names: readonly string[]): Promise<string[]> {
  const mixed: string[] = [];
  for (const name of names)
    try {
      await database.run(`SELECT max(hash(${identifier(name)})) FROM ${from}`);
    } catch (error) {
      if (!isLifecycleError(error) || error.code !== 'input') throw error;
      mixed.push(name);
    }
  return mixed;
}

/** One that was declared as nothing is what its values are; of any other is told that it stays text. */
async function judged(
  database: Database,
  { name, type }: Column,
  { table, shown }: Reading,
): Promise<readonly Problem[]> {
  const column = identifier(name);
  const candidates = type === 'BLOB' ? ['BIGINT', 'DOUBLE'] : [type];
  const others = candidates.map(
    (candidate) =>
      `count(*) FILTER (${column} IS NOT NULL AND try_cast(${column} AS ${candidate}) IS NULL)::INTEGER`,
  );
  const example = candidates.at(-1) ?? '';
  const [row] = await database.rows<{ others: readonly number[]; first: string | null }>(
    `SELECT [${others.join(', ')}] AS others,
       first(left(${column}, 40)) FILTER (${column} IS NOT NULL AND try_cast(${column} AS ${example}) IS NULL) AS first
     FROM ${table}`,
  );
  const fitting = type === 'BLOB' ? candidates.find((_, index) => row?.others[index] === 0) : undefined;
  if (fitting !== undefined) {
    await database.run(`ALTER TABLE ${table} ALTER COLUMN ${column} SET DATA TYPE ${fitting}`);
    return [];
  }
  const count = row?.others.at(-1) ?? 0;
  const some = count > 0 ? `${counted(count, 'value')} such as "${row?.first ?? ''}"` : 'values';
  const what = type === 'BLOB' ? 'is declared as no type and holds' : `is declared as ${type} and holds`;
  return [
    {
      severity: 'warning',
      message: `Column "${name}" ${what} ${some}${type === 'BLOB' ? '' : ' of another'}; all of it was read as text.`,
      hint: 'Mend these values, or cast the column.',
      file: shown,
    },
  ];
}

function unreadable(error: unknown, shown: string): unknown {
  if (!isLifecycleError(error) || error.code === 'cancelled' || error.message.startsWith(shown)) return error;
  const again = { hint: 'Write or copy it again, whole.', cause: error };
  if (/not a database|malformed|database disk image|unable to open|file is encrypted/i.test(error.message))
    return wrongInput(
      `${shown} cannot be read as SQLite: it is none, was cut short, or has a password.`,
      again,
    );
  return error.code === 'input'
    ? wrongInput(`${shown} cannot be read as SQLite: ${error.message}`, again)
    : error;
}
