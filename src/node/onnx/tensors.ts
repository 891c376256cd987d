// Rows turned into the columns a model takes, as they are sent to it; the one place that says what a missing value becomes.
import { wrongInput } from '../../core/errors';
import type { ModelInput } from '../../core/prepare/serving';
import { arrays, bytesOf, type Values } from './messages';

export type Row = Readonly<Record<string, unknown>>;
type Columns = Readonly<Record<string, Values>>;

/** A missing number is NaN, a missing string the empty string. Throws `input` naming column and row. */
export const columnsOf = (inputs: readonly ModelInput[], rows: readonly Row[]): Columns =>
  Object.fromEntries(inputs.map((input) => [input.name, columnOf(input, rows)]));

/** Those of the columns that are others than before: where one was shuffled, not all of them need be sent again. */
export const changedColumns = (columns: Columns, before: Columns): Columns =>
  Object.fromEntries(Object.entries(columns).filter(([name, values]) => !isSame(values, before[name])));

function isSame(one: Values, other: Values | undefined): boolean {
  if (typeof one === 'string' || typeof other === 'string' || other === undefined) return one === other;
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

function columnOf({ name, tensor }: ModelInput, rows: readonly Row[]): Values {
  switch (tensor) {
    case 'string':
      return rows.map((row, index) => text(row, name, index));
    case 'float32':
      return bytesOf(arrays.float32.from(rows, (row, index) => number(row, name, index)));
    case 'float64':
      return bytesOf(arrays.float64.from(rows, (row, index) => number(row, name, index)));
    case 'int64':
      return bytesOf(arrays.int64.from(rows, (row, index) => whole(row, name, index)));
    case 'bool':
      return bytesOf(arrays.bool.from(rows, (row, index) => Number(whole(row, name, index))));
    default:
      throw wrongInput(`The model takes "${name}" as ${tensor}, which is not supported.`, {
        hint: 'Export it as float or string.',
      });
  }
}

function cell(row: Row, column: string, index: number): unknown {
  if (!(column in row))
    throw wrongInput(`Row ${index + 1} has no column "${column}".`, {
      hint: 'Send every column the model takes; null where the value is missing.',
    });
  return row[column];
}

function number(row: Row, column: string, index: number): number {
  const value = cell(row, column, index);
  if (value === null || value === undefined) return NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean' || isLong(value)) return Number(value);
  throw wrongType(column, index, 'a number', value);
}

/** Whether it is an integer that JavaScript would round: the database gives it as digits. */
const isLong = (value: unknown): value is string =>
  typeof value === 'string' && /^-?\d+$/.test(value) && !Number.isSafeInteger(Number(value));

function whole(row: Row, column: string, index: number): bigint {
  const found = cell(row, column, index);
  const value = isLong(found) ? found : number(row, column, index);
  if (typeof value === 'number' && !Number.isInteger(value))
    throw wrongType(column, index, 'a whole number', found);
  const exact = BigInt(value);
  if (BigInt.asIntN(64, exact) !== exact)
    throw wrongType(column, index, 'a whole number of 64 bits at most', found);
  return exact;
}

function text(row: Row, column: string, index: number): string {
  const value = cell(row, column, index);
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  throw wrongType(column, index, 'text', value);
}

function wrongType(column: string, index: number, wanted: string, value: unknown) {
  const shown =
    value === null || value === undefined
      ? 'nothing'
      : JSON.stringify(value, (_key, member: unknown) =>
          typeof member === 'bigint' ? String(member) : member,
        );
  return wrongInput(`Row ${index + 1}, column "${column}": the model takes ${wanted}, not ${shown}.`, {
    hint: 'Send the type the model was trained on.',
  });
}
