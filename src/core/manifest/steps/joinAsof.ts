// How `join_asof` is written: the newest row of another dataset that is not later than one's own.
import * as z from 'zod';
import { columns as columnList, durationText, like, name } from '../scalars';
import { pairsOfColumns } from './join';
import { stepShape } from './shape';

const schema = z
  .strictObject({
    with: like(name, 'customers').describe('The other dataset, as it is prepared.'),
    on: like(pairsOfColumns, { id: 'customer' })
      .optional()
      .describe('Columns whose values are equal as well; a missing value is equal to none.'),
    time: like(pairsOfColumns, { ts: 'seen' }, 'ts').describe('The time here, and the time there.'),
    within: like(durationText, '30d').optional().describe('How old the other row may be, at most.'),
    columns: like(columnList, ['region'])
      .optional()
      .describe('The columns to take; without, all but those it is found by.'),
  })
  .refine(({ time }) => Object.keys(time).length === 1, 'A row has one time: name one column under "time".');

export const joinAsof = stepShape({
  schema: like(schema, {
    with: 'customers',
    on: { id: 'customer' },
    time: { ts: 'seen' },
    columns: ['region'],
  }).describe('Adds columns of the newest row of another dataset that is not later than the row itself.'),
  isOnRows: true,
  names: () => [],
  mayMake: ({ columns }, column) => columns?.includes(column) ?? true,
  mayChange: () => true,
  others: (written) => [written.with],
});
