// One column of a sheet: what its cells are, counted while they are written, and which type they have together.
import { counted } from '../../core/figures';
import { columnLetters } from '../workbook/cellValue';
import type { CellKind, SheetCell } from '../workbook/sheetRows';
import type { Remark } from './excelHeader';

export interface ColumnTally {
  /** A cell as a field of CSV: only what is missing is empty. */
  take(cell: SheetCell, row: number): string;
  /** DuckDB's name of the type that holds all cells, and what is odd about them. */
  judge(name: string): { readonly type: string; readonly remarks: readonly Remark[] };
}

interface Seen {
  readonly count: number;
  /** The first one's place, `B7`, and text. */
  readonly place: string;
  readonly text: string;
}

type Part = CellKind | 'timed' | 'fraction' | 'numberText' | 'codeText';

/** `column`: counted from 0, as Excel has it. */
export function columnTally(column: number): ColumnTally {
  const seen = new Map<Part, Seen>();
  const see = (part: Part, { text }: SheetCell, row: number) => {
    const before = seen.get(part);
    seen.set(
      part,
      before
        ? { ...before, count: before.count + 1 }
        : { count: 1, place: `${columnLetters(column)}${row}`, text },
    );
  };
  return {
    take(cell, row) {
      see(cell.kind, cell, row);
      switch (cell.kind) {
        case 'error':
        case 'unknown':
          return '';
        case 'number':
          if (!Number.isSafeInteger(Number(cell.text))) see('fraction', cell, row);
          return cell.text;
        case 'date':
          if (cell.text.length > 10) see('timed', cell, row);
          return cell.text;
        case 'text':
          if (plainNumber.test(cell.text)) see('numberText', cell, row);
          else if (/^\s*[+-]?\d+(\.\d+)?\s*$/.test(cell.text)) see('codeText', cell, row);
          return `"${cell.text.replaceAll('"', '""')}"`;
        default:
          return cell.text;
      }
    },
    judge: (name) => judge(name, seen),
  };
}

/** What a text that is meant as a number looks like: one with a leading zero is a code. */
const plainNumber = /^\s*[+-]?(0|[1-9]\d{0,14})(\.\d+)?\s*$/;

const kinds = ['number', 'text', 'truth', 'date', 'time'] as const;
const words: Readonly<Record<(typeof kinds)[number], [one: string, many: string]>> = {
  number: ['number', 'numbers'],
  text: ['text', 'texts'],
  truth: ['truth value', 'truth values'],
  date: ['date', 'dates'],
  time: ['time', 'times'],
};

function judge(name: string, seen: ReadonlyMap<Part, Seen>): ReturnType<ColumnTally['judge']> {
  const there = kinds.filter((kind) => seen.has(kind));
  const remarks: Remark[] = [];
  const of = (part: Part) => seen.get(part)?.count ?? 0;
  const first = (part: Part) => seen.get(part)?.place ?? '';
  if (seen.has('error'))
    remarks.push({
      message: `Column "${name}" has ${counted(of('error'), 'error')} such as ${seen.get('error')?.text ?? ''} (first in ${first('error')}); ${of('error') === 1 ? 'it was' : 'they were'} read as missing.`,
      hint: 'Mend the formulas, or leave it so where missing is right.',
    });
  if (seen.has('unknown'))
    remarks.push({
      message: `Column "${name}" has ${counted(of('unknown'), 'formula')} whose value is not in the file (first in ${first('unknown')}); ${of('unknown') === 1 ? 'it was' : 'they were'} read as missing.`,
      hint: 'Open the workbook in Excel or LibreOffice, which work them out, and save it.',
    });
  const numbers = () =>
    seen.has('fraction') ||
    (seen.has('numberText') && !/^\s*[+-]?\d+\s*$/.test(seen.get('numberText')?.text ?? ''))
      ? 'DOUBLE'
      : 'BIGINT';
  const [only, another] = there;
  if (only === undefined) return { type: 'VARCHAR', remarks };
  if (another === undefined) {
    if (only === 'text' && of('numberText') === of('text') && of('text') > 1)
      remarks.push({
        message: `Column "${name}" holds numbers that are stored as text (first in ${first('text')}); they were read as text.`,
        hint: 'Cast it to a number if it is one, or leave it so if it is a code.',
      });
    const types = {
      number: numbers(),
      text: 'VARCHAR',
      truth: 'BOOLEAN',
      date: seen.has('timed') ? 'TIMESTAMP' : 'DATE',
      time: 'TIME',
    };
    return { type: types[only], remarks };
  }
  if (there.length === 2 && seen.has('number') && of('numberText') === of('text') && of('text') > 0) {
    remarks.push({
      message: `${counted(of('text'), 'number')} of column "${name}" ${of('text') === 1 ? 'is' : 'are'} stored as text (first in ${first('text')}); ${of('text') === 1 ? 'it was' : 'they were'} read as ${of('text') === 1 ? 'a number' : 'numbers'}.`,
      hint: 'Turn them into numbers in the workbook, so that sums there count them too.',
    });
    return { type: 'DOUBLE', remarks };
  }
  const [most = 'text', ...others] = there.toSorted((a, b) => of(b) - of(a));
  const told = others.map(
    (kind) =>
      `${counted(of(kind), ...words[kind])} (first in ${first(kind)}: ${seen.get(kind)?.text.slice(0, 40) ?? ''})`,
  );
  remarks.push({
    message: `Column "${name}" holds ${told.join(' and ')} among ${counted(of(most), ...words[most])}; all were read as text.`,
    hint: 'Mend these cells, or cast the column.',
  });
  return { type: 'VARCHAR', remarks };
}
