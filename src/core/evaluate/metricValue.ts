// A metric as a plain figure of labels and scores, without its interval; that is in `metricInterval`.
import { defaultThreshold } from './defaultThreshold';
import { isOfNumbers, metrics, type MetricName } from './metrics';
import { completeRows, keptRows, take, type CompleteRows, type Numbers } from './rows';
import { valueOf } from './statistic';

/** The metric over the rows with label and score; NaN where it has no value. `threshold` counts for accuracy and F1. */
export function metricValue(
  metric: MetricName,
  rows: { readonly labels: Numbers; readonly scores: Numbers; readonly threshold?: number },
): number {
  const { labels, scores } = rowsFor(metric, rows.labels, rows.scores);
  const { threshold = defaultThreshold } = rows;
  return valueOf(metrics[metric].statistic({ labels, scores: scores[0] as Float64Array, threshold }));
}

/** Rows with label and scores, as a metric takes them: labels of classes, or actual values, which are of neither class. */
export function rowsFor(
  metric: MetricName,
  labels: Numbers,
  ...scores: readonly Numbers[]
): Omit<CompleteRows, 'labels'> & { readonly labels: Uint8Array | Float64Array } {
  if (!isOfNumbers(metric)) return completeRows(labels, ...scores);
  const kept = keptRows([labels, ...scores]);
  const actual = take(labels, kept);
  return {
    labels: actual,
    scores: scores.map((score) => take(score, kept)),
    kept,
    positives: 0,
    negatives: 0,
    leftOut: labels.length - actual.length,
  };
}
