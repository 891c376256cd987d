// Why a delimited file cannot be read, found line by line after reading it failed, and how that is told.
import {
  isLifecycleError,
  problemText,
  wrongInput,
  type LifecycleError,
  type Problem,
} from '../../core/errors';
import { count } from '../../core/figures';
import type { CsvFile } from './csvWarnings';
import type { Database } from './engine';
import { literal } from './quote';

interface Reject {
  readonly line: number;
  readonly kind: string;
  readonly text: string;
  readonly message: string;
}

/** Rows that do not read as text of as many columns as the header has. */
export async function rejects(database: Database, { path, dialect, blank }: CsvFile): Promise<Reject[]> {
  const columns = dialect.header.map((_, index) => `'c${String(index)}': 'VARCHAR'`).join(', ');
  const options =
    `auto_detect = false, header = true, skip = ${String(blank)}, delim = ${literal(dialect.delimiter)}, quote = '"', escape = '"', ` +
    `columns = {${columns}}, store_rejects = true, rejects_table = 'csv_rejects', rejects_scan = 'csv_scans'`;
  await database.run('DROP TABLE IF EXISTS csv_rejects; DROP TABLE IF EXISTS csv_scans');
  // Every column is asked for: one that is not needed would not be looked at.
  await database.run(`SELECT max(hash(COLUMNS(*))) FROM read_csv(${literal(path)}, ${options})`);
  const found = await database.rows<Reject>(
    `SELECT line, min(error_type)::VARCHAR AS kind, left(first(csv_line), 60) AS text, first(error_message) AS message
     FROM csv_rejects GROUP BY line ORDER BY line`,
  );
  await database.run('DROP TABLE csv_rejects; DROP TABLE csv_scans');
  return found;
}

export async function explain(
  database: Database,
  sources: readonly CsvFile[],
  error: LifecycleError,
  /** What to do about a date that cannot be read. */
  ofDates?: string,
): Promise<LifecycleError> {
  const problems: Problem[] = [];
  for (const source of sources) {
    const bad = await rejects(database, source).catch(noneOfGarbage);
    const shown = bad.slice(0, 5).map(({ line, kind, text: row, message }): Problem => {
      const text = row.replace(/[\r\n]+/g, ' ');
      const long = tooLong(message, text);
      if (long) return { ...long, file: source.shown, line };
      const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
      return {
        severity: 'error',
        message: counts
          ? `The line has ${columnsOf(Number(counts[2]), Number(counts[1]))}, the header has ${counts[1] ?? ''}: ${text}`
          : kind === 'UNQUOTED VALUE'
            ? 'A quotation mark is opened or closed in the wrong place.'
            : message,
        hint: counts
          ? 'Give every line as many columns, and put values that hold the separator between double quotes.'
          : 'Mend the line, then try again.',
        file: source.shown,
        line,
      };
    });
    problems.push(...shown);
    if (bad.length > shown.length)
      problems.push({
        severity: 'error',
        message:
          bad.length - shown.length === 1
            ? '1 more line is wrong.'
            : `${String(bad.length - shown.length)} more lines are wrong.`,
        file: source.shown,
      });
  }
  if (isGarbage(error)) problems.push(...sources.flatMap(brokenName));
  if (problems[0]) return refused(problems[0], problems);
  const file = sources.length === 1 ? sources[0]?.shown : undefined;
  // The line that is told here is not the row's; what it begins with is.
  const long = tooLong(rawText(error), /Original Line: (.*)/.exec(rawText(error))?.[1]);
  if (long) return refused({ ...long, ...(file === undefined ? {} : { file }) });
  const line = /CSV Error on Line: (\d+)/.exec(rawText(error))?.[1];
  const cell = /Error when converting column "(.+?)"\. (.+)/.exec(rawText(error));
  return refused({
    severity: 'error',
    message: cell
      ? `Column "${cell[1] ?? ''}": ${cell[2] ?? ''}`
      : `The file cannot be read as CSV: ${isGarbage(error) ? 'it is no table of text.' : error.message}`,
    ...hintOf(cell?.[2], ofDates),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
  });
}

function hintOf(cell: string | undefined, ofDates: string | undefined): Pick<Problem, 'hint'> {
  if (cell === undefined) return { hint: 'Write it as text: a header, then one row a line.' };
  return ofDates !== undefined && /to '(DATE|TIMESTAMP)/.test(cell) ? { hint: ofDates } : {};
}

function tooLong(told: string, text = ''): Problem | undefined {
  const [, most] = /Maximum line size of (\d+) bytes/.exec(told) ?? [];
  if (most === undefined) return undefined;
  return {
    severity: 'error',
    message: `A row has more than ${count(Number(most))} bytes, the most that is read of one: it begins with "${text.slice(0, 40)}".`,
    hint: 'Close its quotation marks, or keep such long values in files of their own.',
  };
}

/** A name that goes on over a line's end: DuckDB knows lines no more where they end otherwise than the name's do. */
function brokenName({ dialect, shown }: CsvFile): Problem[] {
  const name = dialect.header.find((field) => /[\r\n]/.test(field));
  if (name === undefined) return [];
  return [
    {
      severity: 'error',
      message: `A column's name goes on over the end of the line: "${name.slice(0, 60).replace(/\s+/g, ' ')}".`,
      hint: 'Write each name on one line, and close its quotation marks there.',
      file: shown,
      line: 1,
    },
  ];
}

/** Also what names our own SQL, or bytes that are text in no encoding. */
export const isGarbage = ({ message }: LifecycleError) =>
  /state machine|Error when sniffing|unterminated quoted identifier|Invalid unicode/.test(message);

/** DuckDB counts no further than one beyond the header. */
const columnsOf = (found: number, header: number) =>
  found > header ? `more than ${columns(header)}` : columns(found);

const columns = (count: number) => `${String(count)} ${count === 1 ? 'column' : 'columns'}`;

/** What is no text at all stops even the look for its wrong lines. */
function noneOfGarbage(error: unknown): Reject[] {
  if (isLifecycleError(error) && error.code === 'input') return [];
  throw error;
}

/** DuckDB's whole message, of which the person sees only the first line. */
export const rawText = (error: LifecycleError) =>
  error.cause instanceof Error ? error.cause.message : error.message;

export const refused = (problem: Problem, problems: readonly Problem[] = [problem]) =>
  wrongInput(problemText({ ...problem, file: problem.file ?? 'The file', hint: '' }), {
    problems,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  });
