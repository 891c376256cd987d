// Any metric of scored rows with the interval that suits it: DeLong, Wilson or the bootstrap.
import type { MetricName } from '../manifest/manifest';
import type { Random } from '../random';
import { binaryStatistic } from './binaryStatistic';
import { bootstrapInterval } from './bootstrap';
import type { Interval } from './interval';
import { isRegressionMetric, metricBounds } from './metric';
import { wilson } from './proportion';
import { regressionStatistic } from './regressionStatistic';
import { rocAucInterval } from './rocAuc';
import { completeRows, keptRows, take, type Numbers } from './rows';

/** `labels`: 1, 0 or NaN, or actual values; rows without a label or score are left out. `threshold`: for accuracy and F1. */
export function metricInterval(
  metric: MetricName,
  rows: {
    readonly labels: Numbers;
    readonly scores: Numbers;
    readonly threshold?: number;
    readonly random: Random;
  },
): Interval {
  const { labels, scores, random } = rows;
  if (metric === 'roc_auc') return rocAucInterval({ labels, scores });
  const bounds = metricBounds(metric);
  if (isRegressionMetric(metric)) {
    const kept = keptRows([labels, scores]);
    const statistic = regressionStatistic(metric, {
      actual: take(labels, kept),
      predicted: take(scores, kept),
    });
    return bootstrapInterval(statistic, { random, bounds });
  }
  const complete = completeRows(labels, scores);
  const threshold = rows.threshold ?? 0.5;
  const scored = { labels: complete.labels, scores: complete.scores[0] ?? new Float64Array(), threshold };
  if (metric === 'accuracy') {
    const count = scored.scores.reduce(
      (sum, score, row) => sum + Number(score >= threshold === (scored.labels[row] === 1)),
      0,
    );
    return wilson({ count, of: scored.scores.length });
  }
  return bootstrapInterval(binaryStatistic(metric, scored), { random, bounds });
}
