// How the dates of delimited files are read: in one order for all files, the known one where there is one; what was taken is told.
import type { Column } from '../../core/dataset/version';
import {
  inOrderOf,
  isReadTwice,
  orderText,
  otherOrders,
  type TextReading,
  type TimeFormats,
} from '../../core/dataset/textReading';
import type { Problem } from '../../core/errors';
import { stepText } from '../../core/manifest/writtenStep';
import type { CsvFile } from './csvWarnings';
import type { Database } from './engine';
import { identifier, literal } from './quote';

export interface CsvSources {
  readonly files: readonly CsvFile[];
  /** The FROM of these files with such options. */
  readonly from: (options: string) => string;
}

export interface DateReading extends TimeFormats {
  /** For the reader; empty where it finds the same by itself. */
  readonly options: string;
  /** Formats whose order was known before. */
  readonly known: readonly string[];
}

const kinds = [
  ['date', 'dateformat'],
  ['timestamp', 'timestampformat'],
] as const;

/** DuckDB judges each file alone, and takes the day for the first number where no value tells. `options`: the reader's, without formats. */
export async function dateReading(
  database: Database,
  { files, from }: CsvSources,
  options: string,
  before?: TextReading,
): Promise<DateReading> {
  const found: TimeFormats[] = [];
  for (const file of files) found.push(await sniffed(database, file, options));
  const reading: { date?: string; timestamp?: string } = {};
  const pinned: string[] = [];
  const known: string[] = [];
  for (const [kind, option] of kinds) {
    const formats = [...new Set(found.flatMap((one) => one[kind] ?? []))];
    const [first = formats[0], ...others] = formats.filter(isReadTwice);
    if (first === undefined) continue;
    const like = kind === 'date' ? (before?.date ?? before?.timestamp) : (before?.timestamp ?? before?.date);
    const isKnown = like !== undefined && isReadTwice(like) && isReadTwice(first);
    const format = isKnown
      ? inOrderOf(first, like)
      : await fittest(database, [first, ...others], (one) =>
          from(`${options}, ${option} = ${literal(one)}, sample_size = -1`),
        );
    reading[kind] = format;
    if (isKnown) known.push(format);
    if (isKnown || others.length > 0) pinned.push(`, ${option} = ${literal(format)}`);
  }
  return { ...reading, options: pinned.join(''), known };
}

async function sniffed(database: Database, { path }: CsvFile, options: string): Promise<TimeFormats> {
  const plain = options.replace(', union_by_name = true', '');
  const [format] = await database.rows<{ date: string | null; timestamp: string | null }>(
    `SELECT DateFormat AS date, TimestampFormat AS timestamp FROM sniff_csv(${literal(path)}, ${plain})`,
  );
  return {
    ...(typeof format?.date === 'string' && { date: format.date }),
    ...(typeof format?.timestamp === 'string' && { timestamp: format.timestamp }),
  };
}

/** By which most columns of all files together are times; the first of equals. */
async function fittest(
  database: Database,
  formats: readonly [string, ...string[]],
  from: (format: string) => string,
): Promise<string> {
  let [best] = formats;
  if (formats.length === 1) return best;
  let most = -1;
  for (const format of new Set(formats.flatMap((one) => [one, ...otherOrders(one)]))) {
    const times = (await timeColumns(database, from(format))).length;
    if (times > most) [best, most] = [format, times];
  }
  return best;
}

const timeColumns = (database: Database, from: string) =>
  database.rows<Column & object>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM ${from}) WHERE column_type IN ('DATE', 'TIMESTAMP')`,
  );

/** Dates not written year first can be read in two ways; what was taken is told unless it was known. */
export async function dateWarnings(
  database: Database,
  table: string,
  reading: DateReading,
  file: string,
): Promise<Problem[]> {
  const columns = await timeColumns(database, table);
  const warnings: Problem[] = [];
  for (const [kind] of kinds) {
    const format = reading[kind];
    const names = columns.filter(({ type }) => type === kind.toUpperCase()).map(({ name }) => name);
    const [name] = names;
    if (format === undefined || name === undefined) continue;
    if (!isReadTwice(format) || reading.known.includes(format)) continue;
    const other = await otherFit(database, table, names, format);
    const cast = stepText({ cast: { [name]: { type: kind, format } } }).replace(/^- /, '');
    const listed = names.slice(0, 3).map((one) => `"${one}"`);
    const more = names.length > 3 ? ` and ${String(names.length - 3)} more` : '';
    warnings.push({
      severity: 'warning',
      message: `Dates in ${listed.join(', ')}${more} were read as ${orderText(format)}${other === undefined ? '' : `, which is a guess: every one of them can be read as ${orderText(other)} too`}.`,
      hint: `Write dates as 2026-01-31, so that day and month cannot be confused. Of a dataset, a step under prepare can say how they are written: ${cast}`,
      file,
    });
  }
  return warnings;
}

/** Another order in which every value of these columns can be read. */
async function otherFit(
  database: Database,
  table: string,
  names: readonly string[],
  format: string,
): Promise<string | undefined> {
  const others = otherOrders(format);
  const tests = others.map((other, index) => {
    const fits = names.map((name) => {
      const cell = identifier(name);
      return `bool_and(${cell} IS NULL OR try_strptime(strftime(${cell}, ${literal(format)}), ${literal(other)}) IS NOT NULL)`;
    });
    return `${fits.join(' AND ')} AS c${String(index)}`;
  });
  const [fit] = await database.rows<Record<string, boolean | null>>(
    `SELECT ${tests.join(', ')} FROM ${table}`,
  );
  return others.find((_, index) => fit?.[`c${String(index)}`] === true);
}
