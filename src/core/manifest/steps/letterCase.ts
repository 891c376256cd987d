// How `case` is written: texts in one way of capitals.
import * as z from 'zod';
import { column, like } from '../scalars';
import { stepShape } from './shape';
import { columns, namedColumns } from './written';

export const letterCases = ['lower', 'upper', 'title'] as const;

const schema = z
  .strictObject({
    column: like(column, 'job').optional().describe('The column of text.'),
    columns: like(columns, ['job', 'education']).optional().describe('The columns of text.'),
    to: z
      .enum(letterCases)
      .describe(
        '"lower", "upper", or "title": the first letter after each blank is a capital, all others are small.',
      ),
  })
  .transform(({ column, columns, to }, context) => ({
    columns: namedColumns({ column, columns }, context, 'of text'),
    to,
  }));

export const letterCase = stepShape({
  schema: like(schema, { column: 'job', to: 'lower' }).describe('Writes text in one way of capitals.'),
  isOnRows: false,
  names: ({ columns }) => columns,
  mayChange: ({ columns }, column) => columns.includes(column),
});
