// A dataset as written in the manifest: where it comes from, how it is prepared and split, what is expected of it.
import { z } from 'zod';
import {
  ascendingMessage,
  boundText,
  column,
  columns,
  durationText,
  insidePath,
  isAscending,
  name,
  plainValue,
  share,
} from './scalars';
import { columnTypes, stepSchema } from './step';

const splitSchema = z.strictObject({
  by: z
    .enum(['order', 'time', 'key', 'random'])
    .describe(
      '"order" of the rows, "time" of the rows, "key" (a group is never cut), or "random" with a seed.',
    ),
  train: share.describe('Share of the rows for training.'),
  validation: share.describe('Share of the rows for choosing between trials and thresholds.'),
  test: share.describe('Share of the rows that no stage sees before `evaluate`.'),
  seed: z.number().int().default(0).describe('Used by "random" and "key".'),
  gap: z
    .union([durationText, z.number().int().nonnegative()])
    .optional()
    .describe('Left out between parts: a duration by time, a number of rows by order.'),
});

const columnExpectationSchema = z.strictObject({
  type: z.enum(columnTypes).optional().describe('The type of every value.'),
  between: z
    .tuple([z.number(), z.number()])
    .refine(isAscending, ascendingMessage)
    .optional()
    .describe('Lowest and highest value, both allowed.'),
  in: z.array(plainValue).min(1, 'List at least one value.').optional().describe('The only values allowed.'),
  matches: z.string().optional().describe('A regular expression (RE2) that every value matches wholly.'),
  missing: boundText.optional().describe('Share or number of missing values, e.g. "<= 1%".'),
  distinct: boundText.optional().describe('Number of different values, e.g. ">= 2".'),
});

const expectSchema = z.strictObject({
  rows: boundText.optional().describe('Number of rows, e.g. ">= 10000".'),
  unique: columns.optional().describe('Columns that together occur only once.'),
  columns: z
    .record(column, columnExpectationSchema)
    .optional()
    .describe('What is expected of each column, by its name.'),
  sql: z
    .record(name, z.string().min(1, 'Write a query over "data".'))
    .optional()
    .describe('Queries over "data"; the rows returned are violations. as_of() is the time judged at.'),
});

export const datasetSchema = z.strictObject({
  source: z
    .string()
    .min(1, 'Write a file, folder, glob or http(s) address.')
    .optional()
    .describe('Where `collect` brings it from: a file, folder, glob or http(s) address.'),
  path: insidePath.describe('The file in the workspace; `collect` writes it where there is a source.'),
  target: column.optional().describe('The column to be predicted.'),
  positive: plainValue.optional().describe('The value of the target that counts as positive.'),
  time: z
    .union([
      column.transform((column): { column: string; zone?: string | undefined } => ({ column })),
      z.strictObject({
        column: column.describe('The column that holds the time of a row.'),
        zone: z.string().optional().describe('Time zone of times without one, e.g. Europe/Lisbon.'),
      }),
    ])
    .optional()
    .describe('The column that holds the time of a row.'),
  key: column.optional().describe('The column that names a row, or the group it belongs to.'),
  sensitive: columns.optional().describe('Columns about people that a decision should not rest on unseen.'),
  freshness: durationText.optional().describe('How old the collected data may get, e.g. "30d".'),
  prepare: z
    .array(stepSchema)
    .optional()
    .describe('Steps from the collected data to what models learn from, in this order.'),
  split: splitSchema.optional().describe('How the rows are divided into train, validation and test.'),
  expect: expectSchema
    .optional()
    .describe('What has to hold of the prepared data; `check` says whether it does.'),
});

/** The short form `bank: data/bank.csv` is a dataset with nothing but a path. */
export const datasetEntry = z.union([
  insidePath.transform((path): z.output<typeof datasetSchema> => ({ path })),
  datasetSchema,
]);

export type Dataset = z.output<typeof datasetSchema>;
export type Split = z.output<typeof splitSchema>;
export type Expect = z.output<typeof expectSchema>;
