// The figures of predicted numbers: every metric with its interval, beside one answer for all.
import type { Constant } from './constant';
import type { Figures } from './evaluation';
import type { Interval } from './interval';
import { metricIntervals, type MeasureOptions } from './metricInterval';
import { numberMetricNames, numberMetrics, type NumberMetricName } from './metrics';
import { skillOf } from './metrics/metric';
import { keptRows, take, type Numbers } from './rows';

export interface RegressionFigures extends Omit<Figures, 'from' | 'to' | 'calibration'> {
  readonly kind: 'regression';
  readonly metrics: Readonly<Partial<Record<NumberMetricName, Interval>>>;
  readonly baseline: Readonly<Partial<Record<NumberMetricName, number>>>;
  /** How much of the way from the baseline to no error; NaN where the actual values do not vary. */
  readonly skill: Readonly<Partial<Record<NumberMetricName, number>>>;
  /** Rows without actual or predicted value. */
  readonly leftOut: number;
}

/** Figures over the rows with actual and predicted value. */
export function evaluateRegression(
  options: Omit<MeasureOptions, 'labels' | 'scores' | 'threshold'> & {
    readonly actual: Numbers;
    readonly predicted: Numbers;
    /** Of the training rows; without it the baseline is the best in hindsight. */
    readonly constant?: Extract<Constant, { kind: 'centre' }>;
  },
): RegressionFigures {
  const { actual, predicted, constant, ...rest } = options;
  const metrics = metricIntervals(numberMetricNames, { ...rest, labels: actual, scores: predicted });
  const known = take(actual, keptRows([actual, predicted]));
  const baseline = Object.fromEntries(
    numberMetricNames.map((name) => [name, numberMetrics[name].constant(known, constant)]),
  );
  return {
    kind: 'regression',
    rows: known.length,
    leftOut: actual.length - known.length,
    metrics,
    baseline,
    ...(constant === undefined ? {} : { constant }),
    skill: Object.fromEntries(
      numberMetricNames.map((name) => [
        name,
        skillOf(numberMetrics[name], metrics[name]?.value ?? NaN, baseline[name] ?? NaN),
      ]),
    ),
  };
}
