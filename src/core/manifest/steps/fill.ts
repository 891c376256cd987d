// How `fill` is written: what stands where a value is missing, given or learnt.
import * as z from 'zod';
import { column, like, plainValue } from '../scalars';
import { stepShape } from './shape';
import { columns, namedColumns } from './written';

const learntWords = ['mean', 'median', 'mode'] as const;
export type LearntFill = (typeof learntWords)[number];

const schema = z
  .strictObject({
    column: like(column, 'age').optional().describe('The column to fill.'),
    columns: like(columns, ['age', 'balance']).optional().describe('The columns to fill.'),
    with: like(plainValue, 'median', 0, 'mode').describe(
      'A value; or "mean", "median" or "mode" (the most frequent value, the least of several) of the training rows.',
    ),
  })
  .transform(({ column, columns, with: value }, context) => ({
    columns: namedColumns({ column, columns }, context, 'to fill'),
    with: value,
  }));

export const learntFill = (value: z.output<typeof plainValue>): LearntFill | undefined =>
  learntWords.find((word) => word === value);

export const fill = stepShape({
  schema: like(schema, { column: 'age', with: 'median' }, { columns: ['pdays'], with: 0 }).describe(
    'Puts a value where none is. With "mean" or "median" a column of whole numbers becomes one of numbers.',
  ),
  isOnRows: false,
  names: ({ columns }) => columns,
  mayChange: ({ columns }, column) => columns.includes(column),
  learns: ({ with: value }) => learntFill(value) !== undefined,
});
