// Data files of people into DuckDB, by what their names end in: CSV, TSV, JSON, JSON lines and Parquet. How each can be wrong is told with file and line.
import { createReadStream } from 'node:fs';
import { mkdir, stat, symlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { formatOf, readableEndings, type FileFormat } from '../../core/dataset/fileFormat';
import type { Column } from '../../core/dataset/version';
import { isLifecycleError, wrongInput, type LifecycleError, type Problem } from '../../core/errors';
import { isJson } from '../../core/json';
import { isMissing } from '../files/atomic';
import { loadCsv } from './csv';
import type { TextFile } from './csvWarnings';
import { refuseDeep } from './deep';
import type { Database } from './engine';
import { identifier, literal } from './quote';
import { refuseWide } from './wide';

export interface InputFile {
  readonly path: string;
  /** As the person knows it, for messages; undefined takes the path. */
  readonly shown?: string;
}

export interface Loaded {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** What was odd about the files but could be read. */
  readonly warnings: readonly Problem[];
}

/**
 * Creates or replaces `table` with the rows of the files, file by file and in their order; all have one format. A column
 * that only some files have is missing in the rows of the others. `types` says what columns of a CSV hold, by DuckDB's
 * names, where that is known; the rest is judged from the values. Numbers and texts in one column of JSON are texts, unless
 * `types` has another type of it: then they stay JSON, which tells them apart. Throws `input` with problems where a file is wrong.
 */
export async function load(
  database: Database,
  files: readonly InputFile[],
  table: string,
  types?: readonly Column[],
): Promise<Loaded> {
  const name = identifier(table);
  const format = commonFormat(files);
  const sources: TextFile[] = [];
  for (const file of files) sources.push(await plainName(database, file));
  const warnings =
    format === 'csv'
      ? await loadCsv(database, sources, name, types)
      : await loadOther(database, sources, name, { format, types });
  const columns = await database.rows<Column & object>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${name})`,
  );
  const [count] = await database.rows<{ rows: number }>(`SELECT count(*) AS rows FROM ${name}`);
  return { columns, rows: count?.rows ?? 0, warnings };
}

export interface Scanned {
  /** A table expression with the files' rows, file by file and in order. */
  readonly table: string;
  readonly warnings: readonly Problem[];
}

/**
 * Parquet is scanned where it lies, everything else is loaded first, so that asking twice reads once and a wrong row is
 * told here. Throws as load does.
 */
export async function scan(
  database: Database,
  files: readonly InputFile[],
  types?: readonly Column[],
): Promise<Scanned> {
  if (commonFormat(files) === 'parquet') {
    const sources: TextFile[] = [];
    for (const file of files) sources.push(await plainName(database, file));
    const table = parquet(sources.map(({ path }) => path));
    await reading(sources, 'parquet', async () =>
      refuseWide((await database.rows(`DESCRIBE FROM ${table}`)).length, sources),
    );
    return { table, warnings: [] };
  }
  const table = `scanned_${String(scans++)}`;
  const { warnings } = await load(database, files, table, types);
  return { table: identifier(table), warnings };
}

let scans = 0;

/** Parquet files of our own, by absolute paths without wildcards. */
export const parquet = (paths: readonly string[]) =>
  `read_parquet([${paths.map((path) => literal(path)).join(', ')}]${paths.length > 1 ? ', union_by_name = true' : ''})`;

function commonFormat(files: readonly InputFile[]): FileFormat {
  const formats = files.map(({ path, shown }) => {
    const format = formatOf(path);
    if (format) return format;
    throw wrongInput(`${shown ?? path} is no data file that can be read.`, {
      hint: `Files end in ${readableEndings.map((ending) => `.${ending}`).join(' ')}; text may be packed as .gz or .zst.`,
    });
  });
  const [first] = formats;
  if (first === undefined) throw wrongInput('There is no file to read.');
  if (formats.some((format) => format !== first))
    throw wrongInput('The files of one dataset have different formats.', {
      hint: 'Keep files of one format in the folder.',
    });
  return first;
}

/** DuckDB reads `*`, `?` and `[` in a path as wildcards: such a file is read through a link of another name. */
async function plainName(database: Database, { path, shown = path }: InputFile): Promise<TextFile> {
  const absolute = resolve(path);
  const info = await stat(absolute).catch((error: unknown) => {
    if (isMissing(error))
      throw wrongInput(`There is no file ${shown}.`, { hint: 'Check the path, or collect the data first.' });
    throw error;
  });
  if (!info.isFile()) throw wrongInput(`${shown} is not a file.`, { hint: 'Name the file itself.' });
  if (!/[*?[\]{}\\]/.test(absolute)) return { path: absolute, shown };
  await mkdir(database.folder, { recursive: true });
  const link = join(
    database.folder,
    `link-${String(scans++)}${/(\.[a-z]+)*$/i.exec(basename(path))?.[0] ?? ''}`,
  );
  await symlink(absolute, link);
  return { path: link, shown };
}

/** Levels of JSON that get types of their own; what lies deeper stays JSON. Types of many kinds in many levels took the engine minutes. */
const mostTyped = 10;

async function loadOther(
  database: Database,
  sources: readonly TextFile[],
  table: string,
  {
    format,
    types = [],
  }: { readonly format: Exclude<FileFormat, 'csv'>; readonly types: readonly Column[] | undefined },
): Promise<Problem[]> {
  const paths = sources.map(({ path }) => path);
  const list = `[${paths.map((path) => literal(path)).join(', ')}]`;
  const shape = format === 'json' ? 'auto' : 'newline_delimited';
  if (format !== 'parquet') await refuseDeep(sources, format === 'jsonl', database.signal);
  const from =
    format === 'parquet'
      ? parquet(paths)
      : `read_json(${list}, format = '${shape}', sample_size = -1, union_by_name = true, maximum_depth = ${mostTyped})`;
  await reading(sources, format, () => database.run(`CREATE OR REPLACE TABLE ${table} AS FROM ${from}`));
  const columns = await database.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${table})`,
  );
  refuseWide(columns.length, sources);
  if (format !== 'parquet' && columns.length === 1 && columns[0]?.name === 'json')
    throw await unreadable('there are no records with fields in it', sources, format);
  const isKept = (name: string) => types.some((known) => known.name === name && known.type !== 'VARCHAR');
  for (const { name, type } of columns)
    if (type === 'JSON' && !isKept(name)) await mixedAsText(database, table, identifier(name));
  return [];
}

/** What DuckDB says of files that it cannot read, as a person can use it. */
async function reading(
  sources: readonly TextFile[],
  format: Exclude<FileFormat, 'csv'>,
  read: () => Promise<unknown>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!isLifecycleError(error) || (error.code !== 'input' && error.code !== 'unavailable')) throw error;
    throw await unreadable(error.message, sources, format);
  }
}

/** Where a column holds values of several types, DuckDB leaves them JSON, texts in quotation marks. */
async function mixedAsText(database: Database, table: string, column: string): Promise<void> {
  const [row] = await database.rows<{ isPlain: boolean }>(
    `SELECT coalesce(bool_and(json_type(${column}) NOT IN ('OBJECT', 'ARRAY')), true) AS "isPlain" FROM ${table}`,
  );
  if (row?.isPlain)
    await database.run(
      `ALTER TABLE ${table} ALTER COLUMN ${column} SET DATA TYPE VARCHAR USING ${column}->>'$'`,
    );
}

async function unreadable(
  told: string,
  sources: readonly TextFile[],
  format: Exclude<FileFormat, 'csv'>,
): Promise<LifecycleError> {
  const source = sources.find(({ path }) => told.includes(path)) ?? sources[0];
  const line = format === 'jsonl' && source ? await firstWrongLine(source.path) : undefined;
  const message = /No magic bytes|too small to be a Parquet/.test(told)
    ? 'it is none, or was cut short.'
    : told
        .replace(/^Malformed JSON in file "[^"]*", at byte \d+ in [a-z/]+ \d+: /, '')
        .replace(/[. ]+$/, '.');
  const name = { json: 'JSON', jsonl: 'JSON lines', parquet: 'Parquet' }[format];
  const problem: Problem = {
    severity: 'error',
    message: `The file cannot be read as ${name}: ${source ? message.replaceAll(source.path, source.shown) : message}`,
    hint:
      format === 'parquet'
        ? 'Write or copy it again, whole.'
        : 'Write one object per record, with the columns as its fields.',
    ...(source ? { file: source.shown } : {}),
    ...(line === undefined ? {} : { line }),
  };
  const place = `${source?.shown ?? ''}${line === undefined ? '' : `, line ${String(line)}`}`;
  return wrongInput(`${place}: ${problem.message}`, { problems: [problem], hint: problem.hint ?? '' });
}

/** The first line that is no document, counted from 1; DuckDB counts blocks, and beyond the end. Undefined where it is packed. */
async function firstWrongLine(path: string): Promise<number | undefined> {
  if (/\.(gz|zst)$/i.test(path)) return undefined;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number++;
    if (line.trim() !== '' && !isJson(line)) return number;
  }
  return undefined;
}
