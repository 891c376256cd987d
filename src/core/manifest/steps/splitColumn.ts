// How `split_column` is written: one text cut into several columns.
import * as z from 'zod';
import { column, columns, like } from '../scalars';
import { stepShape } from './shape';

const schema = z.strictObject({
  column: like(column, 'contact').describe('The column of text; it stays.'),
  by: like(z.string().min(1, 'Write what stands between the parts.'), ',').describe(
    'What stands between the parts, as it is written.',
  ),
  into: like(columns, ['contact_by', 'contact_at']).describe(
    'New columns for the parts, from the left. The last one takes all that is left; parts that are not there are missing.',
  ),
});

export const splitColumn = stepShape({
  schema: like(schema, { column: 'contact', by: ',', into: ['contact_by', 'contact_at'] }).describe(
    'Cuts a text into parts, each a new column.',
  ),
  isOnRows: false,
  names: ({ column, into }) => [column, ...into],
  mayMake: ({ into }, column) => into.includes(column),
  mayChange: ({ into }, column) => into.includes(column),
});
