// A dataset as written in the manifest: where it comes from, how it is prepared and split, what is expected of it.
import * as z from 'zod';
import { encodings } from '../encodings';
import { personalSchema } from './personal';
import {
  ascendingMessage,
  boundText,
  column,
  columns,
  durationOrNone,
  durationText,
  insidePath,
  isAscending,
  like,
  name,
  plainValue,
  share,
} from './scalars';
import { sourceSchema } from './source';
import { splitKinds, type SplitBy } from './splitBy';
import { stepSchema } from './step';
import { columnTypes } from './steps/cast';

const splitSchema = z.strictObject({
  by: z
    .enum(Object.keys(splitKinds) as [SplitBy, ...SplitBy[]])
    .describe(
      '"order" of the rows, "time" of the rows, "key" (a group is never cut), or "random" with a seed.',
    ),
  train: like(share, 0.8).describe('Share of the rows for training.'),
  validation: like(share, 0.1).describe('Share of the rows for choosing between trials and thresholds.'),
  test: like(share, 0.1).describe('Share of the rows that no stage sees before `evaluate`.'),
  seed: like(z.number().int(), 7).default(0).describe('Used by "random" and "key".'),
  gap: z
    .union([durationOrNone, z.number().int().nonnegative()])
    .meta({ examples: [500] })
    .optional()
    .describe('Left out between parts: a duration such as 7d by time, a number of rows by order.'),
});

const columnExpectationSchema = z
  .strictObject({
    type: z.enum(columnTypes).optional().describe('The type of every value.'),
    between: z
      .tuple([z.number(), z.number()])
      .refine(isAscending, ascendingMessage)
      .meta({ examples: [[18, 95]] })
      .optional()
      .describe('Lowest and highest value, both allowed.'),
    in: like(z.array(plainValue).min(1, 'List at least one value.'), ['yes', 'no'])
      .optional()
      .describe('The only values allowed.'),
    matches: like(z.string(), '[a-z]+')
      .optional()
      .describe('A regular expression (RE2) that every value matches wholly.'),
    missing: like(boundText, '<= 1%').optional().describe('Share or number of missing values.'),
    distinct: like(boundText, '>= 2').optional().describe('Number of different values.'),
    mostly: like(share, 0.99)
      .optional()
      .describe(
        'The share of present values that has to meet type, between, in and matches; all when left out.',
      ),
  })
  .describe('What is expected of one column.');

const expectSchema = z.strictObject({
  rows: like(boundText, '>= 10000').optional().describe('Number of rows.'),
  unique: like(columns, ['id']).optional().describe('Columns that together occur only once.'),
  columns: z
    .record(column, columnExpectationSchema)
    .meta({
      examples: [
        {
          age: { type: 'integer', between: [18, 95], missing: '<= 1%', distinct: '>= 2' },
          y: { in: ['yes', 'no'], matches: '[a-z]+' },
        },
      ],
    })
    .optional()
    .describe('What is expected of each column, by its name.'),
  sql: z
    .record(name, z.string().min(1, 'Write a query over "data".'))
    .meta({ examples: [{ no_future_calls: 'SELECT * FROM data WHERE ts > as_of()' }] })
    .optional()
    .describe('Queries over "data"; the rows returned are violations. as_of() is the time judged at.'),
  suite: z
    .union([
      like(insidePath, 'expectations/bank.json'),
      z.array(insidePath).min(1, 'Name at least one file.'),
    ])
    .meta({ examples: ['expectations/bank.json', ['expectations/bank.json', 'contract.odcs.yaml#bank']] })
    .optional()
    .describe(
      'Suites of Great Expectations (JSON) and data contracts (ODCS 3, YAML) that are tested as they are; "#name" says which object of a contract.',
    ),
});

export const datasetSchema = z.strictObject({
  source: sourceSchema
    .optional()
    .describe(
      'Where `collect` brings it from: a file, folder or glob, here or in a store of objects (s3, gs, az), an http(s) address, a table or query of PostgreSQL or SQLite, or a table of Delta Lake or Apache Iceberg or a Hugging Face dataset, by its folder. Of several files the path is a folder, of a table a Parquet file. Credentials come from the environment, as each cloud’s and PostgreSQL’s own tools find them, never from here.',
    ),
  path: like(insidePath, 'data/bank.csv').describe(
    'The file in the workspace, or a folder or glob of several; `collect` writes it where there is a source.',
  ),
  encoding: like(z.enum(encodings), 'latin1')
    .optional()
    .describe('How the text of its files is written, where it is not UTF-8 and cannot be told by itself.'),
  sheet: like(z.string().min(1, 'Write the name of a sheet.'), 'Sales')
    .optional()
    .describe('The sheet of an Excel workbook, where several hold something.'),
  table: like(z.string().min(1, 'Write the name of a table.'), 'customers')
    .optional()
    .describe('The table or view of a SQLite database, where several hold something.'),
  licence: like(z.string().min(1, 'Write a licence.'), 'CC-BY-4.0')
    .optional()
    .describe('The licence that the data comes under: its SPDX name, or an address. Kept with each version.'),
  origin: like(
    z.string().min(1, 'Write where it is from.'),
    'UCI Machine Learning Repository, Bank Marketing',
  )
    .optional()
    .describe('Who made the data, or where it was first published. Kept with each version.'),
  terms: like(z.string().min(1, 'Write the terms.'), 'Research only; cite Moro et al. 2014')
    .optional()
    .describe('What else was agreed on its use. Kept with each version.'),
  target: like(column, 'y').optional().describe('The column to be predicted.'),
  positive: like(plainValue, 'yes').optional().describe('The value of the target that counts as positive.'),
  time: z
    .union([
      like(column, 'ts').transform((column): { column: string; zone?: string | undefined } => ({ column })),
      z.strictObject({
        column: like(column, 'ts').describe('The column that holds the time of a row.'),
        zone: like(z.string(), 'Europe/Lisbon').optional().describe('Time zone of times without one.'),
      }),
    ])
    .optional()
    .describe('The column that holds the time of a row.'),
  key: like(column, 'id').optional().describe('The column that names a row, or the group it belongs to.'),
  sensitive: like(columns, ['age', 'marital'])
    .optional()
    .describe('Columns about people that a decision should not rest on unseen.'),
  personal: personalSchema
    .optional()
    .describe(
      'Personal data and secrets that are meant to be in it: no finding, and not masked in panels, findings and logs of predictions. Everything else that is found is, but for columns in such a log that a model is answered by, or that hold the key or the time.',
    ),
  freshness: like(durationText, '30d').optional().describe('How old the collected data may get.'),
  prepare: z
    .union([z.array(stepSchema), stepSchema.transform((step) => [step])])
    .meta({ title: 'list of steps, or one step' })
    .optional()
    .describe(
      'Steps from the collected data to what models learn from, in this order. One alone needs no list, as {run: python prepare.py}.',
    ),
  split: like(splitSchema, { by: 'order', train: 0.8, validation: 0.1, test: 0.1 })
    .optional()
    .describe('How the rows are divided into train, validation and test.'),
  expect: expectSchema
    .optional()
    .describe('What has to hold of the prepared data; `check` says whether it does.'),
});

/** The short form `bank: data/bank.csv` is a dataset with nothing but a path. */
export const datasetEntry = z.union([
  like(insidePath, 'data/bank.csv', 'data/customers.csv').transform(
    (path): z.output<typeof datasetSchema> => ({ path }),
  ),
  datasetSchema,
]);

export type Dataset = z.output<typeof datasetSchema>;
export type Split = z.output<typeof splitSchema>;
export type Expect = z.output<typeof expectSchema>;
