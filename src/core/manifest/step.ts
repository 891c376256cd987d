// One preparation step as written in the manifest; what a step means in SQL stands in core/prepare.
import { z } from 'zod';

const columns = z.union([z.array(z.string()).min(1), z.string().transform((column) => [column])]);
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const columnTypes = ['integer', 'number', 'string', 'boolean', 'date', 'timestamp'] as const;

/** Long form `{columns, from, to}`; the short form `{column: poutcome, unknown: null}` reads every other key as a value to replace. */
const replaceSchema = z
  .object({ column: z.string().optional(), columns: columns.optional() })
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
export const stepSchema = z.union([
  z.strictObject({ trim: columns }),
  z.strictObject({ replace: replaceSchema }),
  z.strictObject({ drop: columns }),
  z.strictObject({ rename: z.record(z.string(), z.string()) }),
  z.strictObject({ cast: z.record(z.string(), z.enum(columnTypes)) }),
  z.strictObject({ derive: z.record(z.string(), z.string()) }),
  z.strictObject({ filter: z.string() }),
  z.strictObject({ deduplicate: z.union([z.literal('all'), columns]) }),
  z.strictObject({ sql: z.string() }),
]);

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
