// The figures of predicted numbers: every metric with its interval, beside the best constant.
import type { Figures } from './evaluation';
import type { Interval } from './interval';
import { regressionMetrics, type RegressionMetric } from './metric';
import { metricIntervals, type MeasureOptions } from './metricInterval';
import { mean } from './moments';
import { ascending } from './rank';
import { keptRows, take, type Numbers } from './rows';

export interface RegressionFigures extends Omit<Figures, 'from' | 'to' | 'calibration'> {
  readonly kind: 'regression';
  readonly metrics: Readonly<Partial<Record<RegressionMetric, Interval>>>;
  readonly baseline: Readonly<Partial<Record<RegressionMetric, number>>>;
  /** How much of the way from the baseline to no error; NaN where the actual values do not vary. */
  readonly skill: Readonly<Partial<Record<RegressionMetric, number>>>;
  /** Rows without actual or predicted value. */
  readonly leftOut: number;
}

/** Figures over the rows with actual and predicted value. */
export function evaluateRegression(
  options: Omit<MeasureOptions, 'labels' | 'scores' | 'threshold'> & {
    readonly actual: Numbers;
    readonly predicted: Numbers;
  },
): RegressionFigures {
  const { actual, predicted, ...rest } = options;
  const metrics = metricIntervals(regressionMetrics, { ...rest, labels: actual, scores: predicted });
  const known = take(actual, keptRows([actual, predicted]));
  const baseline = Object.fromEntries(
    regressionMetrics.map((metric) => [metric, constantValue(metric, known)]),
  );
  const skill = (metric: RegressionMetric) => {
    const value = metrics[metric]?.value ?? NaN;
    const base = baseline[metric] ?? NaN;
    return metric === 'r2' ? value : base === 0 ? NaN : 1 - value / base;
  };
  return {
    kind: 'regression',
    rows: known.length,
    leftOut: actual.length - known.length,
    metrics,
    baseline,
    skill: Object.fromEntries(regressionMetrics.map((metric) => [metric, skill(metric)])),
  };
}

/** The metric of the best constant: the mean for squared errors, the median for absolute ones. */
function constantValue(metric: RegressionMetric, actual: Float64Array): number {
  switch (metric) {
    case 'rmse': {
      const centre = mean(actual);
      return Math.sqrt(mean(actual.map((value) => (value - centre) ** 2)));
    }
    case 'mae': {
      const sorted = ascending(actual);
      const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
      return mean(actual.map((value) => Math.abs(value - median)));
    }
    case 'r2':
      return actual.length === 0 ? NaN : 0;
  }
}
