// How `deduplicate` is written: the columns in which equal rows are one.
import * as z from 'zod';
import { stepShape } from './shape';
import { columns } from './written';

export const deduplicate = stepShape({
  schema: z
    .union([z.literal('all'), columns])
    .meta({ examples: ['all', ['id']] })
    .describe('Keeps the first of rows that are equal in these columns, or in "all".'),
  isOnRows: true,
  names: () => [],
  mayChange: () => true,
});
