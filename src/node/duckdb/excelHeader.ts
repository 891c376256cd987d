// Where the table of a sheet begins: people write titles above it, notes beside it and merge cells within it. What is not taken for the table is told.
import { columnIndex, columnLetters } from '../workbook/cellValue';
import type { SheetRow } from '../workbook/sheetRows';

export interface Remark {
  readonly message: string;
  readonly hint: string;
}

export interface Header {
  /** The row of the names, as Excel counts; the table's rows are below it. */
  readonly row: number;
  /** Its first column, counted from 0. */
  readonly from: number;
  /** As written, one a column; '' where there is none. */
  readonly names: readonly string[];
  readonly remarks: readonly Remark[];
}

/** Rows that the header is looked for in. */
export const rowsLookedAt = 100;

/** Of the cells of the widest row: a header has names for most columns, a title stands alone. */
const shareOfHeader = 0.6;

/** `rows`: the first ones that hold something, at least one. */
export function findHeader(rows: readonly SheetRow[]): Header {
  const widest = Math.max(...rows.map(({ cells }) => cells.length));
  const at = rows.findIndex(
    ({ cells }) => cells.length >= Math.min(widest, Math.max(2, widest * shareOfHeader)),
  );
  const header = rows[at] ?? { number: 1, cells: [] };
  const columns = header.cells.map(({ column }) => column);
  const from = Math.min(...columns);
  const names = new Array<string>(Math.max(...columns) - from + 1).fill('');
  for (const { column, text } of header.cells) names[column - from] = text;
  const above = rows.slice(0, at);
  const isData =
    header.cells.some(({ kind }) => kind !== 'text') &&
    header.cells.every(({ text }) => text !== '' && !/^(19|20)\d\d$/.test(text));
  return {
    row: header.number,
    from,
    names,
    remarks: [
      ...(above.length === 0
        ? []
        : [
            {
              message: `The names of the columns were taken from row ${header.number}; what stands above was left out: ${quoted(above)}.`,
              hint: 'Remove what is above the names if this was taken wrongly.',
            },
          ]),
      ...(isData
        ? [
            {
              message: `Row ${header.number} looks like data, not like names of columns.`,
              hint: 'Add a row above it that names the columns.',
            },
          ]
        : []),
    ],
  };
}

const quoted = (rows: readonly SheetRow[]) =>
  rows
    .slice(0, 3)
    .map(
      ({ cells }) =>
        `"${cells
          .map(({ text }) => text)
          .join(' ')
          .slice(0, 60)}"`,
    )
    .join(', ') + (rows.length > 3 ? ' and more' : '');

export function unnamed(written: readonly string[], names: readonly string[], from: number): Remark[] {
  return written.flatMap((name, index) => {
    const now = names[index] ?? '';
    if (now === name) return [];
    return [
      {
        message:
          name.trim() === ''
            ? `Column ${columnLetters(from + index)} has no name; it is called "${now}".`
            : `Two columns are named "${name}"; the one in column ${columnLetters(from + index)} is called "${now}".`,
        hint: 'Give each column its own name.',
      },
    ];
  });
}

export const emptyRows = (gaps: readonly string[]): Remark => ({
  message: `Rows without anything in them were left out: ${gaps.slice(0, 5).join(', ')}${gaps.length > 5 ? ' and more' : ''}.`,
  hint: 'If a second table follows below, move it to a sheet of its own.',
});

export const besideTable = (columns: readonly number[]): Remark => ({
  message: `What stands beside the table was left out: in column ${columns
    .toSorted((a, b) => a - b)
    .slice(0, 5)
    .map(columnLetters)
    .join(', ')}.`,
  hint: 'Give it a name in the row of the names if it belongs to the table.',
});

/** Of merged cells only the first holds the value. */
export function mergedInside(ranges: readonly string[], header: number): Remark[] {
  const inside = ranges.filter((range) => rowsOf(range).some((row) => row >= header));
  if (inside.length === 0) return [];
  return [
    {
      message: `Cells are merged in the table (${inside.slice(0, 3).join(', ')}${inside.length > 3 ? ' and more' : ''}): the first of them has the value, the others are missing.`,
      hint: 'Take the cells apart and write the value in each.',
    },
  ];
}

const rowsOf = (range: string) =>
  range
    .split(':')
    .filter((reference) => !Number.isNaN(columnIndex(reference)))
    .map((reference) => Number(/\d+$/.exec(reference)?.[0]));
