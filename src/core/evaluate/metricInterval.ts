// One metric of one score with its interval, whatever the metric: the rule which interval belongs to which.
import type { MetricName } from '../manifest/manifest';
import type { Random } from '../random';
import { binaryStatistic } from './binaryStatistic';
import { bootstrap, drawnInterval, type BootstrapOptions } from './bootstrap';
import { tooFew, type Interval } from './interval';
import { isRegressionMetric, metricBounds } from './metric';
import { wilson } from './proportion';
import { regressionStatistic } from './regressionStatistic';
import { enoughOfClass, rocAucInterval } from './rocAuc';
import { completeRows, keptRows, take, takeAny, type CompleteRows, type Numbers } from './rows';
import { valueOf, type Statistic } from './statistic';

export interface MeasureOptions {
  /** 1, 0 or NaN; the actual value for regression metrics. */
  readonly labels: Numbers;
  /** Scores, or predicted values. */
  readonly scores: Numbers;
  /** Of accuracy and F1; 0.5 unless told. */
  readonly threshold?: number;
  /** Rows of equal value belong together; then every interval is drawn by group. */
  readonly groups?: ArrayLike<unknown>;
  readonly random: Random;
  readonly resamples?: number;
  readonly level?: number;
}

/** The metric over the complete rows, with its interval. */
export const metricInterval = (metric: MetricName, options: MeasureOptions): Interval =>
  metricIntervals([metric], options)[metric] as Interval;

/**
 * Several metrics of the same rows: ROC AUC by the rules of `rocAucInterval`, accuracy by Wilson, the others by BCa from one
 * bootstrap; all by BCa where rows come in groups. Average precision and F1 need ten positives.
 */
export function metricIntervals(
  metrics: readonly MetricName[],
  options: MeasureOptions,
): Readonly<Partial<Record<MetricName, Interval>>> {
  const { level = 0.95, groups } = options;
  const prepared = prepare(metrics, options);
  const result: Partial<Record<MetricName, Interval>> = {};
  const toDraw: { readonly metric: MetricName; readonly statistic: Statistic }[] = [];
  for (const { metric, statistic } of prepared.statistics) {
    const reason = prepared.reasonAgainst(metric);
    if (reason !== undefined) {
      const value = prepared.rows === 0 ? NaN : valueOf(statistic);
      result[metric] = tooFew({ value, n: prepared.rows, level, bounds: metricBounds(metric), reason });
    } else if (groups === undefined && metric === 'roc_auc') {
      result[metric] = rocAucInterval(options);
    } else if (groups === undefined && metric === 'accuracy') {
      const of = prepared.rows;
      result[metric] = wilson({ count: Math.round(valueOf(statistic) * of), of, level });
    } else {
      toDraw.push({ metric, statistic });
    }
  }
  const drawn = bootstrap(
    toDraw.map(({ statistic }) => statistic),
    drawSettings(options, prepared.kept),
  );
  toDraw.forEach(({ metric }, index) => {
    const one = drawn[index];
    if (one !== undefined) result[metric] = drawnInterval(one, { level, bounds: metricBounds(metric) });
  });
  return result;
}

interface Prepared {
  readonly rows: number;
  readonly kept: Uint32Array | undefined;
  readonly statistics: readonly { readonly metric: MetricName; readonly statistic: Statistic }[];
  readonly reasonAgainst: (metric: MetricName) => string | undefined;
}

function prepare(metrics: readonly MetricName[], options: MeasureOptions): Prepared {
  const { labels, scores, threshold } = options;
  const isRegression = metrics.every(isRegressionMetric);
  const kept = keptRows([labels, scores]);
  const rows = kept?.length ?? labels.length;
  const complete = isRegression ? undefined : completeRows(labels, scores);
  const actual = isRegression ? take(labels, kept) : new Float64Array(0);
  const predicted = complete?.scores[0] ?? take(scores, kept);
  return {
    rows,
    kept,
    statistics: metrics.map((metric) => ({
      metric,
      statistic: isRegressionMetric(metric)
        ? regressionStatistic(metric, { actual, predicted })
        : binaryStatistic(metric, {
            labels: complete?.labels ?? new Uint8Array(0),
            scores: predicted,
            ...(threshold === undefined ? {} : { threshold }),
          }),
    })),
    reasonAgainst: (metric) =>
      rows === 0
        ? 'no row has a label and a score'
        : complete && reasonOfClass(metric, { ...complete, isGrouped: options.groups !== undefined }),
  };
}

function reasonOfClass(
  metric: MetricName,
  { positives, negatives, isGrouped }: CompleteRows & { readonly isGrouped: boolean },
): string | undefined {
  const fewest = Math.min(positives, negatives);
  if (metric === 'roc_auc' && isGrouped && fewest < enoughOfClass)
    return fewest === 0
      ? 'all rows are of one class; ROC AUC needs both'
      : `one class has ${fewest} rows: under ${enoughOfClass} are too few to resample`;
  const isOfPositives = metric === 'average_precision' || metric === 'f1';
  if (!isOfPositives || positives >= enoughOfClass) return undefined;
  return positives === 0
    ? 'no row is positive'
    : `${positives} rows are positive: under ${enoughOfClass} are too few to resample`;
}

function drawSettings(options: MeasureOptions, kept: Uint32Array | undefined): BootstrapOptions {
  const { random, resamples, groups } = options;
  return {
    random,
    ...(resamples === undefined ? {} : { resamples }),
    ...(groups === undefined ? {} : { groups: takeAny(groups, kept) }),
  };
}
