// One preparation step as written in the manifest; what a step means in SQL stands in core/prepare.
import * as z from 'zod';
import { column, columns as columnList, like } from './scalars';

const columns = z
  .union([columnList, column.transform((column) => [column])])
  .meta({ title: 'column or list of columns' });
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]).meta({ title: 'value or `null`' });
export const columnTypes = ['integer', 'number', 'string', 'boolean', 'date', 'timestamp'] as const;
const sql = z.string().min(1, 'Write SQL.').meta({ title: 'SQL' });
const named = <T extends z.ZodType>(of: T) =>
  z.record(column, of).refine((map) => Object.keys(map).length > 0, 'Name at least one column.');

/** Long form `{columns, from, to}`; the short form `{column: poutcome, unknown: null}` reads every other key as a value to replace. */
const replaceSchema = z
  .object({
    column: like(column, 'poutcome').optional().describe('The column to replace in.'),
    columns: like(columns, ['job', 'education']).optional().describe('The columns to replace in.'),
  })
  .catchall(value.describe('A value, and what stands there instead; also as `from` and `to`.'))
  .transform(({ column, columns: many, ...pairs }, context) => {
    const on = [...(column === undefined ? [] : [column]), ...(many ?? [])];
    if (on.length === 0)
      context.addIssue({ code: 'custom', message: 'Name the column, or columns, to replace in.' });
    const isLong = 'from' in pairs && 'to' in pairs && Object.keys(pairs).length === 2;
    const entries: [z.infer<typeof value>, z.infer<typeof value>][] = isLong
      ? [[pairs['from'] ?? null, pairs['to'] ?? null]]
      : Object.entries(pairs);
    if (entries.length === 0)
      context.addIssue({
        code: 'custom',
        message: 'Say what to replace.',
      });
    return { columns: on, pairs: entries };
  });

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
      'How the text is written: `%d` day, `%m` month, `%b` its name, `%Y` year, `%y` its last two digits, `%H` hour (`%I` with `%p` for AM and PM), `%M` minute, `%S` second, all else as it stands there. What is read as a time already needs none.',
    ),
  })
  .meta({ title: 'type and format' });

/** A map with exactly one key, the step's name. */
export const stepSchema = z
  .union([
    z.strictObject({
      trim: like(columns, ['job']).describe('Takes white space off both ends of the text in these columns.'),
    }),
    z.strictObject({
      replace: like(replaceSchema, { column: 'poutcome', unknown: null }, {
        columns: ['pdays', 'previous'],
        from: -1,
        to: null,
      } as unknown as z.input<typeof replaceSchema>).describe('Replaces values.'),
    }),
    z.strictObject({ drop: like(columns, ['duration']).describe('Leaves these columns out.') }),
    z.strictObject({ rename: like(named(column), { job: 'profession' }).describe('Old name to new name.') }),
    z.strictObject({
      cast: like(
        named(z.union([z.enum(columnTypes), timeForm])),
        { seen: { type: 'timestamp', format: '%d/%m/%Y %H:%M' } },
        { age: 'integer' },
      ).describe('Column to its new type. Dates and times that are not written as 2026-01-31 need a format.'),
    }),
    z.strictObject({
      derive: like(named(sql), { contacted: 'pdays >= 0' }).describe(
        'New column to a SQL expression over the row.',
      ),
    }),
    z.strictObject({
      filter: like(sql, 'age >= 18').describe('A SQL condition; rows where it is true stay.'),
    }),
    z.strictObject({
      deduplicate: z
        .union([z.literal('all'), columns])
        .meta({ examples: ['all', ['id']] })
        .describe('Keeps the first of rows that are equal in these columns, or in "all".'),
    }),
    z.strictObject({
      sql: like(sql, 'SELECT * FROM data WHERE age BETWEEN 18 AND 95').describe('One SELECT over "data".'),
    }),
  ])
  .meta({ title: 'step', description: 'Each step is a map with one key, its name.' });

export type Step = z.output<typeof stepSchema>;
export type TimeForm = z.output<typeof timeForm>;
/** Says which rows to learn from, not how to read one: it takes no part where a single row is answered. */
export type StepOnRows = Extract<Step, { filter: unknown } | { deduplicate: unknown } | { sql: unknown }>;
export type ColumnType = (typeof columnTypes)[number];
export const stepNames = [
  'trim',
  'replace',
  'drop',
  'rename',
  'cast',
  'derive',
  'filter',
  'deduplicate',
  'sql',
] as const;
export type StepName = (typeof stepNames)[number];
