// How `scale` is written: numbers brought to one scale.
import * as z from 'zod';
import { column, like } from '../scalars';
import { stepShape } from './shape';
import { columns, namedColumns } from './written';

const schema = z
  .strictObject({
    column: like(column, 'balance').optional().describe('The column of numbers.'),
    columns: like(columns, ['age', 'balance']).optional().describe('The columns of numbers.'),
    by: z
      .enum(['standard', 'minmax', 'robust'])
      .describe(
        '"standard": less the mean, divided by the standard deviation; "minmax": from 0, the least, to 1, the largest; "robust": less the median, divided by the distance between the quartiles; each of the training rows.',
      ),
  })
  .transform(({ column, columns, by }, context) => ({
    columns: namedColumns({ column, columns }, context, 'to scale'),
    by,
  }));

export const scale = stepShape({
  schema: like(schema, { columns: ['age', 'balance'], by: 'standard' }).describe(
    'Brings numbers to one scale. A column that has one value only in the training rows becomes 0.',
  ),
  isOnRows: false,
  names: ({ columns }) => columns,
  mayChange: ({ columns }, column) => columns.includes(column),
  learns: () => true,
});
