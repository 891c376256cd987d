// A deployment and its monitor as written in the manifest: which version answers where, and how it is watched.
import * as z from 'zod';
import { alarmsAssume } from '../independence';
import { metricName } from './goal';
import { column, columns, durationOrNone, durationText, insidePath, like, name } from './scalars';

export const deploymentSchema = z.strictObject({
  model: like(
    z
      .string()
      .regex(/^[A-Za-z0-9_.-]+@[A-Za-z0-9_-]+$/, 'Write MODEL@ALIAS or MODEL@N, e.g. uptake@champion.'),
    'uptake@champion',
    'uptake@3',
  ).describe(
    'Which version answers: MODEL@ALIAS or MODEL@N. One that was never promoted has to pass the gates of its model.',
  ),
  target: z.enum(['local']).default('local').describe('Where it runs: a server on this machine.'),
  port: like(z.number().int().min(0).max(65535), 8080)
    .default(0)
    .describe('The port on 127.0.0.1; 0 takes any that is free.'),
});

const last = (of: string, from: string, example: string) =>
  z
    .strictObject({
      last: like(durationText, example).describe(`Counted back from ${from}.`),
    })
    .describe(of);

/** As a share of windows: above 0 and below 1. Undefined where the text is no rate. */
export function alarmShare(text: string): number | undefined {
  const [, alarms = '', windows = ''] = /^([\d.]+)\s+per\s+(\d+)\s+windows$/.exec(text) ?? [];
  const share = Number(alarms) / Number(windows);
  return share > 0 && share < 1 ? share : undefined;
}

const isAlarmRate = (text: string) => alarmShare(text) !== undefined;

/** How often an alarm may be false where a monitor does not say it. */
export const alarmsByItself = '1 per 100 windows';

export const monitorSchema = z.strictObject({
  window: z
    .union([
      like(durationText, '3 months'),
      z.strictObject({ rows: like(z.number().int().positive(), 500).describe('Predictions in a window.') }),
    ])
    .describe(
      'Which predictions are judged together: those of a span of time, whose days begin at midnight in UTC, or so many.',
    ),
  reference: z
    .literal('train')
    .default('train')
    .describe(
      'What windows are compared with: the training split of the version that answered; its scores, with those of rows that it did not learn from.',
    ),
  drift: z
    .strictObject({
      false_alarms: z
        .string()
        .regex(
          /^(?!0+(\.0+)?\s)\d+(\.\d+)?\s+per\s+[1-9]\d*\s+windows$/,
          'Write a rate such as "1 per 100 windows".',
        )
        .refine(
          isAlarmRate,
          'Allow more than 0 alarms, and fewer than there are windows, e.g. "1 per 100 windows".',
        )
        .meta({ examples: ['1 per 100 windows'] })
        .default(alarmsByItself)
        .describe(`How often an alarm may be false. ${alarmsAssume}`),
      ignore: like(columns, ['season'])
        .optional()
        .describe(
          'Columns that may differ: they are measured and take no part in alarms. The scores are "prediction".',
        ),
    })
    .optional()
    .describe('Whether inputs and predictions are still like the reference.'),
  labels: z
    .strictObject({
      path: like(insidePath, 'data/outcomes/*.csv').describe(
        "Files with the outcomes; may be a glob. The outcome is the column that is called as the target, else the only one beside key and time. A column that the dataset was collected with is read as collected, by the dataset's preparation, but for what is plainly prepared: classes that the model knows, and plain numbers where text such as 1.234,50 was collected. A column of another name is taken as prepared.",
      ),
      key: like(column, 'id').describe(
        'The column that joins an outcome to its prediction: one that rows bring, else it holds the ids that the server answered with. Values match as they are written; dates and times that requests write as ISO, such as 2024-11-29T07:00:00Z, match by their moment, without a zone that of UTC. Where a key comes again, as a customer each month, the files need the time column of the dataset too, with the time of the predicted row.',
      ),
      delay: like(durationOrNone, '14d')
        .default('0d')
        .describe('How long after the prediction an outcome is known.'),
    })
    .optional()
    .describe('The outcomes that arrive later.'),
  performance: z
    .strictObject({
      metric: metricName.describe('The figure to watch.'),
      min: like(z.number(), 0.65).optional().describe('An alert opens when the interval lies below it.'),
      max: like(z.number(), 0.99).optional().describe('An alert opens when the interval lies above it.'),
    })
    .meta({ examples: [{ metric: 'roc_auc', min: 0.65 }] })
    .optional()
    .describe('What the model has to go on reaching; measured once labels have arrived.'),
  alert: z
    .array(z.literal('status'))
    .optional()
    .describe('Where alerts are shown: "status" is the status bar and `lifecycle status`.'),
  retrain: z
    .strictObject({
      when: z
        .array(z.enum(['drift', 'performance']))
        .meta({ examples: [['performance']] })
        .optional()
        .describe('Alerts that call for it; without it, those about performance.'),
      data: last('The labelled rows a challenger learns from.', 'where `compare` begins', '6 months'),
      compare: last(
        'The newest rows, kept back, on which challenger and champion are compared.',
        'the newest labelled row',
        '3 months',
      ),
      then: like(name, 'challenger')
        .default('challenger')
        .describe(
          'An alias that the new version gets besides; any but `challenger` only when its gates pass. Where they pass it takes the alias of the version that answers too, e.g. `champion`.',
        ),
    })
    .optional()
    .describe('How a challenger is made.'),
});

export type Deployment = z.output<typeof deploymentSchema>;
export type MonitorSettings = z.output<typeof monitorSchema>;
