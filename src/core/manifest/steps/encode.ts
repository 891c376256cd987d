// How `encode` is written: numbers in place of categories.
import * as z from 'zod';
import { column, like } from '../scalars';
import { stepShape } from './shape';
import { columns, namedColumns } from './written';

const schema = z
  .strictObject({
    column: like(column, 'job').optional().describe('The column of categories.'),
    columns: like(columns, ['job', 'marital']).optional().describe('The columns of categories.'),
    by: z
      .enum(['ordinal', 'one_hot', 'frequency'])
      .describe(
        '"ordinal": the place of the value among those of the training rows, from 0, in their order; "one_hot": a column of 0 and 1 for each value, named as `job_clerk`, in place of the column; "frequency": the share of the training rows that have the value.',
      ),
    most: like(z.number().int().min(1).max(1000), 50)
      .default(50)
      .describe('How many values are told apart, the most frequent ones; the rest is `other`.'),
    unseen: z
      .enum(['other', 'missing'])
      .default('other')
      .describe(
        'What a value becomes that is not told apart, also one that comes later: "other" (one number more; a column of its own, `job_other`; the share that all such values have together), or "missing". A missing value stays missing; of "one_hot" it is 0 in each column.',
      ),
  })
  .transform(({ column, columns, ...rest }, context) => ({
    columns: namedColumns({ column, columns }, context, 'to encode'),
    ...rest,
  }));

export const encode = stepShape({
  schema: like(
    schema,
    { columns: ['job', 'marital'], by: 'one_hot' },
    { column: 'education', by: 'ordinal' },
  ).describe('Turns categories into numbers.'),
  isOnRows: false,
  names: ({ columns }) => columns,
  takes: ({ columns, by }, column) => by === 'one_hot' && columns.includes(column),
  mayMake: ({ columns, by }, column) =>
    by === 'one_hot' && columns.some((encoded) => column.startsWith(`${encoded}_`)),
  mayChange: ({ columns, by }, column) =>
    columns.includes(column) ||
    (by === 'one_hot' && columns.some((encoded) => column.startsWith(`${encoded}_`))),
  learns: () => true,
});
