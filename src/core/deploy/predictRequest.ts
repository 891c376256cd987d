// The body of `/predict`: rows by column name, one or many; what else it may be is refused with what would be right.
import type { InputRow } from '../dataset/inputRow';
import { wrongInput } from '../errors';

/** Rows a request may hold; more are sent in parts. */
export const maximumRows = 10_000;

const shape = 'Send {"rows": [{"column": value, ...}, ...]}, a list of rows, or one row.';

/**
 * `body`: parsed JSON. A list or object is left out where its column is not `taken`, as an input, the time or the key: rows may be sent as they were collected. Throws `input`.
 */
export function readPredictRequest(body: unknown, taken: ReadonlySet<string>): readonly InputRow[] {
  const rows = Array.isArray(body)
    ? (body as unknown[])
    : isRecord(body) && 'rows' in body
      ? body['rows']
      : [body];
  if (!Array.isArray(rows)) throw wrongInput('"rows" is not a list.', { hint: shape });
  return limited(rows).map((row, index) => inputRow(row, index, taken));
}

/** Throws `input` where there are more rows than one request may hold. */
export function limited<T>(rows: readonly T[]): readonly T[] {
  if (rows.length > maximumRows)
    throw wrongInput(`${rows.length} rows are more than the ${maximumRows} that one request may hold.`, {
      hint: 'Send them in parts, as `lifecycle predict --input` does.',
    });
  return rows;
}

function inputRow(row: unknown, index: number, taken: ReadonlySet<string>): InputRow {
  if (!isRecord(row)) throw wrongInput(`Row ${index + 1} is not an object of columns.`, { hint: shape });
  const nested = Object.keys(row).filter((column) => isNested(row[column]));
  const refused = nested.find((column) => taken.has(column));
  if (refused !== undefined)
    throw wrongInput(`Row ${index + 1}, column "${refused}": a list or object is no value.`, {
      hint: 'Send a string, a number, true, false or null.',
    });
  if (nested.length === 0) return row as InputRow;
  return Object.fromEntries(Object.entries(row).filter(([, value]) => !isNested(value))) as InputRow;
}

const isNested = (value: unknown) => typeof value === 'object' && value !== null;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
