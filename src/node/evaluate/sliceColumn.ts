// A column of rows as slices are cut by it.
import type { SliceColumn } from '../../core/evaluate/slices';
import { wrongInput } from '../../core/errors';
import type { LabelledRows } from './rows';

/** Throws `input` where the rows have no such column. */
export function sliceColumn(name: string, { rows }: LabelledRows): SliceColumn {
  if (rows.length > 0 && !(name in (rows[0] ?? {})))
    throw wrongInput(`There is no column "${name}" to slice by.`, {
      hint: `There is ${Object.keys(rows[0] ?? {}).join(', ')}.`,
    });
  const values = rows.map((row) => row[name]);
  if (values.every((value) => value === null || value === undefined || typeof value === 'number'))
    return {
      kind: 'numeric',
      name,
      values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN)),
    };
  return {
    kind: 'categorical',
    name,
    values: values.map((value) =>
      value === null || value === undefined
        ? undefined
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ),
  };
}
