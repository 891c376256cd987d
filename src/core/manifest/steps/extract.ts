// How `extract` is written: what a pattern finds in a text, or parts of a date, as new columns.
import * as z from 'zod';
import { column, like } from '../scalars';
import { groupsOf } from './namedGroups';
import { stepShape } from './shape';

/** In which a date or time has a part; weekdays count from Monday, 1, to Sunday, 7, as ISO 8601 does. */
export const dateParts = [
  'year',
  'quarter',
  'month',
  'day',
  'weekday',
  'yearday',
  'hour',
  'minute',
  'second',
] as const;
export type DatePart = (typeof dateParts)[number];

const schema = z
  .strictObject({
    column: like(column, 'ts').describe('The column to take from; it stays.'),
    pattern: like(z.string().min(1, 'Write a regular expression.'), '(?P<street>.+) (?P<house>\\d+)')
      .optional()
      .describe(
        'A regular expression (RE2) with named groups: each becomes a column of text, missing where the pattern does not match or the group is empty.',
      ),
    parts: like(z.array(z.enum(dateParts)).min(1, 'Name at least one part.'), ['month', 'weekday', 'hour'])
      .optional()
      .describe(
        'Parts of a date or time, each a column named as `ts_month`: year, quarter, month, day, weekday (1 is Monday), yearday, hour, minute, second.',
      ),
  })
  .superRefine(({ pattern, parts }, context) => {
    if ((pattern === undefined) === (parts === undefined))
      context.addIssue({
        code: 'custom',
        message: 'Write "pattern" for text, or "parts" for a date or time.',
      });
  });

type Written = z.output<typeof schema>;

export const extract = stepShape({
  schema: like(
    schema,
    { column: 'ts', parts: ['month', 'weekday', 'hour'] },
    { column: 'address', pattern: '(?P<street>.+) (?P<house>\\d+)' },
  ).describe('Makes columns of what stands in a text, or of the parts of a date or time.'),
  isOnRows: false,
  names: (written) => [written.column, ...extractedNames(written)],
  mayMake: (written, column) => extractedNames(written).includes(column),
  mayChange: (written, column) => extractedNames(written).includes(column),
});

/** The columns that it makes, in order. */
export const extractedNames = ({ column, pattern, parts = [] }: Written): readonly string[] =>
  pattern === undefined
    ? parts.map((part) => `${column}_${part}`)
    : groupsOf(pattern).filter((name) => name !== undefined);
