// How delimited files are cut, and which mark parts their decimals, as options of the reader.
import type { TextReading } from '../../core/dataset/textReading';
import type { Column } from '../../core/dataset/version';
import { isLifecycleError, type Problem } from '../../core/errors';
import { refused } from './csvErrors';
import type { CsvFile } from './csvWarnings';
import type { Database } from './engine';
import { literal } from './quote';

/** What is known of the text before it is read. */
export interface Expected {
  /** Those that columns must have; the others are judged from the values. */
  readonly types?: readonly Column[];
  /** How text of the same kind was read before: it is read so again. */
  readonly reading?: TextReading | undefined;
}

/** The options that the reader takes for these files. */
export async function csvOptions(
  database: Database,
  sources: readonly CsvFile[],
  { types = [], reading }: Expected,
): Promise<{ readonly plain: string } & Pick<TextReading, 'decimal'>> {
  const [first] = sources;
  const delimiter = first?.dialect.delimiter;
  const other = sources.find(({ dialect }) => delimiter && dialect.delimiter !== delimiter);
  if (first && other)
    throw refused({
      severity: 'error',
      message: `The file separates its columns otherwise than ${first.shown}.`,
      hint: 'Write all files of a dataset alike.',
      file: other.shown,
    });
  const odd = sources.find(({ blank }) => blank !== first?.blank);
  if (odd)
    throw refused({
      severity: 'error',
      message: 'The file and those beside it do not begin with as many empty lines.',
      hint: 'Remove the empty lines: the first line names the columns.',
      file: odd.shown,
      line: 1,
    });
  const plain = [
    ...(delimiter === undefined ? [] : [`delim = ${literal(delimiter)}`]),
    `quote = '"', escape = '"', header = true, skip = ${String(first?.blank ?? 0)}, comment = '', null_padding = false, strict_mode = true`,
    ...(sources.length > 1 ? ['union_by_name = true'] : []),
  ].join(', ');
  const point = { plain, decimal: '.' } as const;
  if (delimiter !== ';') return point;
  // Where columns are cut by ";" the comma is often the decimal mark: it is, when it makes more columns numbers.
  const comma = { plain: `${plain}, decimal_separator = ','`, decimal: ',' } as const;
  const [usual, unusual] = reading?.decimal === ',' ? [comma, point] : ([point, comma] as const);
  // Of known columns only those count that are numbers: text may look like any.
  const texts = reading ? types.filter(({ type }) => type === 'VARCHAR').map(({ name }) => name) : [];
  const counts = [
    await numericColumns(database, sources, usual.plain, texts),
    await numericColumns(database, sources, unusual.plain, texts),
  ];
  return (counts[1] ?? 0) > (counts[0] ?? 0) ? unusual : usual;
}

/** Only ";" leaves a choice of marks. */
export function otherMark(
  [first]: readonly CsvFile[],
  decimal: TextReading['decimal'],
  before: TextReading | undefined,
): Problem[] {
  if (!first || !before || decimal === before.decimal || first.dialect.delimiter !== ';') return [];
  return [
    {
      severity: 'warning',
      message: `Numbers were read with a decimal ${decimal === ',' ? 'comma' : 'point'}, as they are written here: in the data before it is a ${before.decimal === ',' ? 'comma' : 'point'}.`,
      hint: 'See that no number was read as another one.',
      file: first.shown,
    },
  ];
}

async function numericColumns(
  database: Database,
  sources: readonly CsvFile[],
  options: string,
  without: readonly string[],
): Promise<number> {
  try {
    const [row] = await database.rows<{ n: number }>(
      `SELECT count(*) AS n FROM (DESCRIBE FROM ${reader(sources, options)}) WHERE column_type IN ('DOUBLE', 'BIGINT') AND NOT list_contains([${without.map(literal).join(', ')}]::VARCHAR[], column_name)`,
    );
    return row?.n ?? 0;
  } catch (error) {
    if (isLifecycleError(error) && error.code === 'input') return 0;
    throw error;
  }
}

/** Its FROM. */
export const reader = (sources: readonly CsvFile[], options: string) =>
  `read_csv([${sources.map(({ path }) => literal(path)).join(', ')}], ${options})`;
