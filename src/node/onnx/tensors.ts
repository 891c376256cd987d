// Rows turned into the tensors a model takes, one a column; the one place that says what a missing value becomes.
import type { Tensor } from 'onnxruntime-node';
import { wrongInput } from '../../core/errors';
import type { ModelInput } from '../../core/prepare/serving';

export type Row = Readonly<Record<string, unknown>>;

/** A missing number is NaN, a missing string the empty string. Throws `input` naming column and row. */
export function columnTensors(
  create: typeof Tensor,
  inputs: readonly ModelInput[],
  rows: readonly Row[],
): Record<string, Tensor> {
  return Object.fromEntries(inputs.map((input) => [input.name, columnTensor(create, input, rows)]));
}

function columnTensor(create: typeof Tensor, input: ModelInput, rows: readonly Row[]): Tensor {
  const shape = [rows.length, 1];
  switch (input.tensor) {
    case 'string':
      return new create(
        'string',
        rows.map((row, index) => text(row, input.name, index)),
        shape,
      );
    case 'float32':
      return new create(
        'float32',
        Float32Array.from(rows, (row, index) => number(row, input.name, index)),
        shape,
      );
    case 'float64':
      return new create(
        'float64',
        Float64Array.from(rows, (row, index) => number(row, input.name, index)),
        shape,
      );
    case 'int64':
      return new create(
        'int64',
        BigInt64Array.from(rows, (row, index) => whole(row, input.name, index)),
        shape,
      );
    case 'bool':
      return new create(
        'bool',
        Uint8Array.from(rows, (row, index) => Number(whole(row, input.name, index))),
        shape,
      );
    default:
      throw wrongInput(`The model takes "${input.name}" as ${input.tensor}, which is not supported.`, {
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
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  throw wrongType(column, index, 'a number', value);
}

function whole(row: Row, column: string, index: number): bigint {
  const value = number(row, column, index);
  if (!Number.isInteger(value)) throw wrongType(column, index, 'a whole number', row[column]);
  return BigInt(value);
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
