// A model as written in the manifest: how it is trained, tuned and measured, and what its promotion needs.
import * as z from 'zod';
import {
  ascendingMessage,
  columns,
  durationText,
  goalName,
  insidePath,
  isAscending,
  isAtMost,
  like,
  name,
  plainValue,
} from './scalars';

const range = (number: z.ZodNumber) => z.tuple([number, number]).refine(isAscending, ascendingMessage);

const spaceSchema = z
  .union([
    like(z.array(plainValue).min(1, 'List at least one value.'), ['logistic', 'forest']),
    z.strictObject({
      log: like(range(z.number().positive()), [0.01, 10]).describe(
        'Lowest and highest, evenly over the orders of magnitude.',
      ),
    }),
    z.strictObject({ uniform: like(range(z.number()), [0, 1]).describe('Lowest and highest, evenly.') }),
    z.strictObject({
      int: like(range(z.number().int()), [1, 9]).describe('Lowest and highest whole number.'),
    }),
  ])
  .describe('The values of one parameter.');

const tuneSchema = z.strictObject({
  search: z.enum(['grid', 'random']).default('grid').describe('Every combination, or random ones.'),
  trials: like(z.number().int().positive().max(10_000), 20)
    .optional()
    .describe('At most this many trials; needed by "random".'),
  parallel: like(z.number().int().positive(), 2).default(1).describe('Trials at the same time.'),
  seed: like(z.number().int(), 7).default(0).describe('Decides what "random" picks.'),
  space: z
    .record(z.string().min(1), spaceSchema)
    .meta({ examples: [{ algorithm: ['logistic', 'forest'], c: { log: [0.01, 10] } }] })
    .describe(
      'Parameters and their values, the simplest first: a list, or a range by "log", "uniform" or "int".',
    ),
});

const gatesSchema = z.strictObject({
  goal: z.literal('met').optional().describe('The goal is met on the test split.'),
  checks: z.literal('pass').optional().describe('The check of the data it learnt from passed.'),
  approvals: like(z.number().int().nonnegative(), 1)
    .optional()
    .describe('How many others than the one who registered it have to approve.'),
  better_than: like(name, 'champion')
    .optional()
    .describe('An alias: better than that version on rows that neither has seen.'),
});

/** A timer of Node's waits 2³¹ milliseconds at most and a longer one not at all. */
const timeoutText = durationText
  .refine(isAtMost('24d'), 'Write at most 24d, or leave it out: then the command may take any time.')
  .meta({ title: 'duration' });

export const modelSchema = z.strictObject({
  goal: like(goalName, 'uptake')
    .optional()
    .describe(
      'The goal it serves, by its name under `goals`: `uptake: {metric: roc_auc, target: ">= 0.65"}`.',
    ),
  dataset: like(name, 'bank')
    .optional()
    .describe('The dataset it is trained on; may be left out when there is one, or when evaluate names it.'),
  task: z
    .enum(['classification', 'regression'])
    .default('classification')
    .describe('What it predicts. Given to the command as LIFECYCLE_TASK.'),
  train: z
    .string()
    .min(1, 'Write the command that trains it, e.g. python train.py.')
    .meta({ examples: ['python train.py'] })
    .describe('The command, run in the manifest’s folder by the project’s Python.'),
  params: z
    .record(z.string().min(1), plainValue)
    .meta({ examples: [{ algorithm: 'logistic', c: 1 }] })
    .optional()
    .describe('Given to the command as LIFECYCLE_PARAM_<NAME>.'),
  seed: like(z.number().int(), 7).default(0).describe('Given to the command as LIFECYCLE_SEED.'),
  timeout: like(timeoutText, '2h').optional().describe('The command is stopped after this time.'),
  tune: tuneSchema.optional().describe('How `tune` looks for better parameters.'),
  output: like(insidePath, 'model.onnx')
    .default('model.onnx')
    .describe('The model file that the command writes into LIFECYCLE_OUT.'),
  evaluate: z
    .strictObject({
      dataset: like(name, 'bank').optional().describe('The dataset it is measured on.'),
      slices: like(columns, ['age', 'job'])
        .optional()
        .describe('Columns by whose values the figures are also given.'),
    })
    .optional()
    .describe('How it is measured.'),
  gates: gatesSchema.optional().describe('What a promotion needs.'),
});

export type Model = z.output<typeof modelSchema>;
export type Tune = z.output<typeof tuneSchema>;
export type Gates = z.output<typeof gatesSchema>;
