// A workbook of Excel: its sheets by name, and each sheet's rows as they are read, never all at once.
import { posix } from 'node:path';
import { openArchive, localName, type Archive } from './archive';
import { dateFormat, unescaped, type DateFormat } from './cellValue';
import { readRows, type SheetRow, type Shared } from './sheetRows';

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Rows that have a cell with something in it, in order. `merged` is told the ranges of merged cells, after the last row. */
  rows(sheet: Sheet, merged?: (range: string) => void): AsyncGenerator<SheetRow>;
  close(): void;
}

/** Throws `input` where the file is no workbook that can be read; whoever opens it closes it. */
export async function openWorkbook(path: string, shown: string, signal?: AbortSignal): Promise<Workbook> {
  const archive = await openArchive(path, shown, signal);
  try {
    const parts = await relations(archive, 'xl/workbook.xml');
    const { sheets, from1904 } = await readBook(archive, parts);
    let shared: Promise<Shared> | undefined;
    return {
      sheets,
      async *rows(sheet, merged = () => undefined) {
        shared ??= readShared(archive, parts, from1904);
        yield* readRows(archive, sheet.part, await shared, merged);
      },
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

interface Relation {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles`, `sharedStrings`. */
  readonly type: string;
  readonly part: string;
}

async function relations(archive: Archive, of: string): Promise<readonly Relation[]> {
  const part = posix.join(posix.dirname(of), '_rels', `${posix.basename(of)}.rels`);
  const found = archive.read(part, (parser) => {
    const all: Relation[] = [];
    parser.on('opentag', ({ name, attributes }) => {
      if (localName(name) !== 'Relationship') return;
      const { Id = '', Type = '', Target = '' } = attributes as Record<string, string>;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(of), Target);
      all.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: target });
    });
    return all;
  });
  return all(found);
}

async function readBook(
  archive: Archive,
  parts: readonly Relation[],
): Promise<{ sheets: readonly Sheet[]; from1904: boolean }> {
  let from1904 = false;
  const found = archive.read('xl/workbook.xml', (parser) => {
    const sheets: Sheet[] = [];
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (localName(name) === 'workbookPr') from1904 = /^(1|true)$/i.test(given['date1904'] ?? '');
      if (localName(name) !== 'sheet') return;
      const id = Object.entries(given).find(([key]) => localName(key) === 'id' && key !== 'id')?.[1];
      const relation = parts.find((one) => one.id === id && one.type === 'worksheet');
      const isHidden = (given['state'] ?? 'visible') !== 'visible';
      if (relation) sheets.push({ name: given['name'] ?? '', isHidden, part: relation.part });
    });
    return sheets;
  });
  return { sheets: await all(found), from1904 };
}

async function readShared(archive: Archive, parts: readonly Relation[], from1904: boolean): Promise<Shared> {
  const partOf = (type: string) => parts.find((one) => one.type === type && archive.has(one.part))?.part;
  const styles = partOf('styles');
  const strings = partOf('sharedStrings');
  return {
    from1904,
    formats: styles === undefined ? [] : await readFormats(archive, styles),
    strings: strings === undefined ? [] : await readStrings(archive, strings),
  };
}

/** What numbers in cells of each style are. */
async function readFormats(archive: Archive, part: string): Promise<readonly (DateFormat | undefined)[]> {
  const codes = new Map<number, string>();
  let isCellStyle = false;
  const found = archive.read(part, (parser) => {
    const ids: number[] = [];
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      const tag = localName(name);
      if (tag === 'numFmt') codes.set(Number(given['numFmtId']), given['formatCode'] ?? '');
      if (tag === 'cellXfs') isCellStyle = true;
      if (tag === 'xf' && isCellStyle) ids.push(Number(given['numFmtId'] ?? 0));
    });
    parser.on('closetag', ({ name }) => {
      if (localName(name) === 'cellXfs') isCellStyle = false;
    });
    return ids;
  });
  return (await all(found)).map((id) => dateFormat(id, codes.get(id)));
}

async function readStrings(archive: Archive, part: string): Promise<readonly string[]> {
  const found = archive.read(part, (parser) => {
    const strings: string[] = [];
    let text = '';
    let isText = false;
    let isPhonetic = false;
    parser.on('opentag', ({ name }) => {
      const tag = localName(name);
      if (tag === 'si') text = '';
      if (tag === 'rPh') isPhonetic = true;
      isText = tag === 't' && !isPhonetic;
    });
    parser.on('text', (piece) => {
      if (isText) text += piece;
    });
    parser.on('closetag', ({ name }) => {
      const tag = localName(name);
      if (tag === 'rPh') isPhonetic = false;
      if (tag === 'si') strings.push(unescaped(text));
      isText = false;
    });
    return strings;
  });
  return all(found);
}

async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of found) list.push(one);
  return list;
}
