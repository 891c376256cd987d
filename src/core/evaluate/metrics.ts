// The metrics as plain functions of labels and scores, without intervals; those are in `evaluateBinary` and `evaluateRegression`.
import { binaryStatistic } from './binaryStatistic';
import type { BinaryMetric, RegressionMetric } from './metric';
import { regressionStatistic } from './regressionStatistic';
import { completeRows, keptRows, take, type Numbers } from './rows';
import { valueOf } from './statistic';

/** A binary metric over the rows with label and score; NaN where it has no value. `threshold` counts for accuracy and F1. */
export function binaryMetric(
  metric: BinaryMetric,
  rows: { readonly labels: Numbers; readonly scores: Numbers; readonly threshold?: number },
): number {
  const { labels, scores } = completeRows(rows.labels, rows.scores);
  return valueOf(
    binaryStatistic(metric, {
      labels,
      scores: scores[0] as Float64Array,
      ...(rows.threshold === undefined ? {} : { threshold: rows.threshold }),
    }),
  );
}

/** A regression metric over the rows with both values; NaN where it has no value. */
export function regressionMetric(
  metric: RegressionMetric,
  rows: { readonly actual: Numbers; readonly predicted: Numbers },
): number {
  const kept = keptRows([rows.actual, rows.predicted]);
  return valueOf(
    regressionStatistic(metric, { actual: take(rows.actual, kept), predicted: take(rows.predicted, kept) }),
  );
}

/** Counts of decisions at a threshold. */
export interface Confusion {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

/** Decisions over the rows with label and score: positive where the score is at or above the threshold. */
export function confusion(rows: {
  readonly labels: Numbers;
  readonly scores: Numbers;
  readonly threshold: number;
}): Confusion {
  const { labels, scores, positives, negatives } = completeRows(rows.labels, rows.scores);
  let [tp, fp] = [0, 0];
  scores[0]?.forEach((score, row) => {
    if (score < rows.threshold) return;
    if (labels[row] === 1) tp++;
    else fp++;
  });
  return { tp, fp, tn: negatives - fp, fn: positives - tp };
}
