// Two scores of the same rows compared by any metric: DeLong for ROC AUC of single rows, the paired bootstrap for the rest.
import { twoSided } from '../distribution';
import type { MetricName } from '../manifest/manifest';
import type { Random } from '../random';
import { standardError } from './bca';
import { binaryStatistic } from './binaryStatistic';
import { bootstrap, drawnInterval, type BootstrapOptions, type Drawn } from './bootstrap';
import { tooFew, type Bounds } from './interval';
import { isHigherBetter, isRegressionMetric, metricBounds } from './metric';
import { pairedDeLong, type PairedDifference } from './pairedDeLong';
import { regressionStatistic } from './regressionStatistic';
import { enoughOfClass } from './rocAuc';
import { completeRows, keptRows, take, takeAny, type Numbers } from './rows';
import { gain, valueOf, type Statistic } from './statistic';

export interface PairedOptions {
  readonly metric: MetricName;
  /** 1, 0 or NaN; the actual value for a regression metric. */
  readonly labels: Numbers;
  readonly first: Numbers;
  readonly second: Numbers;
  /** Of first and second, for accuracy and F1; 0.5 unless told. */
  readonly thresholds?: readonly [first: number, second: number];
  /** Rows of equal value are drawn together. */
  readonly groups?: ArrayLike<unknown>;
  readonly random: Random;
  readonly resamples?: number;
  readonly level?: number;
}

/** Compares on the rows that have a label and both scores. */
export function pairedDifference(options: PairedOptions): PairedDifference {
  const { metric, labels, first, second, groups, level = 0.95 } = options;
  if (metric === 'roc_auc' && groups === undefined) return pairedDeLong({ labels, first, second, level });
  const pair = pairedStatistics(options);
  const bounds = differenceBounds(metric);
  if (pair.rows === 0) {
    const reason = 'no row has a label and both scores';
    const interval = tooFew({ value: NaN, n: 0, level, bounds, reason });
    return { first: NaN, second: NaN, difference: NaN, se: NaN, p: NaN, interval };
  }
  const fewest = Math.min(pair.positives, pair.negatives);
  if (metric === 'roc_auc' && fewest < enoughOfClass) {
    const [one, two] = [valueOf(pair.first), valueOf(pair.second)];
    const reason =
      fewest === 0
        ? 'all rows are of one class; ROC AUC needs both'
        : `one class has ${fewest} rows: under ${enoughOfClass} are too few to compare`;
    const interval = tooFew({ value: two - one, n: pair.rows, level, bounds, reason });
    return { first: one, second: two, difference: two - one, se: NaN, p: NaN, interval };
  }
  const drawn = drawDifference(pair, options);
  return { first: valueOf(pair.first), second: valueOf(pair.second), ...stated(drawn, { level, bounds }) };
}

/** Both statistics over the complete rows, and which rows those are. */
export interface PairedStatistics {
  readonly first: Statistic;
  readonly second: Statistic;
  readonly rows: number;
  readonly kept: Uint32Array | undefined;
  readonly isLoss: boolean;
  /** Rows of each class; 0 for a regression. */
  readonly positives: number;
  readonly negatives: number;
}

export function pairedStatistics(options: PairedOptions): PairedStatistics {
  const { metric, labels, first, second, thresholds } = options;
  const isLoss = !isHigherBetter(metric);
  if (isRegressionMetric(metric)) {
    const kept = keptRows([labels, first, second]);
    const actual = take(labels, kept);
    const of = (predicted: Numbers) =>
      regressionStatistic(metric, { actual, predicted: take(predicted, kept) });
    const rows = actual.length;
    return { first: of(first), second: of(second), rows, kept, isLoss, positives: 0, negatives: 0 };
  }
  const rows = completeRows(labels, first, second);
  const [one, two] = rows.scores.map((scores, index) =>
    binaryStatistic(metric, { labels: rows.labels, scores, threshold: thresholds?.[index] ?? 0.5 }),
  ) as [Statistic, Statistic];
  const { kept, positives, negatives } = rows;
  return { first: one, second: two, rows: rows.labels.length, kept, isLoss, positives, negatives };
}

/** Bootstraps the difference on the paired rows. */
export function drawDifference(
  pair: PairedStatistics,
  options: Pick<PairedOptions, 'random' | 'resamples' | 'groups'>,
): Drawn {
  const { random, resamples, groups } = options;
  const settings: BootstrapOptions = {
    random,
    ...(resamples === undefined ? {} : { resamples }),
    ...(groups === undefined ? {} : { groups: takeAny(groups, pair.kept) }),
  };
  const [drawn] = bootstrap([gain(pair.first, pair.second, pair.isLoss)], settings);
  return drawn as Drawn;
}

/** A drawn difference with its interval; p from the standard error of the replicates. */
export function stated(
  drawn: Drawn,
  options: { readonly level: number; readonly bounds: Bounds },
): Omit<PairedDifference, 'first' | 'second'> {
  const interval = drawnInterval(drawn, { ...options, canBeConstant: true });
  const se = standardError(drawn);
  const isKnown = interval.tooFew === undefined;
  const p = !isKnown ? NaN : se > 0 ? twoSided(drawn.value / se) : drawn.value === 0 ? 1 : NaN;
  return { difference: drawn.value, se: isKnown ? se : NaN, p, interval };
}

/** Least and greatest difference of two values of a metric. */
export function differenceBounds(metric: MetricName): Bounds {
  const [low, high] = metricBounds(metric);
  return [low - high, high - low];
}
