// What is odd about delimited files that can be read all the same. What makes them unreadable stands in csv.ts.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Dialect } from '../../core/dataset/dialect';
import type { Problem } from '../../core/errors';
import type { Database } from './engine';
import { identifier, literal } from './quote';
import type { TextFile } from './textFile';
import { bytesOf } from './unpacked';

export interface CsvFile extends TextFile {
  readonly dialect: Dialect;
  /** Empty lines before the header. */
  readonly blank: number;
  /** Whether it is UTF-8 by the word of a mark or a person, or by our own copy. */
  readonly isSure: boolean;
  /** What was assumed of its encoding. */
  readonly warnings: readonly Problem[];
  /** False where its beginning already is not UTF-8. */
  readonly beginsWell: boolean;
}

/** Of the beginning of a text: the first byte of zero in it. */
export function zeroWarnings(text: string, shown: string): Problem[] {
  const at = text.indexOf('\0');
  if (at === -1) return [];
  return [
    {
      severity: 'warning',
      message: 'The line holds a byte of zero, which was kept as part of what it stands in.',
      hint: 'Take it out: text holds none, and other programs end a value there.',
      file: shown,
      line: text.slice(0, at).split(/\r\n|\n|\r/).length,
    },
  ];
}

export function headerWarnings({ dialect, shown }: CsvFile): Problem[] {
  const warn = (message: string, hint: string): Problem => ({
    severity: 'warning',
    message,
    hint,
    file: shown,
    line: 1,
  });
  const { header, suspect } = dialect;
  const name = suspect === ' ' ? 'a space' : `"${suspect ?? ''}"`;
  return [
    ...(suspect === undefined
      ? []
      : [
          warn(
            `Only one column was found, but every line holds ${name}.`,
            'Separate columns by a comma, semicolon, tab or "|".',
          ),
        ]),
    ...(header.some((field) => /^\s*-?\d+([.,]\d+)?\s*$/.test(field))
      ? [
          warn(
            'The first line looks like data, not like names of columns.',
            'Add a first line that names the columns.',
          ),
        ]
      : []),
    ...nameWarnings(header).map((message) => warn(message, 'Give each column its own name.')),
  ];
}

function nameWarnings(header: readonly string[]): string[] {
  const twice = header.find((field, index) => field !== '' && header.indexOf(field) !== index);
  const lower = header.map((field) => field.toLowerCase());
  const alike = header.find(
    (field, index) =>
      field !== '' && lower.indexOf(lower[index] ?? '') !== index && !header.slice(0, index).includes(field),
  );
  const unnamed = header.flatMap((field, index) => (field === '' ? [index] : []));
  const listed = (all: readonly string[]) =>
    all.length <= 5
      ? new Intl.ListFormat('en').format(all)
      : `${all.slice(0, 5).join(', ')} and ${all.length - 5} more`;
  return [
    ...(twice === undefined ? [] : [`Two columns are named "${twice}"; the later one gets a number added.`]),
    ...(alike === undefined
      ? []
      : [`Two columns are named "${alike}" but for capitals; the later one gets a number added.`]),
    ...(unnamed.length === 0
      ? []
      : [
          `${unnamed.length === 1 ? 'Column' : 'Columns'} ${listed(unnamed.map((index) => String(index + 1)))} ${unnamed.length === 1 ? 'has no name; it is' : 'have no name; they are'} called ${listed(unnamed.map((index) => `"column${String(index)}"`))}.`,
        ]),
  ];
}

/** The names of the columns as a row: files that were put together keep their headers. Every column has become text by it. */
export async function repeatedHeaders(
  database: Database,
  table: string,
  sources: readonly CsvFile[],
): Promise<Problem[]> {
  const columns = await database.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${table})`,
  );
  if (columns.length < 2 || columns.some(({ type }) => type !== 'VARCHAR')) return [];
  const warnings: Problem[] = [];
  for (const { dialect, path, shown } of sources) {
    const { header, delimiter } = dialect;
    if (header.length !== columns.length) continue;
    const isHeader = header.map(
      (field, index) => `${identifier(columns[index]?.name ?? '')} = ${literal(field)}`,
    );
    const found = await database.rows(
      `SELECT 1 AS one FROM ${table} WHERE ${isHeader.join(' AND ')} LIMIT 1`,
    );
    const lines = found.length === 0 ? [] : await linesLike(path, header.join(delimiter));
    warnings.push(
      ...lines.slice(0, 3).map((line): Problem => ({
        severity: 'warning',
        message: 'The names of the columns come again here, as a row; so every column was read as text.',
        hint: 'Take the line out, or put the files together without their headers.',
        file: shown,
        line,
      })),
    );
  }
  return warnings;
}

/** Lines after the first that are this text, quotes aside, counted from 1. */
async function linesLike(path: string, text: string): Promise<number[]> {
  const bare = text.replaceAll('"', '');
  const found: number[] = [];
  let number = 0;
  const input = Readable.from(bytesOf(path));
  for await (const line of createInterface({ input, crlfDelay: Infinity }))
    if (++number > 1 && line.replaceAll('"', '') === bare) found.push(number);
  return found;
}

export function differenceWarnings([first, ...others]: readonly CsvFile[]): Problem[] {
  return others.flatMap(({ dialect, shown }) => {
    const [here, there] = [dialect.header, first?.dialect.header ?? []];
    const lacking = there.filter((field) => !here.includes(field));
    const added = here.filter((field) => !there.includes(field));
    if (!first || lacking.length + added.length === 0) return [];
    const differences = [
      ...(lacking.length > 0 ? [`lacks ${lacking.join(', ')}`] : []),
      ...(added.length > 0 ? [`adds ${added.join(', ')}`] : []),
    ].join(' and ');
    return [
      {
        severity: 'warning' as const,
        message: `The file ${differences}, compared with ${first.shown}; what is not there is missing.`,
        file: shown,
        line: 1,
      },
    ];
  });
}
