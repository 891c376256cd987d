// How `join` is written: columns of another dataset, found by equal keys.
import * as z from 'zod';
import { column, columns as columnList, like, name } from '../scalars';
import { stepShape } from './shape';
import { mapOfColumns } from './written';

/** Columns here to the columns of the other dataset that they are compared with; a name alone stands for the same one on both sides. */
export const pairsOfColumns = z
  .union([
    column.transform((one): Record<string, string> => ({ [one]: one })),
    columnList.transform((many): Record<string, string> => Object.fromEntries(many.map((one) => [one, one]))),
    mapOfColumns(column),
  ])
  .meta({ title: 'column, list of columns, or map of a column to the other’s' });

const schema = z.strictObject({
  with: like(name, 'customers').describe('The other dataset, as it is prepared.'),
  on: like(pairsOfColumns, { id: 'customer' }, 'id').describe(
    'The columns whose values are equal; a missing value is equal to none.',
  ),
  how: z
    .enum(['left', 'inner'])
    .default('left')
    .describe('"left": a row without another stays, with missing values; "inner": it is left out.'),
  columns: like(columnList, ['region'])
    .optional()
    .describe('The columns to take; without, all but those it is found by.'),
});

export const join = stepShape({
  schema: like(schema, { with: 'customers', on: { id: 'customer' }, columns: ['region'] }).describe(
    'Adds columns of another dataset. A row that finds several becomes as many rows, which is told.',
  ),
  isOnRows: true,
  names: () => [],
  mayMake: ({ columns }, column) => columns?.includes(column) ?? true,
  mayChange: () => true,
  others: (written) => [written.with],
});
