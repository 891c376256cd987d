// JSON and JSON lines into a table, one row a record; which line is no document is told.
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Column } from '../../core/dataset/version';
import { isLifecycleError, wrongInput, type LifecycleError, type Problem } from '../../core/errors';
import { isJson } from '../../core/json';
import type { TextFile } from './textFile';
import { refuseDeep } from './deep';
import type { Database } from './engine';
import type { SourceFile } from './inputFile';
import { keptDigits, longIntegers, narrowIntegers, rounded } from './longIntegers';
import { identifier, literal } from './quote';
import { openText, readAsLatin, transcode, type ReadableText } from './text';
import { bytesOf } from './unpacked';
import { refuseWide } from './wide';

interface JsonOptions {
  readonly format: 'json' | 'jsonl';
  /** A column that has another type than text here stays JSON where its values are of several types. */
  readonly types?: readonly Column[] | undefined;
}

/** Levels of JSON that get types of their own; what lies deeper stays JSON. Types of many kinds in many levels took the engine minutes. */
const mostTyped = 10;

/** Creates `table`. Throws `input` with the line where a file is wrong. */
export async function loadJson(
  database: Database,
  sources: readonly SourceFile[],
  table: string,
  { format, types = [] }: JsonOptions,
): Promise<readonly Problem[]> {
  const texts: ReadableText[] = [];
  for (const source of sources) texts.push(await openText(database, source, source.part));
  const warnings = texts.flatMap((text) => text.warnings);
  for (;;) {
    await refuseDeep(texts, format === 'jsonl', database.signal);
    try {
      await database.run(`CREATE OR REPLACE TABLE ${table} AS FROM ${reader(texts, format)}`);
      break;
    } catch (error) {
      if (!isLifecycleError(error) || (error.code !== 'input' && error.code !== 'unavailable')) throw error;
      const recoded = /utf-?8|unicode/i.test(error.message) ? await recode(database, texts) : undefined;
      if (!recoded) throw await unreadable(error.message, texts, format);
      warnings.push(recoded);
    }
  }
  const columns = await database.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${table})`,
  );
  refuseWide(columns.length, texts);
  if (columns.length === 1 && columns[0]?.name === 'json')
    throw await unreadable('there are no records with fields in it', texts, format);
  await withLongIntegers(database, texts, { table, format, types, columns, warnings });
  const wide = await narrowIntegers(database, table);
  if (wide.length > 0) warnings.push(keptDigits(wide, texts[0]?.shown ?? ''));
  const isKept = (name: string) => types.some((known) => known.name === name && known.type !== 'VARCHAR');
  for (const { name, type } of columns)
    if (type === 'JSON' && !isKept(name)) await mixedAsText(database, table, identifier(name));
  return warnings;
}

/** `columns`: those to read and their types; undefined finds them. */
function reader(texts: readonly TextFile[], format: 'json' | 'jsonl', columns?: readonly Column[]): string {
  const list = texts.map(({ path }) => literal(path)).join(', ');
  const shape = format === 'json' ? 'auto' : 'newline_delimited';
  const what = columns
    ? `columns = {${columns.map(({ name, type }) => `${literal(name)}: ${literal(type)}`).join(', ')}}`
    : `sample_size = -1, union_by_name = true, maximum_depth = ${mostTyped}`;
  return `read_json([${list}], format = '${shape}', ${what})`;
}

async function withLongIntegers(
  database: Database,
  texts: readonly TextFile[],
  {
    table,
    format,
    types = [],
    columns,
    warnings,
  }: JsonOptions & {
    readonly table: string;
    readonly columns: readonly Column[];
    readonly warnings: Problem[];
  },
): Promise<void> {
  const as = (names: readonly string[], all: readonly Column[]) =>
    all.map(({ name, type }) => ({ name, type: names.includes(name) ? 'VARCHAR' : type }));
  const long = await longIntegers(
    database,
    table,
    (names) =>
      reader(
        texts,
        format,
        as(
          names,
          columns.filter(({ name }) => names.includes(name)),
        ),
      ),
    types,
  );
  if (long.length === 0) return;
  const shown = texts[0]?.shown ?? '';
  const from = reader(texts, format, as(long, columns));
  // The engine cannot read every type that it writes: one with fields without a name.
  const isRead = await database.run(`CREATE OR REPLACE TABLE ${table} AS FROM ${from}`).then(
    () => true,
    (error: unknown) => {
      if (isLifecycleError(error) && error.code === 'input') return false;
      throw error;
    },
  );
  warnings.push(isRead ? keptDigits(long, shown) : rounded(long, shown));
}

/** Where bytes are not UTF-8: the first such text is read in windows-1252 from now on, which is told. Undefined where that is not the matter. */
async function recode(database: Database, texts: ReadableText[]): Promise<Problem | undefined> {
  for (const [index, text] of texts.entries()) {
    const line = text.isSure ? undefined : await firstForeignLine(text.path, database.signal);
    if (line === undefined) continue;
    texts[index] = { ...text, path: await transcode(database, text, 'windows-1252'), isSure: true };
    return readAsLatin(text.shown, line);
  }
  return undefined;
}

/** The first line that is not UTF-8, counted from 1. */
async function firstForeignLine(path: string, signal?: AbortSignal): Promise<number | undefined> {
  let line = 1;
  let open: Uint8Array[] = [];
  for await (const bytes of bytesOf(path, signal)) {
    let from = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      if (!isUtf8(Buffer.concat([...open, bytes.subarray(from, end)]))) return line;
      open = [];
      from = end + 1;
      line++;
    }
    open.push(bytes.subarray(from));
  }
  return isUtf8(Buffer.concat(open)) ? undefined : line;
}

const newline = 0x0a;

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
  format: 'json' | 'jsonl',
): Promise<LifecycleError> {
  const source = sources.find(({ path }) => told.includes(path)) ?? sources[0];
  const transformed = /^JSON transform error in file "[^"]*", in line (\d+): /.exec(told);
  const line = transformed
    ? Number(transformed[1])
    : format === 'jsonl' && source
      ? await firstWrongLine(source.path)
      : undefined;
  const message = told
    .replace(transformed?.[0] ?? '', '')
    .replace(/^Malformed JSON in file "[^"]*", at byte \d+ in [a-z/]+ \d+: /, '')
    .replace(/[. ]+$/, '.');
  const name = { json: 'JSON', jsonl: 'JSON lines' }[format];
  const problem: Problem = {
    severity: 'error',
    message: `The file cannot be read as ${name}: ${source ? message.replaceAll(source.path, source.shown) : message}`,
    hint: 'Write one object per record, with the columns as its fields.',
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
