// Delimited text into a table, strictly: every row has every column or the file is refused with the line, and nothing is dropped or guessed silently.
import { detectDialect } from '../../core/dataset/dialect';
import { orderText, type TextReading } from '../../core/dataset/textReading';
import type { Column } from '../../core/dataset/version';
import { isLifecycleError, type LifecycleError, type Problem } from '../../core/errors';
import type { Database } from './engine';
import { keptDigits, longIntegers } from './longIntegers';
import { identifier, literal } from './quote';
import { explain, isGarbage, rawText, refused, rejects } from './csvErrors';
import { dateReading, dateWarnings, type DateReading } from './csvDates';
import {
  differenceWarnings,
  headerWarnings,
  repeatedHeaders,
  zeroWarnings,
  type CsvFile,
} from './csvWarnings';
import { csvOptions, otherMark, reader, type Expected } from './csvOptions';
import type { SourceFile } from './inputFile';
import { withEvenEnds } from './lineEnds';
import { openText, readAsLatin, transcode } from './text';
import { refuseTorn } from './unpacked';
import { refuseWide } from './wide';

/** Creates `table` with the rows of all files, file by file, in their order. Throws `input` with a problem a line. */
export async function loadCsv(
  database: Database,
  files: readonly SourceFile[],
  table: string,
  { types = [], reading: before }: Expected = {},
): Promise<{ readonly warnings: readonly Problem[]; readonly reading: TextReading }> {
  const warnings: Problem[] = [];
  const sources: CsvFile[] = [];
  for (const file of files) sources.push(await openCsv(database, file));
  for (const source of sources) refuseWide(source.dialect.header.length, [source]);
  warnings.push(
    ...sources.flatMap((source) => source.warnings),
    ...sources.flatMap(headerWarnings),
    ...differenceWarnings(sources),
  );
  for (;;) {
    const { plain, decimal } = await csvOptions(database, sources, { types, reading: before });
    try {
      const options = await withTypes(database, sources, plain, types);
      let dates = await createTable(database, table, { sources, options, before });
      const long = await longIntegers(
        database,
        table,
        () => reader(sources, `${plain}, all_varchar = true`),
        types,
      );
      if (long.length > 0) {
        const asText = [...types, ...long.map((name) => ({ name, type: 'VARCHAR' }))];
        const again = await withTypes(database, sources, plain, asText);
        dates = await createTable(database, table, { sources, options: again, before });
        warnings.push(keptDigits(long, sources[0]?.shown ?? ''));
      }
      await numbersWithInfinities(database, table, types);
      warnings.push(...(await repeatedHeaders(database, table, sources)));
      warnings.push(...(await dateWarnings(database, table, dates, sources[0]?.shown ?? '')));
      warnings.push(...otherMark(sources, decimal, before));
      const { date, timestamp } = dates;
      return {
        warnings,
        reading: { decimal, ...(date && { date }), ...(timestamp && { timestamp }) },
      };
    } catch (error) {
      if (!isLifecycleError(error) || error.code !== 'input' || error.problems.length > 0) throw error;
      const at = (await recode(database, sources, error)) ?? (await even(database, sources, error));
      if (at === undefined) throw await explain(database, sources, error, before && orderHint(before));
      warnings.push(at);
    }
  }
}

async function openCsv(database: Database, file: SourceFile): Promise<CsvFile> {
  await refuseTorn(file, database.signal);
  const { path, shown, sample, isSure, warnings } = await openText(database, file, file.part);
  if (sample.text.trim() === '')
    throw refused({
      severity: 'error',
      message: 'The file is empty.',
      hint: 'The first line names the columns.',
      file: shown,
    });
  const dialect = detectDialect(sample.text, sample.isWhole);
  const blank = /^(?:\r?\n|\r)*/.exec(sample.text)?.[0].match(/\r\n|\n|\r/g)?.length ?? 0;
  return {
    path,
    shown,
    dialect,
    blank,
    warnings: [...warnings, ...zeroWarnings(sample.text, shown)],
    isSure,
    beginsWell: isSure || sample.encoding !== undefined,
  };
}

/** DuckDB takes `yes` and `no`, `t` and `f` for truth values and forgets how they were written; only `true` and `false` are. */
async function withTypes(
  database: Database,
  sources: readonly CsvFile[],
  options: string,
  types: readonly Column[],
): Promise<string> {
  const columns = await database.rows<Column & object>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM ${reader(sources, options)})`,
  );
  refuseWide(columns.length, sources);
  const known = types.filter(({ name }) => columns.some((column) => column.name === name));
  const isKnown = (name: string) => known.some((column) => column.name === name);
  const guessed = columns.filter(({ name, type }) => type === 'BOOLEAN' && !isKnown(name));
  const words = await notTruths(database, sources, options, guessed);
  const set = [...known, ...words.map(({ name }) => ({ name, type: 'VARCHAR' }))];
  if (set.length === 0) return options;
  return `${options}, types = {${set.map(({ name, type }) => `${literal(name)}: ${literal(type)}`).join(', ')}}`;
}

async function notTruths(
  database: Database,
  sources: readonly CsvFile[],
  options: string,
  guessed: readonly Column[],
): Promise<readonly Column[]> {
  if (guessed.length === 0) return [];
  const tests = guessed.map(
    ({ name }, index) => `bool_and(lower(${identifier(name)}) IN ('true', 'false')) AS c${String(index)}`,
  );
  const [areTruths] = await database.rows<Record<string, boolean | null>>(
    `SELECT ${tests.join(', ')} FROM ${reader(sources, `${options}, all_varchar = true`)}`,
  );
  return guessed.filter((_, index) => areTruths?.[`c${String(index)}`] !== true);
}

function orderHint({ date, timestamp }: TextReading): string | undefined {
  const order = date ?? timestamp;
  if (order === undefined) return undefined;
  return `Dates are read as ${orderText(order)}, as in the data that was prepared. Write them so, or as 2026-01-31.`;
}

/** Types are judged from the beginning; where a later row contradicts, from all rows. */
async function createTable(
  database: Database,
  table: string,
  {
    sources,
    options,
    before,
  }: {
    readonly sources: readonly CsvFile[];
    readonly options: string;
    readonly before: TextReading | undefined;
  },
): Promise<DateReading> {
  const files = { files: sources, from: (all: string) => reader(sources, all) };
  const create = async (all: string) => {
    const dates = await dateReading(database, files, all, before);
    await database.run(`CREATE OR REPLACE TABLE ${table} AS FROM ${reader(sources, all + dates.options)}`);
    return dates;
  };
  try {
    return await create(options);
  } catch (error) {
    if (!isLifecycleError(error) || !/Error when converting column|Could not convert/.test(rawText(error)))
      throw error;
    return create(`${options}, sample_size = -1`);
  }
}

/** DuckDB takes numbers for text as soon as one of them is infinite: such columns are numbers again. */
async function numbersWithInfinities(
  database: Database,
  table: string,
  types: readonly Column[],
): Promise<void> {
  const texts = await database.rows<{ name: string }>(
    `SELECT column_name AS name FROM (DESCRIBE ${table}) WHERE column_type = 'VARCHAR'`,
  );
  const guessed = texts.filter(({ name }) => !types.some((known) => known.name === name));
  if (guessed.length === 0) return;
  const tests = guessed.map(({ name }, index) => {
    const number = `try_cast(${identifier(name)} AS DOUBLE)`;
    return `count(${identifier(name)}) = count(${number}) AND coalesce(bool_or(isinf(${number})) AND bool_or(isfinite(${number})), false) AS c${String(index)}`;
  });
  const [areNumbers] = await database.rows<Record<string, boolean>>(
    `SELECT ${tests.join(', ')} FROM ${table}`,
  );
  for (const [index, { name }] of guessed.entries())
    if (areNumbers?.[`c${String(index)}`] === true)
      await database.run(`ALTER TABLE ${table} ALTER COLUMN ${identifier(name)} SET DATA TYPE DOUBLE`);
}

/** Where lines end in more than one way: reads the first such file with one end from now on, and says so. Undefined where that is not the matter. */
async function even(
  database: Database,
  sources: CsvFile[],
  error: LifecycleError,
): Promise<Problem | undefined> {
  if (!isGarbage(error)) return undefined;
  for (const [index, source] of sources.entries()) {
    const copy = await withEvenEnds(database, source);
    if (!copy) continue;
    sources[index] = { ...source, path: copy.path };
    return copy.told;
  }
  return undefined;
}

/** Where bytes are not UTF-8: reads the file in windows-1252 from now on, and says so. Undefined where that is not the matter. */
async function recode(
  database: Database,
  sources: CsvFile[],
  error: LifecycleError,
): Promise<Problem | undefined> {
  if (!/not utf-8 encoded|Invalid unicode|invalid UTF-?8/i.test(rawText(error))) return undefined;
  for (const [index, source] of sources.entries()) {
    if (source.isSure) continue;
    const bad = (await rejects(database, source)).find(({ kind }) => kind === 'INVALID ENCODING');
    // DuckDB looks at rows only: where none is wrong, the header is.
    if (!bad && source.beginsWell) continue;
    const path = await transcode(database, source, 'windows-1252');
    sources[index] = { ...source, path, isSure: true, beginsWell: true };
    return readAsLatin(source.shown, bad?.line ?? 1);
  }
  return undefined;
}
