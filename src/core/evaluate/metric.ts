// What is known of every metric by its name: its direction, its bounds and what it takes; its formula is elsewhere.
import type { MetricName } from '../manifest/manifest';
import type { Bounds } from './interval';

export type BinaryMetric = Exclude<MetricName, 'rmse' | 'mae' | 'r2'>;
export type RegressionMetric = Extract<MetricName, 'rmse' | 'mae' | 'r2'>;

export const binaryMetrics = [
  'roc_auc',
  'average_precision',
  'log_loss',
  'brier',
  'accuracy',
  'f1',
] as const satisfies readonly BinaryMetric[];
export const regressionMetrics = ['rmse', 'mae', 'r2'] as const satisfies readonly RegressionMetric[];

export const isRegressionMetric = (metric: MetricName): metric is RegressionMetric =>
  (regressionMetrics as readonly MetricName[]).includes(metric);

const losses: readonly MetricName[] = ['log_loss', 'brier', 'rmse', 'mae'];
/** False for losses, where less is better. */
export const isHigherBetter = (metric: MetricName) => !losses.includes(metric);

/** Whether scores must be probabilities from 0 to 1; the others look at order or at a threshold. */
export const needsProbability = (metric: MetricName) => metric === 'log_loss' || metric === 'brier';
/** Whether it depends on the threshold. */
export const needsThreshold = (metric: MetricName) => metric === 'accuracy' || metric === 'f1';

/** Least and greatest value. */
export function metricBounds(metric: MetricName): Bounds {
  switch (metric) {
    case 'log_loss':
    case 'rmse':
    case 'mae':
      return [0, Infinity];
    case 'r2':
      return [-Infinity, 1];
    case 'roc_auc':
    case 'average_precision':
    case 'brier':
    case 'accuracy':
    case 'f1':
      return [0, 1];
  }
}

/** The value that nothing can beat. */
export const bestValue = (metric: MetricName) => (isHigherBetter(metric) ? 1 : 0);
