// A sheet of an Excel workbook into a table: which sheet, where its header is, and a copy in text that DuckDB reads with the types that the cells have.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { uniqueNames } from '../../core/dataset/columnNames';
import { wrongInput, type Problem } from '../../core/errors';
import type { SheetRow } from '../workbook/sheetRows';
import { openWorkbook, type Sheet, type Workbook } from '../workbook/workbook';
import type { Database } from './engine';
import { columnTally } from './excelColumn';
import { besideTable, emptyRows, findHeader, mergedInside, rowsLookedAt, unnamed } from './excelHeader';
import type { SourceFile } from './inputFile';
import { literal } from './quote';
import { refuseWide } from './wide';

/** Creates `table` with the rows of one sheet: the one named, else the only one that holds something. Returns warnings; throws `input`. */
export async function loadExcel(
  database: Database,
  { path, shown, part }: SourceFile,
  table: string,
): Promise<readonly Problem[]> {
  const workbook = await openWorkbook(path, shown, database.signal);
  try {
    const sheet = await chosenSheet(workbook, shown, part);
    const place = workbook.sheets.length > 1 ? `${shown}, sheet "${sheet.name}"` : shown;
    return await loadSheet(database, workbook, { sheet, place, shown }, table);
  } finally {
    workbook.close();
  }
}

async function chosenSheet(workbook: Workbook, shown: string, wanted: string | undefined): Promise<Sheet> {
  const names = (sheets: readonly Sheet[]) => sheets.map(({ name }) => `"${name}"`).join(', ');
  if (wanted !== undefined) {
    const found = workbook.sheets.find(({ name }) => name === wanted);
    if (found) return found;
    throw wrongInput(`${shown} has no sheet "${wanted}".`, { hint: `It has ${names(workbook.sheets)}.` });
  }
  const filled: Sheet[] = [];
  for (const sheet of workbook.sheets)
    if (!sheet.isHidden && (await isFilled(workbook, sheet))) filled.push(sheet);
  const [only, another] = filled;
  if (!only)
    throw wrongInput(`${shown} is empty: no sheet that is shown holds anything.`, {
      hint: 'Write a row of names, and one row below it for each record.',
    });
  if (another)
    throw wrongInput(`${shown} has several sheets: ${names(filled)}.`, {
      hint: `Say which: sheet: ${only.name} in the dataset's entry of lifecycle.yaml, or "${shown}#${only.name}" for a file by itself.`,
    });
  return only;
}

async function isFilled(workbook: Workbook, sheet: Sheet): Promise<boolean> {
  for await (const { cells } of workbook.rows(sheet)) return cells.length > 0;
  return false;
}

interface Place {
  readonly sheet: Sheet;
  readonly place: string;
  readonly shown: string;
}

async function loadSheet(
  database: Database,
  workbook: Workbook,
  { sheet, place, shown }: Place,
  table: string,
): Promise<Problem[]> {
  const merged: string[] = [];
  const rows = workbook.rows(sheet, (range) => merged.push(range));
  const first: SheetRow[] = [];
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    first.push(next.value);
    if (first.length === rowsLookedAt) break;
  }
  if (first.length === 0)
    throw wrongInput(`${shown}: sheet "${sheet.name}" is empty.`, {
      hint: 'Name a sheet that holds something.',
    });
  const header = findHeader(first);
  const tallies = header.names.map((_, index) => columnTally(header.from + index));
  const columns = header.names.length;
  refuseWide(columns, [{ path: shown, shown }]);
  const beside = new Set<number>();
  const gaps: string[] = [];
  let before = header.row;
  const lineOf = ({ number, cells }: SheetRow): string => {
    if (number > before + 1)
      gaps.push(before + 2 === number ? `${before + 1}` : `${before + 1}-${number - 1}`);
    before = number;
    const line = new Array<string>(columns).fill('');
    for (const cell of cells) {
      const index = cell.column - header.from;
      const tally = tallies[index];
      if (tally) line[index] = tally.take(cell, number);
      else beside.add(cell.column);
    }
    return `${line.join(',')}\n`;
  };
  await mkdir(database.folder, { recursive: true });
  const copy = join(database.folder, `sheet-${String(copies++)}.csv`);
  const lines = async function* () {
    for (const row of first) if (row.number > header.row) yield lineOf(row);
    for await (const row of rows) yield lineOf(row);
  };
  await pipeline(Readable.from(packed(lines())), createWriteStream(copy));
  const names = uniqueNames(header.names);
  const judged = tallies.map((tally, index) => tally.judge(names[index] ?? ''));
  const types = judged.map(({ type }, index) => `${literal(names[index] ?? '')}: ${literal(type)}`);
  await database.run(
    `CREATE OR REPLACE TABLE ${table} AS FROM read_csv(${literal(copy)}, auto_detect = false, header = false, delim = ',',
       quote = '"', escape = '"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false, columns = {${types.join(', ')}},
       max_line_size = 20000000, buffer_size = 64000000, parallel = false)`,
  );
  const told = [
    ...header.remarks,
    ...unnamed(header.names, names, header.from),
    ...(gaps.length > 0 ? [emptyRows(gaps)] : []),
    ...(beside.size > 0 ? [besideTable([...beside])] : []),
    ...mergedInside(merged, header.row),
    ...judged.flatMap(({ remarks }) => remarks),
  ];
  return told.map(({ message, hint }) => ({ severity: 'warning', message, hint, file: place }));
}

let copies = 0;

/** Written in pieces of some size, not a line at a time. */
async function* packed(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
