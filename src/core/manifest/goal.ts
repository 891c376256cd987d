// A goal as written in the manifest: what a model is for, and the figure that says whether it is reached.
import * as z from 'zod';
import { metricNames } from '../evaluate/metrics';
import { boundText, like, percentText } from './scalars';

export const metricName = z.enum(metricNames);

const money = (of: string, example: number) =>
  like(z.number(), example).default(0).describe(`Money for each ${of}; a cost is negative.`);

export const goalSchema = z.strictObject({
  statement: like(z.string(), 'Call the customers who are likely to subscribe')
    .optional()
    .describe('What the model is for, in one sentence.'),
  metric: metricName.describe('The figure that the goal is measured by.'),
  target: like(boundText, '>= 0.65').describe('What the metric has to reach.'),
  value: z
    .strictObject({
      tp: money('positive case acted on', 60),
      fp: money('negative case acted on', -12),
      tn: money('negative case left alone', 0),
      fn: money('positive case left alone', -5),
      currency: like(z.string(), 'EUR').default('').describe('Shown beside the amounts.'),
      capacity: like(percentText, '20%').optional().describe('Share of cases that can be acted on.'),
    })
    .optional()
    .describe('Money per outcome of a decision; shown beside acting on nobody and on everybody.'),
});

export type Goal = z.output<typeof goalSchema>;
