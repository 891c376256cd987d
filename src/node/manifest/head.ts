// The first rows of a data file, from a small piece of it: enough to guess by, never the whole file.
import Papa from 'papaparse';
import { detectDialect } from '../../core/dataset/dialect';
import { formatOf, isText } from '../../core/dataset/fileFormat';
import { headRows, type Head } from '../../core/manifest/guess';
import { sampleText } from '../duckdb/text';

/** The heads of files that are no text, in their order, undefined for one that cannot be read: whoever asks knows where the columnar engine is. */
export type ReadParquet = (files: readonly string[]) => Promise<readonly (Head | undefined)[]>;

/** False for .zst, which only the columnar engine unpacks. */
export const isHeadRead = (file: string): boolean => !/\.zst$/i.test(file);

/** Undefined where it is JSON, its head is not read, or it has no header that could be one. */
export async function readHead(file: string, readParquet: ReadParquet): Promise<Head | undefined> {
  const format = formatOf(file);
  if (format !== undefined && !isText(format)) return (await readParquet([file]))[0];
  if ((format !== 'csv' && format !== 'jsonl') || !isHeadRead(file)) return undefined;
  const text = await firstLines(file);
  return format === 'csv' ? headOfTable(text) : headOfLines(text);
}

/** Whole lines only: the last one may be cut. In the encoding that every other reader would take. */
async function firstLines(file: string): Promise<string> {
  const { text, isWhole } = await sampleText(file);
  return isWhole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
}

function headOfTable(text: string): Head | undefined {
  const { delimiter } = detectDialect(text, true);
  const { data } = Papa.parse<string[]>(text, { delimiter, preview: headRows + 1, skipEmptyLines: true });
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
    .slice(0, headRows)
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
