// A column of rows as slices are cut by it.
import { quartiles, type SliceColumn } from '../../core/evaluate/slices';
import { wrongInput } from '../../core/errors';
import type { LabelledRows } from './rows';

/** `train`: rows whose quartiles cut numbers, so that slices of one version are those of the next. Throws `input` where the rows have no such column. */
export function sliceColumn(
  name: string,
  { rows }: LabelledRows,
  train?: Pick<LabelledRows, 'rows'>,
): SliceColumn {
  if (rows.length > 0 && !(name in (rows[0] ?? {})))
    throw wrongInput(`There is no column "${name}" to slice by.`, {
      hint: `There is ${Object.keys(rows[0] ?? {}).join(', ')}.`,
    });
  const values = rows.map((row) => row[name]);
  if (values.every(isNumberOrMissing)) {
    const learnt = train?.rows.map((row) => row[name]) ?? [];
    const borders = learnt.every(isNumberOrMissing) ? quartiles(numbers(learnt)) : [];
    return {
      kind: 'numeric',
      name,
      values: numbers(values),
      ...(borders.length > 0 ? { borders } : {}),
    };
  }
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

type Cell = LabelledRows['rows'][number][string] | undefined;

const isNumberOrMissing = (value: Cell) => value === null || value === undefined || typeof value === 'number';

const numbers = (values: readonly Cell[]) =>
  Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN));
