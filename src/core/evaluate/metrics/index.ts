// The list of all metrics, by the names that a manifest writes.
import { accuracy } from './accuracy';
import { averagePrecision } from './averagePrecision';
import { brier } from './brier';
import { f1 } from './f1';
import { logLoss } from './logLoss';
import { mae } from './mae';
import type { ClassMetric, Metric, NumberMetric } from './metric';
import { precision } from './precision';
import { r2 } from './r2';
import { recall } from './recall';
import { rmse } from './rmse';
import { rocAuc } from './rocAuc';

/** Of scores for one of two classes. */
export const classMetrics = {
  roc_auc: rocAuc,
  average_precision: averagePrecision,
  log_loss: logLoss,
  brier,
  accuracy,
  f1,
  precision,
  recall,
} as const satisfies Readonly<Record<string, ClassMetric>>;

/** Of predicted numbers. */
export const numberMetrics = { rmse, mae, r2 } as const satisfies Readonly<Record<string, NumberMetric>>;

export type ClassMetricName = keyof typeof classMetrics;
export type NumberMetricName = keyof typeof numberMetrics;
export type MetricName = ClassMetricName | NumberMetricName;

export const metrics: Readonly<Record<MetricName, Metric>> = { ...classMetrics, ...numberMetrics };

const namesOf = <Name extends string>(named: Readonly<Record<Name, Metric>>) => Object.keys(named) as Name[];
export const classMetricNames: readonly ClassMetricName[] = namesOf(classMetrics);
export const numberMetricNames: readonly NumberMetricName[] = namesOf(numberMetrics);
export const metricNames: readonly MetricName[] = namesOf(metrics);

/** Whether it counts rows by the label that is served, instead of by their scores. */
export const countsDecisions = (metric: string) =>
  (classMetrics as Readonly<Record<string, ClassMetric>>)[metric]?.needs === 'threshold';

export const isOfNumbers = (metric: string): metric is NumberMetricName => metric in numberMetrics;
