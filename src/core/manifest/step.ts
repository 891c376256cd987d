// One preparation step as written in the manifest; what a step means in SQL stands in core/prepare.
import { z } from 'zod';
import { column, columns as columnList } from './scalars';

const columns = z.union([columnList, column.transform((column) => [column])]);
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const columnTypes = ['integer', 'number', 'string', 'boolean', 'date', 'timestamp'] as const;
const sql = z.string().min(1, 'Write SQL.');
const named = <T extends z.ZodType>(of: T) =>
  z.record(column, of).refine((map) => Object.keys(map).length > 0, 'Name at least one column.');

/** Long form `{columns, from, to}`; the short form `{column: poutcome, unknown: null}` reads every other key as a value to replace. */
const replaceSchema = z
  .object({
    column: column.optional().describe('The column to replace in.'),
    columns: columns.optional().describe('The columns to replace in.'),
  })
  .catchall(value)
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
        message: 'Say what to replace, e.g. {column: job, unknown: null}.',
      });
    return { columns: on, pairs: entries };
  });

/** A map with exactly one key, the step's name. */
export const stepSchema = z
  .union([
    z.strictObject({
      trim: columns.describe('Takes white space off both ends of the text in these columns.'),
    }),
    z.strictObject({
      replace: replaceSchema.describe(
        'Replaces values: {column: poutcome, unknown: null}, or {columns: [a, b], from: -1, to: null}.',
      ),
    }),
    z.strictObject({ drop: columns.describe('Leaves these columns out.') }),
    z.strictObject({ rename: named(column).describe('Old name to new name.') }),
    z.strictObject({ cast: named(z.enum(columnTypes)).describe('Column to its new type.') }),
    z.strictObject({ derive: named(sql).describe('New column to a SQL expression over the row.') }),
    z.strictObject({ filter: sql.describe('A SQL condition; rows where it is true stay.') }),
    z.strictObject({
      deduplicate: z
        .union([z.literal('all'), columns])
        .describe('Keeps the first of rows that are equal in these columns, or in "all".'),
    }),
    z.strictObject({ sql: sql.describe('One SELECT over "data".') }),
  ])
  .describe('One step, e.g. trim: [job].');

export type Step = z.output<typeof stepSchema>;
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
