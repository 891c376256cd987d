// The figures of a score for one of two classes: every metric with its interval, beside one answer for all, and the calibration.
import { calibrationOf, type DetailedCalibration } from './calibration';
import type { Constant } from './constant';
import { confusion, type Confusion } from './confusion';
import { defaultThreshold } from './defaultThreshold';
import type { Figures } from './evaluation';
import type { Interval } from './interval';
import { metricIntervals, type MeasureOptions } from './metricInterval';
import { classMetricNames, classMetrics, type ClassMetricName } from './metrics';
import { skillOf, type ClassMetric } from './metrics/metric';
import { completeRows } from './rows';

export interface BinaryFigures extends Omit<Figures, 'from' | 'to'> {
  readonly kind: 'binary';
  readonly metrics: Readonly<Partial<Record<ClassMetricName, Interval>>>;
  readonly baseline: Readonly<Partial<Record<ClassMetricName, number>>>;
  /** How much of the way from the baseline to the best possible value; NaN where the baseline is the best. */
  readonly skill: Readonly<Partial<Record<ClassMetricName, number>>>;
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
 * `constant`: of the training rows; without it the baseline is the best in hindsight.
 */
export function evaluateBinary(
  options: MeasureOptions & { readonly constant?: Extract<Constant, { kind: 'share' }> },
): BinaryFigures {
  const rows = completeRows(options.labels, options.scores);
  const scores = rows.scores[0] as Float64Array;
  const areProbabilities = scores.every((score) => score >= 0 && score <= 1);
  const threshold = options.threshold ?? (areProbabilities ? defaultThreshold : undefined);
  const names = classMetricNames.filter((name) => {
    const { needs }: ClassMetric = classMetrics[name];
    return (
      (areProbabilities || needs !== 'probability') && (threshold !== undefined || needs !== 'threshold')
    );
  });
  const share = rows.positives / rows.labels.length;
  const { constant } = options;
  const baseline = Object.fromEntries(
    names.map((name) => [name, classMetrics[name].constant(share, constant?.share)]),
  );
  const intervals = metricIntervals(names, {
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
    ...(constant === undefined ? {} : { constant }),
    skill: Object.fromEntries(
      names.map((name) => [
        name,
        skillOf(classMetrics[name], intervals[name]?.value ?? NaN, baseline[name] ?? NaN),
      ]),
    ),
    ...(threshold === undefined
      ? {}
      : { confusion: confusion({ labels: options.labels, scores: options.scores, threshold }) }),
    ...(calibration === undefined ? {} : { calibration }),
  };
}
