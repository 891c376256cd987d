// Data files of people into DuckDB, by what their names end in. What is told of each format that is wrong stands beside it.
import { formatOf, readableEndings, type FileFormat } from '../../core/dataset/fileFormat';
import type { Column } from '../../core/dataset/version';
import { wrongInput, type LifecycleError, type Problem } from '../../core/errors';
import { folderWords } from '../../core/manifest/folderSource';
import { tableKindAt } from '../files/tableKind';
import { loadCsv } from './csv';
import type { Expected } from './csvOptions';
import type { TextReading } from '../../core/dataset/textReading';
import type { Database } from './engine';
import { openInput, type InputFile, type SourceFile } from './inputFile';
import { loadJson } from './json';
import { loadEach } from './loadEach';
import { loadParquet, parquetTable } from './parquet';
import { identifier } from './quote';

export type { InputFile } from './inputFile';
export { parquet } from './parquet';

export interface Loaded {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** How text was read that can be read in more than one way; undefined of other formats than delimited text. */
  readonly reading?: TextReading;
  /** What was odd about the files but could be read. */
  readonly warnings: readonly Problem[];
}

/**
 * Creates or replaces `table` with the rows of the files, file by file and in their order; all have one format. A column
 * that only some files have is missing in the rows of the others. `types` says what columns of a CSV hold, by DuckDB's
 * names, where that is known; the rest is judged from the values, its dates in the order of `reading`. Numbers and texts in one column of JSON are texts, unless
 * `types` has another type of it: then they stay JSON, which tells them apart. Throws `input` with problems where a file is
 * wrong, `unavailable` where one changes while it is read.
 */
export async function load(
  database: Database,
  files: readonly InputFile[],
  table: string,
  expected: Expected = {},
): Promise<Loaded> {
  const name = identifier(table);
  const { sources, format } = await openInputs(database, files);
  const { warnings, reading } = await loadAs(format, database, sources, name, expected);
  if (format !== 'sqlite') for (const source of sources) await source.requireUnchanged();
  const columns = await database.rows<Column & object>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${name})`,
  );
  const [count] = await database.rows<{ rows: number }>(`SELECT count(*) AS rows FROM ${name}`);
  return { columns, rows: count?.rows ?? 0, warnings, ...(reading && { reading }) };
}

async function loadAs(
  format: FileFormat,
  database: Database,
  sources: readonly SourceFile[],
  table: string,
  expected: Expected,
): Promise<Pick<Loaded, 'warnings' | 'reading'>> {
  if (format === 'csv') return loadCsv(database, sources, table, expected);
  return { warnings: await loaders[format](database, sources, table, expected.types) };
}

type Loader = (
  database: Database,
  sources: readonly SourceFile[],
  table: string,
  types?: readonly Column[],
) => Promise<readonly Problem[]>;

/** What reads other formats than text is loaded with the first of its files. */
const loaders: Readonly<Record<Exclude<FileFormat, 'csv'>, Loader>> = {
  json: (database, sources, table, types) => loadJson(database, sources, table, { format: 'json', types }),
  jsonl: (database, sources, table, types) => loadJson(database, sources, table, { format: 'jsonl', types }),
  parquet: loadParquet,
  arrow: async (...asked) => {
    const [api, { loadArrow }] = await Promise.all([import('@duckdb/node-api'), import('./arrow')]);
    return loadEach(...asked, (...one) => loadArrow(api, ...one));
  },
  excel: async (...asked) => loadEach(...asked, (await import('./excel')).loadExcel),
  sqlite: async (...asked) => loadEach(...asked, (await import('./sqlite')).loadSqlite),
};

export interface Scanned {
  /** A table expression with the files' rows, file by file and in order. */
  readonly table: string;
  readonly warnings: readonly Problem[];
  /** As of Loaded. */
  readonly reading?: TextReading;
}

/**
 * Parquet is scanned where it lies, everything else is loaded first, so that asking twice reads once and a wrong row is
 * told here. Throws as load does.
 */
export async function scan(
  database: Database,
  files: readonly InputFile[],
  expected?: Expected,
): Promise<Scanned> {
  const { sources, format } = await openInputs(database, files);
  if (format === 'parquet') return { table: await parquetTable(database, sources), warnings: [] };
  const table = `scanned_${String(scans++)}`;
  const { warnings, reading } = await load(database, files, table, expected);
  return { table: identifier(table), warnings, ...(reading && { reading }) };
}

let scans = 0;

async function openInputs(
  database: Database,
  files: readonly InputFile[],
): Promise<{ readonly sources: readonly SourceFile[]; readonly format: FileFormat }> {
  const sources: SourceFile[] = [];
  const formats: FileFormat[] = [];
  for (const file of files) {
    const { shown = file.path } = file;
    // What it is called is judged before whether it is there.
    const isNamed = formatOf(file.path) !== undefined || file.path.includes('#');
    if (!isNamed) throw await noDataFile(shown, file.path);
    const source = await openInput(database, file);
    const format = formatOf(source.path);
    if (!format) throw await noDataFile(shown, file.path);
    sources.push(source);
    formats.push(format);
  }
  const [format] = formats;
  if (format === undefined) throw wrongInput('There is no file to read.');
  if (formats.some((other) => other !== format))
    throw wrongInput('The files of one dataset have different formats.', {
      hint: 'Keep files of one format in the folder.',
    });
  return { sources, format };
}

async function noDataFile(shown: string, path: string): Promise<LifecycleError> {
  const table = await tableKindAt(path);
  if (table)
    return wrongInput(
      `${shown} is ${table === 'iceberg' ? 'an' : 'a'} ${folderWords[table]}: its rows are not read one file at a time.`,
      {
        hint: 'Make it the source of a dataset with a path that ends in .parquet ("lifecycle init" proposes that), then collect it.',
      },
    );
  if (/\.(xls|xlsb)$/i.test(shown))
    return wrongInput(`${shown} is in a format of Excel that cannot be read.`, {
      hint: 'Open it in Excel or LibreOffice and save it as .xlsx.',
    });
  return wrongInput(`${shown} is no data file that can be read.`, {
    hint: `Files end in ${readableEndings.map((ending) => `.${ending}`).join(' ')}; text may be packed as .gz or .zst.`,
  });
}
