// How `clip` is written: bounds for numbers, given or learnt.
import * as z from 'zod';
import { ascendingMessage, column, like, percentText } from '../scalars';
import { stepShape } from './shape';
import { columns, namedColumns, shareOf } from './written';

const schema = z
  .strictObject({
    column: like(column, 'balance').optional().describe('The column of numbers.'),
    columns: like(columns, ['balance', 'duration']).optional().describe('The columns of numbers.'),
    min: like(z.number(), 0).optional().describe('What is less becomes this.'),
    max: like(z.number(), 10_000).optional().describe('What is more becomes this.'),
    low: like(percentText, '1%')
      .optional()
      .describe('In place of `min`: the value below which this share of the training rows lies.'),
    high: like(percentText, '99%')
      .optional()
      .describe('In place of `max`: the value below which this share of the training rows lies.'),
  })
  .superRefine(({ min, max, low, high }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if ([min, max, low, high].every((bound) => bound === undefined))
      complain('Write "min", "max" or both; or "low", "high" or both to learn them.');
    if (min !== undefined && low !== undefined) complain('Write "min" or "low", one of them.');
    if (max !== undefined && high !== undefined) complain('Write "max" or "high", one of them.');
    if (min !== undefined && max !== undefined && min > max) complain(ascendingMessage);
    if (low !== undefined && high !== undefined && shareOf(low) > shareOf(high)) complain(ascendingMessage);
  })
  .transform(({ column, columns, ...bounds }, context) => ({
    columns: namedColumns({ column, columns }, context, 'to clip'),
    ...bounds,
  }));

export const clip = stepShape({
  schema: like(
    schema,
    { column: 'balance', low: '1%', high: '99%' },
    {
      columns: ['balance'],
      min: 0,
      max: 10_000,
    },
  ).describe('Brings numbers outside of bounds to the bounds.'),
  isOnRows: false,
  names: ({ columns }) => columns,
  mayChange: ({ columns }, column) => columns.includes(column),
  learns: ({ low, high }) => low !== undefined || high !== undefined,
});
