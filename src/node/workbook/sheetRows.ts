// The rows of one sheet, cell by cell, each as what it is to Excel: a number, a text, a date, a truth value or an error.
import { localName, type Archive } from './archive';
import { columnIndex, dateText, timeText, unescaped, type DateFormat } from './cellValue';

/** `unknown`: a formula whose value was never worked out. */
export type CellKind = 'number' | 'text' | 'truth' | 'date' | 'time' | 'error' | 'unknown';

export interface SheetCell {
  /** Counted from 0. */
  readonly column: number;
  readonly kind: CellKind;
  /** ISO text of a date or time, `true` or `false`, a number's shortest text. */
  readonly text: string;
}

export interface SheetRow {
  /** As Excel counts, from 1. */
  readonly number: number;
  /** Those that hold something, from left to right. */
  readonly cells: readonly SheetCell[];
}

/** What all sheets of a workbook share. */
export interface Shared {
  readonly strings: readonly string[];
  /** By the number of a cell's style. */
  readonly formats: readonly (DateFormat | undefined)[];
  readonly from1904: boolean;
}

export function readRows(
  archive: Archive,
  part: string,
  shared: Shared,
  merged: (range: string) => void,
): AsyncGenerator<SheetRow> {
  return archive.read(part, (parser) => {
    const rows: SheetRow[] = [];
    let row = 0;
    let column = -1;
    let cells: SheetCell[] = [];
    let cell: Written = { type: 'n', style: 0, text: '', isFormula: false };
    let isText = false;
    let isPhonetic = false;
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      switch (localName(name)) {
        case 'row':
          row = Number(given['r'] ?? row + 1);
          column = -1;
          cells = [];
          break;
        case 'c':
          column = given['r'] === undefined ? column + 1 : columnIndex(given['r']);
          cell = { type: given['t'] ?? 'n', style: Number(given['s'] ?? 0), text: '', isFormula: false };
          break;
        case 'f':
          cell.isFormula = true;
          break;
        case 'rPh':
          isPhonetic = true;
          break;
        case 'v':
        case 't':
          isText = !isPhonetic;
          break;
        case 'mergeCell':
          merged(given['ref'] ?? '');
      }
    });
    parser.on('text', (piece) => {
      if (isText) cell.text += piece;
    });
    parser.on('closetag', ({ name }) => {
      const tag = localName(name);
      if (tag === 'v' || tag === 't') isText = false;
      if (tag === 'rPh') isPhonetic = false;
      if (tag === 'c') {
        const value = valueOf(cell, shared);
        if (value) cells.push({ column, ...value });
      }
      if (tag === 'row' && cells.length > 0) rows.push({ number: row, cells });
    });
    return rows;
  });
}

interface Written {
  readonly type: string;
  readonly style: number;
  text: string;
  isFormula: boolean;
}

/** Undefined for a cell with nothing in it: an empty text is nothing, as in every other format of text. */
function valueOf(
  { type, style, text, isFormula }: Written,
  { strings, formats, from1904 }: Shared,
): Pick<SheetCell, 'kind' | 'text'> | undefined {
  const asText = (value: string) => (value === '' ? undefined : { kind: 'text' as const, text: value });
  switch (type) {
    case 's':
      return asText(strings[Number(text)] ?? '');
    case 'inlineStr':
    case 'str':
      return asText(unescaped(text));
    case 'b':
      return text === '' ? undefined : { kind: 'truth', text: text === '1' ? 'true' : 'false' };
    case 'e':
      return { kind: 'error', text };
    case 'd':
      return asDate(text);
  }
  if (text === '') return isFormula ? { kind: 'unknown', text } : undefined;
  const number = Number(text);
  if (Number.isNaN(number)) return { kind: 'text', text };
  const format = formats[style];
  // What a format of times shows of a number beyond one day is a date and a time.
  const time = format === 'time' ? timeText(number) : undefined;
  if (time !== undefined) return { kind: 'time', text: time };
  const date = format === undefined ? undefined : dateText(number, from1904);
  return date === undefined ? { kind: 'number', text: String(number) } : { kind: 'date', text: date };
}

/** ISO 8601 as strict writers have it: `2026-01-31T00:00:00Z`. */
function asDate(text: string): Pick<SheetCell, 'kind' | 'text'> | undefined {
  if (text === '') return undefined;
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z?)?$/.exec(text);
  if (!found) return { kind: 'text', text };
  const [, date = '', time = '00:00:00'] = found;
  return { kind: 'date', text: /^[0:.]*$/.test(time) ? date : `${date} ${time}` };
}
