// The first rows of a data file, from a small piece of it: enough to guess by, never the whole file.
import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Head } from '../../core/manifest/guess';

const bytesRead = 64 * 1024;
const rowsRead = 200;

/** Undefined where the format is not text, or has no header that could be one. */
export async function readHead(file: string): Promise<Head | undefined> {
  if (/\.(csv|tsv)$/i.test(file)) return headOfTable(await firstLines(file));
  if (/\.(jsonl|ndjson)$/i.test(file)) return headOfLines(await firstLines(file));
  return undefined;
}

/** Whole lines only: the last one may be cut. */
async function firstLines(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead: read, buffer } = await handle.read(Buffer.alloc(bytesRead), 0, bytesRead, 0);
    const text = buffer
      .subarray(0, read)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    return read < bytesRead ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  } finally {
    await handle.close();
  }
}

function headOfTable(text: string): Head | undefined {
  const { data } = Papa.parse<string[]>(text, { preview: rowsRead + 1, skipEmptyLines: true });
  const [columns = [], ...rows] = data;
  const isHeader =
    columns.length > 0 &&
    columns.every((name) => name.trim() !== '' && Number.isNaN(Number(name))) &&
    new Set(columns).size === columns.length;
  return isHeader ? { columns, rows: rows.filter((row) => row.length === columns.length) } : undefined;
}

function headOfLines(text: string): Head | undefined {
  const documents = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, rowsRead)
    .flatMap((line) => {
      try {
        const value: unknown = JSON.parse(line);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : [];
      } catch {
        return []; // one wrong line is told by `check`; here it is only no help
      }
    });
  const columns = [...new Set(documents.flatMap((document) => Object.keys(document)))];
  if (columns.length === 0) return undefined;
  const cell = (value: unknown) =>
    value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return {
    columns,
    rows: documents.map((document) =>
      columns.map((column) => cell((document as Record<string, unknown>)[column])),
    ),
  };
}
