// The figures of a score for one of two classes: every metric with its interval, beside the best constant, and the calibration.
import { calibrationOf, type DetailedCalibration } from './calibration';
import type { Figures } from './evaluation';
import type { Interval } from './interval';
import { bestValue, binaryMetrics, needsProbability, needsThreshold, type BinaryMetric } from './metric';
import { metricIntervals, type MeasureOptions } from './metricInterval';
import { confusion, type Confusion } from './metrics';
import { completeRows } from './rows';

export interface BinaryFigures extends Omit<Figures, 'from' | 'to'> {
  readonly kind: 'binary';
  readonly metrics: Readonly<Partial<Record<BinaryMetric, Interval>>>;
  readonly baseline: Readonly<Partial<Record<BinaryMetric, number>>>;
  /** How much of the way from the baseline to the best possible value; NaN where the baseline is the best. */
  readonly skill: Readonly<Partial<Record<BinaryMetric, number>>>;
  readonly positives: number;
  /** Rows without label or score. */
  readonly leftOut: number;
  /** At the threshold; undefined where there is none. */
  readonly confusion?: Confusion;
  readonly calibration?: DetailedCalibration;
}

/**
 * Figures over the rows with label and score. Log loss, Brier and calibration only where all scores are probabilities; accuracy,
 * F1 and confusion only with a threshold, which is 0.5 for probabilities unless told and must have been chosen on other rows.
 */
export function evaluateBinary(options: MeasureOptions): BinaryFigures {
  const rows = completeRows(options.labels, options.scores);
  const scores = rows.scores[0] as Float64Array;
  const areProbabilities = scores.every((score) => score >= 0 && score <= 1);
  const threshold = options.threshold ?? (areProbabilities ? 0.5 : undefined);
  const metrics = binaryMetrics.filter(
    (metric) =>
      (areProbabilities || !needsProbability(metric)) && (threshold !== undefined || !needsThreshold(metric)),
  );
  const share = rows.positives / rows.labels.length;
  const baseline = Object.fromEntries(metrics.map((metric) => [metric, constantValue(metric, share)]));
  const intervals = metricIntervals(metrics, {
    ...options,
    ...(threshold === undefined ? {} : { threshold }),
  });
  const calibration = calibrationOf(options);
  return {
    kind: 'binary',
    rows: rows.labels.length,
    positives: rows.positives,
    leftOut: rows.leftOut,
    metrics: intervals,
    baseline,
    skill: Object.fromEntries(
      metrics.map((metric) => [metric, skillOf(intervals[metric]?.value ?? NaN, metric, baseline)]),
    ),
    ...(threshold === undefined
      ? {}
      : { confusion: confusion({ labels: options.labels, scores: options.scores, threshold }) }),
    ...(calibration === undefined ? {} : { calibration }),
  };
}

/** The metric of the best constant: for probabilities the share of positives, for decisions one class for all. */
function constantValue(metric: BinaryMetric, share: number): number {
  switch (metric) {
    case 'roc_auc':
      return 0.5;
    case 'average_precision':
      return share;
    case 'log_loss':
      return share === 0 || share === 1 ? 0 : -(share * Math.log(share) + (1 - share) * Math.log(1 - share));
    case 'brier':
      return share * (1 - share);
    case 'accuracy':
      return Math.max(share, 1 - share);
    case 'f1':
      return (2 * share) / (1 + share);
  }
}

function skillOf(
  value: number,
  metric: BinaryMetric,
  baseline: Readonly<Partial<Record<BinaryMetric, number>>>,
): number {
  const base = baseline[metric] ?? NaN;
  const best = bestValue(metric);
  return best === base ? NaN : (value - base) / (best - base);
}
