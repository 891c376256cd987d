// How `sample` is written: some of the rows, chosen by a hash of a column.
import * as z from 'zod';
import { column, like, percentText } from '../scalars';
import { stepShape } from './shape';

const schema = z
  .strictObject({
    rows: like(z.number().int().positive(), 10_000)
      .optional()
      .describe('How many rows stay, at most: those of the smallest hashes.'),
    share: like(percentText, '10%')
      .optional()
      .describe('The share of the values of `by` whose rows stay; rows of one value stay together.'),
    by: like(column, 'id').describe(
      'The column whose hash decides, such as the key: whole numbers, text or dates.',
    ),
    seed: like(z.number().int(), 7)
      .default(0)
      .describe(
        'Another seed chooses other rows. What is compared is the first 16 hexadecimal digits of the MD5 of "seed:value".',
      ),
  })
  .refine(
    ({ rows, share }) => (rows === undefined) !== (share === undefined),
    'Write "rows" or "share", one of them.',
  );

export const sample = stepShape({
  schema: like(schema, { share: '10%', by: 'id' }, { rows: 10_000, by: 'id', seed: 7 }).describe(
    'Keeps some of the rows, the same ones each time and on every machine.',
  ),
  isOnRows: true,
  names: () => [],
  mayChange: () => true,
});
