// A model as written in the manifest: how it is trained, tuned and measured, and what its promotion needs.
import { z } from 'zod';
import {
  ascendingMessage,
  columns,
  durationText,
  insidePath,
  isAscending,
  name,
  plainValue,
} from './scalars';

const range = (number: z.ZodNumber) => z.tuple([number, number]).refine(isAscending, ascendingMessage);

const spaceSchema = z.union([
  z.array(plainValue).min(1, 'List at least one value.'),
  z.strictObject({
    log: range(z.number().positive()).describe('Lowest and highest, evenly over the orders of magnitude.'),
  }),
  z.strictObject({ uniform: range(z.number()).describe('Lowest and highest, evenly.') }),
  z.strictObject({ int: range(z.number().int()).describe('Lowest and highest whole number.') }),
]);

const tuneSchema = z.strictObject({
  search: z.enum(['grid', 'random']).default('grid').describe('Every combination, or random ones.'),
  trials: z.number().int().positive().optional().describe('At most this many trials; needed by "random".'),
  parallel: z.number().int().positive().default(1).describe('Trials at the same time.'),
  seed: z.number().int().default(0).describe('Decides what "random" picks.'),
  space: z
    .record(z.string().min(1), spaceSchema)
    .describe(
      'Parameters and their values, the simplest first: a list, {log: [a, b]}, {uniform: [a, b]}, {int: [a, b]}.',
    ),
});

const gatesSchema = z.strictObject({
  goal: z.literal('met').optional().describe('The goal is met on the test split.'),
  checks: z.literal('pass').optional().describe('The check of the data it learnt from passed.'),
  approvals: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('How many others than the one who registered it have to approve.'),
  better_than: name
    .optional()
    .describe('An alias, e.g. champion: better than that version on rows that neither has seen.'),
});

export const modelSchema = z.strictObject({
  goal: name.optional().describe('The goal it serves, by its name under `goals`.'),
  dataset: name
    .optional()
    .describe('The dataset it is trained on; may be left out when there is one, or when evaluate names it.'),
  task: z.enum(['classification', 'regression']).default('classification').describe('What it predicts.'),
  train: z
    .string()
    .min(1, 'Write the command that trains it, e.g. python train.py.')
    .describe('The command, run in the manifest’s folder by the project’s Python.'),
  params: z
    .record(z.string().min(1), plainValue)
    .optional()
    .describe('Given to the command as LIFECYCLE_PARAM_<NAME>.'),
  seed: z.number().int().default(0).describe('Given to the command as LIFECYCLE_SEED.'),
  timeout: durationText.optional().describe('The command is stopped after this time.'),
  tune: tuneSchema.optional().describe('How `tune` looks for better parameters.'),
  output: insidePath
    .default('model.onnx')
    .describe('The model file that the command writes into LIFECYCLE_OUT.'),
  evaluate: z
    .strictObject({
      dataset: name.optional().describe('The dataset it is measured on.'),
      slices: columns.optional().describe('Columns by whose values the figures are also given.'),
    })
    .optional()
    .describe('How it is measured.'),
  gates: gatesSchema.optional().describe('What a promotion needs.'),
});

export type Model = z.output<typeof modelSchema>;
export type Tune = z.output<typeof tuneSchema>;
export type Gates = z.output<typeof gatesSchema>;
