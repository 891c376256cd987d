// What of a file is a dataset's table, and how its text is written, where the file alone does not say: `book.xlsx#Sales`.
import { formatOf } from './fileFormat';
import type { Dataset } from '../manifest/dataset';

/** What a dataset's entry says of how its files are read; all undefined where they say it themselves. */
export type Reading = Pick<Dataset, 'encoding' | 'sheet' | 'table'>;

/** A path with the part that its format takes: the sheet of a workbook, the table of a database, the encoding of a text. */
export function withPart(path: string, reading: Reading): string {
  const part = partOf(path, reading);
  return part === undefined ? path : `${path}#${part}`;
}

function partOf(path: string, { encoding, sheet, table }: Reading): string | undefined {
  switch (formatOf(path)) {
    case 'excel':
      return sheet;
    case 'sqlite':
      return table;
    case 'csv':
    case 'json':
    case 'jsonl':
      return encoding;
    default:
      return undefined;
  }
}

/** Each way to take a path apart at a `#`, the whole first: sheets and files may have it in their names. */
export function* partings(path: string): Generator<{ readonly path: string; readonly part?: string }> {
  yield { path };
  for (let at = path.indexOf('#'); at >= 0; at = path.indexOf('#', at + 1))
    if (formatOf(path.slice(0, at)) !== undefined)
      yield { path: path.slice(0, at), part: path.slice(at + 1) };
}
