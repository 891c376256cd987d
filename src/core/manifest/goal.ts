// A goal as written in the manifest: what a model is for, and the figure that says whether it is reached.
import { z } from 'zod';
import { boundText, percentText } from './scalars';

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
export const metricName = z.enum(metricNames);
export type MetricName = z.infer<typeof metricName>;

const money = (of: string) => z.number().default(0).describe(`Money for each ${of}; a cost is negative.`);

export const goalSchema = z.strictObject({
  statement: z.string().optional().describe('What the model is for, in one sentence.'),
  metric: metricName.describe('The figure that the goal is measured by.'),
  target: boundText.describe('What the metric has to reach, e.g. ">= 0.65".'),
  value: z
    .strictObject({
      tp: money('positive case acted on'),
      fp: money('negative case acted on'),
      tn: money('negative case left alone'),
      fn: money('positive case left alone'),
      currency: z.string().default('').describe('Shown beside the amounts, e.g. EUR.'),
      capacity: percentText.optional().describe('Share of cases that can be acted on, e.g. "20%".'),
    })
    .optional()
    .describe('Money per outcome of a decision; shown beside acting on nobody and on everybody.'),
});

export type Goal = z.output<typeof goalSchema>;
