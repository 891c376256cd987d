// How `cast` is written: a column's new type, and how its dates and times are written.
import * as z from 'zod';
import { like } from '../scalars';
import { stepShape } from './shape';
import { mapOfColumns } from './written';

export const columnTypes = ['integer', 'number', 'string', 'boolean', 'date', 'timestamp'] as const;
export type ColumnType = (typeof columnTypes)[number];

const timeForm = z
  .strictObject({
    type: z.enum(['date', 'timestamp']).describe('What it becomes.'),
    format: like(
      z
        .string()
        .regex(/%[^%]/, 'Write how a date or time is written, such as "%d/%m/%Y".')
        .meta({ title: 'format' }),
      '%d/%m/%Y %H:%M',
    ).describe(
      'How the text is written: `%d` day, `%m` month, `%b` its name, `%Y` year, `%y` its last two digits, `%H` hour (`%I` with `%p` for AM and PM), `%M` minute, `%S` second, all else as it stands there. What is written as 2026-01-31 is read as well. A column of delimited text that has one is taken as it is written, whatever its dates look like by themselves; what is a time already needs none.',
    ),
  })
  .meta({ title: 'type and format' });

export type TimeForm = z.output<typeof timeForm>;

export const cast = stepShape({
  schema: like(
    mapOfColumns(z.union([z.enum(columnTypes), timeForm])),
    { seen: { type: 'timestamp', format: '%d/%m/%Y %H:%M' } },
    { age: 'integer' },
  ).describe('Column to its new type. Dates and times that are not written as 2026-01-31 need a format.'),
  isOnRows: false,
  names: (written) => Object.keys(written),
  mayChange: (written, column) => Object.hasOwn(written, column),
});
