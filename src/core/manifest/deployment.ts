// A deployment and its monitor as written in the manifest: which version answers where, and how it is watched.
import { z } from 'zod';
import { metricName } from './goal';
import { column, durationText, insidePath, name } from './scalars';

export const deploymentSchema = z.strictObject({
  model: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+@[A-Za-z0-9_-]+$/, 'Write MODEL@ALIAS or MODEL@N, e.g. uptake@champion.')
    .describe('Which version answers: MODEL@ALIAS or MODEL@N, e.g. uptake@champion.'),
  target: z.enum(['local']).default('local').describe('Where it runs: a server on this machine.'),
  port: z
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(0)
    .describe('The port on 127.0.0.1; 0 takes any that is free.'),
});

const last = (of: string) =>
  z.strictObject({ last: durationText.describe('Counted back from the newest labelled row.') }).describe(of);

/** As a share of windows: above 0 and below 1. Undefined where the text is no rate. */
export function alarmShare(text: string): number | undefined {
  const [, alarms = '', windows = ''] = /^([\d.]+)\s+per\s+(\d+)\s+windows$/.exec(text) ?? [];
  const share = Number(alarms) / Number(windows);
  return share > 0 && share < 1 ? share : undefined;
}

const isAlarmRate = (text: string) => alarmShare(text) !== undefined;

export const monitorSchema = z.strictObject({
  window: z
    .union([
      durationText,
      z.strictObject({ rows: z.number().int().positive().describe('Predictions in a window.') }),
    ])
    .describe('Which predictions are judged together: a duration such as "3 months", or {rows: 500}.'),
  reference: z
    .literal('train')
    .default('train')
    .describe('What windows are compared with: the training split of the version that answered.'),
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
        .default('1 per 100 windows')
        .describe('How often an alarm may be false, e.g. "1 per 100 windows".'),
    })
    .optional()
    .describe('Whether inputs and predictions are still like the reference.'),
  labels: z
    .strictObject({
      path: insidePath.describe('Files with the outcomes; may be a glob such as data/outcomes/*.csv.'),
      key: column.describe(
        'The column that joins an outcome to its prediction: one that rows bring, else it holds the ids that the server answered with.',
      ),
      delay: durationText.default('0d').describe('How long after the prediction an outcome is known.'),
    })
    .optional()
    .describe('The outcomes that arrive later.'),
  performance: z
    .strictObject({
      metric: metricName.describe('The figure to watch.'),
      min: z.number().optional().describe('An alert opens when the interval lies below it.'),
      max: z.number().optional().describe('An alert opens when the interval lies above it.'),
    })
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
        .optional()
        .describe('Alerts that lead to it; without, it is started by hand.'),
      data: last('The labelled rows a challenger learns from.'),
      compare: last('The newest rows, kept back, on which challenger and champion are compared.'),
      then: name.default('challenger').describe('The alias that the new version gets when its gates pass.'),
    })
    .optional()
    .describe('How a challenger is made.'),
});

export type Deployment = z.output<typeof deploymentSchema>;
export type MonitorSettings = z.output<typeof monitorSchema>;
