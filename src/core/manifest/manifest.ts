// The manifest `lifecycle.yaml` as one schema: the reader, the editor's JSON schema and every type come from it.
import { z } from 'zod';
import { stepSchema } from './step';

/** The manifest version this program writes; a newer one is opened read-only. */
export const manifestVersion = 1;

const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]*$/,
    'Names use letters, digits, "_", "." and "-", and start with a letter or digit.',
  );
const share = z.number().gt(0).lt(1);
const columns = z.array(z.string()).min(1);
/** `>= 0.65`, `<= 1%`, `< 50`. */
export const boundText = z
  .string()
  .regex(/^\s*(>=|<=|>|<|=)\s*-?\d+(\.\d+)?\s*%?\s*$/, 'Write a bound such as ">= 0.65" or "<= 1%".');
/** `30d`, `3 months`, `6h`. */
export const durationText = z
  .string()
  .regex(
    /^\s*\d+\s*(s|m|h|d|w|months?|years?|days?|weeks?|hours?|minutes?)\s*$/,
    'Write a duration such as "30d" or "3 months".',
  );

export const metricNames = [
  'roc_auc',
  'average_precision',
  'log_loss',
  'brier',
  'accuracy',
  'f1',
  'rmse',
  'mae',
  'r2',
] as const;
const metricName = z.enum(metricNames);
export type MetricName = z.infer<typeof metricName>;

const goalSchema = z.strictObject({
  statement: z.string().optional().describe('What the model is for, in one sentence.'),
  metric: metricName,
  target: boundText.describe('What the metric must reach, e.g. ">= 0.65".'),
  value: z
    .strictObject({
      tp: z.number().default(0),
      fp: z.number().default(0),
      tn: z.number().default(0),
      fn: z.number().default(0),
      currency: z.string().default(''),
      capacity: z
        .string()
        .regex(/^\d+(\.\d+)?%$/)
        .optional()
        .describe('Share of cases that can be acted on, e.g. "20%".'),
    })
    .optional()
    .describe('Money per outcome of a decision.'),
});

const splitSchema = z.strictObject({
  by: z.enum(['order', 'time', 'key', 'random']),
  train: share,
  validation: share,
  test: share,
  seed: z.number().int().default(0).describe('Used by "random" and "key".'),
  gap: z
    .union([durationText, z.number().int().nonnegative()])
    .optional()
    .describe('Left out between parts: a duration by time, a number of rows by order.'),
});

const columnExpectationSchema = z.strictObject({
  type: z.enum(['integer', 'number', 'string', 'boolean', 'date', 'timestamp']).optional(),
  between: z.tuple([z.number(), z.number()]).optional(),
  in: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  matches: z.string().optional().describe('A regular expression (RE2) that every value matches wholly.'),
  missing: boundText.optional(),
  distinct: boundText.optional(),
});

const expectSchema = z.strictObject({
  rows: boundText.optional(),
  unique: columns.optional(),
  columns: z.record(z.string(), columnExpectationSchema).optional(),
  sql: z
    .record(name, z.string())
    .optional()
    .describe('Queries over "data"; the rows returned are violations. as_of() is the time judged at.'),
});

const datasetObject = z.strictObject({
  source: z
    .string()
    .optional()
    .describe('Where `collect` brings it from: a file, folder, glob or http(s) address.'),
  path: z.string().describe('The file in the workspace.'),
  target: z.string().optional(),
  positive: z
    .union([z.string(), z.number(), z.boolean()])
    .optional()
    .describe('The value of the target that counts as positive.'),
  time: z
    .union([
      z.string().transform((column) => ({ column })),
      z.strictObject({ column: z.string(), zone: z.string().optional() }),
    ])
    .optional(),
  key: z.string().optional(),
  sensitive: columns.optional(),
  freshness: durationText.optional(),
  prepare: z.array(stepSchema).optional(),
  split: splitSchema.optional(),
  expect: expectSchema.optional(),
});

const tuneSchema = z.strictObject({
  search: z.enum(['grid', 'random']).default('grid'),
  trials: z.number().int().positive().optional().describe('At most this many trials; needed by "random".'),
  parallel: z.number().int().positive().default(1),
  seed: z.number().int().default(0),
  space: z.record(
    z.string(),
    z.union([
      z.array(z.union([z.string(), z.number(), z.boolean()])).min(1),
      z.strictObject({ log: z.tuple([z.number().positive(), z.number().positive()]) }),
      z.strictObject({ uniform: z.tuple([z.number(), z.number()]) }),
      z.strictObject({ int: z.tuple([z.number().int(), z.number().int()]) }),
    ]),
  ),
});

const gatesSchema = z.strictObject({
  goal: z.literal('met').optional(),
  checks: z.literal('pass').optional(),
  approvals: z.number().int().nonnegative().optional(),
  better_than: name.optional().describe('An alias, e.g. champion.'),
});

const modelSchema = z.strictObject({
  goal: name.optional(),
  dataset: name
    .optional()
    .describe('The dataset it is trained on; may be left out when there is one, or when evaluate names it.'),
  task: z.enum(['classification', 'regression']).default('classification'),
  train: z.string().describe('The command, run in the manifest’s folder by the project’s Python.'),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  seed: z.number().int().default(0),
  timeout: durationText.optional(),
  tune: tuneSchema.optional(),
  output: z.string().default('model.onnx'),
  evaluate: z.strictObject({ dataset: name.optional(), slices: columns.optional() }).optional(),
  gates: gatesSchema.optional(),
});

const deploymentSchema = z.strictObject({
  model: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+@[A-Za-z0-9_-]+$/, 'Write MODEL@ALIAS or MODEL@N, e.g. uptake@champion.'),
  target: z.enum(['local']).default('local'),
  port: z.number().int().min(0).max(65535).default(0).describe('0 takes any free port.'),
});

const monitorSchema = z.strictObject({
  window: z.union([durationText, z.strictObject({ rows: z.number().int().positive() })]),
  reference: z.literal('train').default('train'),
  drift: z
    .strictObject({
      false_alarms: z
        .string()
        .regex(/^\d+(\.\d+)?\s+per\s+\d+\s+windows$/)
        .default('1 per 100 windows'),
    })
    .optional(),
  labels: z.strictObject({ path: z.string(), key: z.string(), delay: durationText.default('0d') }).optional(),
  performance: z
    .strictObject({ metric: metricName, min: z.number().optional(), max: z.number().optional() })
    .optional(),
  alert: z.array(z.literal('status')).optional(),
  retrain: z
    .strictObject({
      when: z.array(z.enum(['drift', 'performance'])).optional(),
      data: z.strictObject({ last: durationText }),
      compare: z.strictObject({ last: durationText }),
      then: name.default('challenger'),
    })
    .optional(),
});

export const manifestSchema = z.strictObject({
  lifecycle: z.literal(manifestVersion),
  goals: z.record(name, goalSchema).optional(),
  roles: z
    .strictObject({
      owner: z.string().optional(),
      approvers: z.array(z.string()).optional(),
      signers: z.string().optional(),
    })
    .optional(),
  python: z
    .strictObject({ requirements: z.string().optional(), interpreter: z.string().optional() })
    .optional(),
  datasets: z
    .record(name, z.union([z.string().transform((path) => datasetObject.parse({ path })), datasetObject]))
    .optional(),
  models: z.record(name, modelSchema).optional(),
  deployments: z.record(name, deploymentSchema).optional(),
  monitors: z.record(name, monitorSchema).optional(),
});

/** A manifest as read: defaults filled in, short forms written out. */
export type Manifest = z.output<typeof manifestSchema>;
export type Goal = z.output<typeof goalSchema>;
export type Dataset = z.output<typeof datasetObject>;
export type Split = z.output<typeof splitSchema>;
export type Expect = z.output<typeof expectSchema>;
export type Model = z.output<typeof modelSchema>;
export type Tune = z.output<typeof tuneSchema>;
export type Gates = z.output<typeof gatesSchema>;
export type Deployment = z.output<typeof deploymentSchema>;
export type MonitorSettings = z.output<typeof monitorSchema>;
export type ParamValue = string | number | boolean;
