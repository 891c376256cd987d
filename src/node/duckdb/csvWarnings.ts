// What is odd about delimited files that can be read all the same. What makes them unreadable stands in csv.ts.
import type { Dialect } from '../../core/dataset/dialect';
import type { Problem } from '../../core/errors';
import type { Database } from './engine';
import { literal } from './quote';

export interface TextFile {
  /** Where DuckDB reads it; holds no wildcard. */
  readonly path: string;
  /** As the person knows it. */
  readonly shown: string;
}

export interface CsvFile extends TextFile {
  /** Undefined where only DuckDB can unpack it. */
  readonly dialect: Dialect | undefined;
  /** False where its beginning already is not UTF-8. */
  readonly beginsWell: boolean;
}

export function headerWarnings({ dialect, shown }: CsvFile): Problem[] {
  if (!dialect) return [];
  const warn = (message: string, hint: string): Problem => ({
    severity: 'warning',
    message,
    hint,
    file: shown,
    line: 1,
  });
  const { header, suspect } = dialect;
  const name = suspect === ' ' ? 'a space' : `"${suspect ?? ''}"`;
  const twice = header.find((field, index) => header.indexOf(field) !== index);
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
    ...(twice === undefined
      ? []
      : [
          warn(
            `Two columns are named "${twice}"; the later one gets a number added.`,
            'Give each column its own name.',
          ),
        ]),
  ];
}

export function differenceWarnings([first, ...others]: readonly CsvFile[]): Problem[] {
  return others.flatMap(({ dialect, shown }) => {
    const [here, there] = [dialect?.header ?? [], first?.dialect?.header ?? []];
    const lacking = there.filter((field) => !here.includes(field));
    const added = here.filter((field) => !there.includes(field));
    if (!dialect || !first?.dialect || lacking.length + added.length === 0) return [];
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

/** Dates not written year first can be read in two ways; what was taken is told. */
export async function dateWarnings(
  database: Database,
  table: string,
  sources: readonly CsvFile[],
  options: string,
): Promise<Problem[]> {
  const times = await database.rows<{ name: string }>(
    `SELECT column_name AS name FROM (DESCRIBE ${table}) WHERE column_type IN ('DATE', 'TIMESTAMP')`,
  );
  const [first] = sources;
  if (times.length === 0 || !first) return [];
  const sniffable = options.replace(', union_by_name = true', '');
  const [format] = await database.rows<{ date: string | null; time: string | null }>(
    `SELECT DateFormat AS date, TimestampFormat AS time FROM sniff_csv(${literal(first.path)}, ${sniffable})`,
  );
  return [format?.date, format?.time]
    .filter((one): one is string => typeof one === 'string' && !one.startsWith('%Y'))
    .map((one) => ({
      severity: 'warning' as const,
      message: `Dates were read as ${one.replaceAll('%d', 'day').replaceAll('%m', 'month').replaceAll(/%[Yy]/g, 'year')}.`,
      hint: 'Write dates as 2026-01-31, so that day and month cannot be confused.',
      file: first.shown,
    }));
}
