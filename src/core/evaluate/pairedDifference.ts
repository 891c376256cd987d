// Two scores of the same rows compared by any metric: DeLong for ROC AUC of single rows, the paired bootstrap for the rest, held to an exact test where there is one.
import { twoSided } from '../distribution';
import type { Random } from '../random';
import { standardError } from './bca';
import { bootstrap, drawnInterval, type BootstrapOptions, type Drawn } from './bootstrap';
import { defaultThreshold } from './defaultThreshold';
import { tooFew, type Bounds } from './interval';
import { metrics, type MetricName } from './metrics';
import { rowsFor } from './metricValue';
import { orderChance } from './orderChance';
import { pairedDeLong, type PairedDifference } from './pairedDeLong';
import { disagreeing, reasonAgainst, weightOf } from './restsOn';
import { enoughOfClass } from './rocAucInterval';
import { takeAny, type Numbers } from './rows';
import { gain, valueOf, type Statistic } from './statistic';
import { signChance } from './signChance';
import { swapChance } from './swapChance';

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
  const { closedForm } = metrics[metric];
  if (closedForm === 'DeLong' && groups === undefined) return pairedDeLong({ labels, first, second, level });
  const pair = pairedStatistics(options);
  const bounds = differenceBounds(metric);
  if (pair.rows === 0) {
    const reason = 'no row has a label and both scores';
    const interval = tooFew({ value: NaN, n: 0, level, bounds, reason });
    return { first: NaN, second: NaN, difference: NaN, se: NaN, p: NaN, interval };
  }
  const reason = tooFewToCompare(metric, pair);
  if (reason !== undefined) {
    const [one, two] = [valueOf(pair.first), valueOf(pair.second)];
    const difference = pair.isLoss ? one - two : two - one;
    const interval = tooFew({ value: difference, n: pair.rows, level, bounds, reason });
    return { first: one, second: two, difference, se: NaN, p: NaN, interval };
  }
  const drawn = drawDifference(pair, options);
  const result = stated(drawn, { level, bounds, exactP: exactChance(pair, options) });
  return { first: valueOf(pair.first), second: valueOf(pair.second), ...result };
}

/** Both statistics over the complete rows, and which rows those are. */
export interface PairedStatistics {
  readonly first: Statistic;
  readonly second: Statistic;
  readonly rows: number;
  readonly kept: Uint32Array | undefined;
  readonly labels: Uint8Array | Float64Array;
  /** Of first and second. */
  readonly scores: readonly Float64Array[];
  readonly isLoss: boolean;
  /** Rows of each class; 0 for a regression. */
  readonly positives: number;
  readonly negatives: number;
}

export function pairedStatistics(options: PairedOptions): PairedStatistics {
  const { metric, labels, first, second, thresholds } = options;
  const { statistic, isLoss } = metrics[metric];
  const { scores, ...rows } = rowsFor(metric, labels, first, second);
  const [one, two] = scores.map((score, index) =>
    statistic({ labels: rows.labels, scores: score, threshold: thresholds?.[index] ?? defaultThreshold }),
  ) as [Statistic, Statistic];
  const { kept, labels: known, positives, negatives } = rows;
  return {
    first: one,
    second: two,
    rows: known.length,
    kept,
    labels: known,
    scores,
    isLoss,
    positives,
    negatives,
  };
}

/** Of what the metric rests on, or of rows that the two call otherwise: a clause for a person. Two that call all rows alike are as good as each other. */
export function tooFewToCompare(name: MetricName, pair: PairedStatistics): string | undefined {
  const metric = metrics[name];
  const weight = Math.min(weightOf(metric, pair.first, pair), weightOf(metric, pair.second, pair));
  const reason = reasonAgainst(metric, { weight, classes: pair, to: 'to compare' });
  if (reason !== undefined) return reason;
  return tooAlike(disagreeing(metric, pair.first, pair.second));
}

/** Few rows that differ are not drawn often enough to tell chance by. */
export const tooAlike = (rows: number): string | undefined =>
  rows > 0 && rows < enoughOfClass
    ? `they call only ${rows} rows otherwise: under ${enoughOfClass} are too few to compare`
    : undefined;

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

/** Of what is lost by rows, or by groups of them, and of their order; of shares of single rows. Undefined for what has no such test. */
export function exactChance(
  pair: PairedStatistics,
  { metric, groups, random, resamples }: Pick<PairedOptions, 'metric' | 'groups' | 'random' | 'resamples'>,
): number | undefined {
  const options = { groups: groups && takeAny(groups, pair.kept), random, draws: resamples };
  return (
    signChance(metrics[metric], pair.first, { second: pair.second, ...options }) ??
    orderChance(metrics[metric], pair, options) ??
    (groups === undefined ? swapChance(metrics[metric], pair.first, pair.second) : undefined)
  );
}

/**
 * A drawn difference with its interval; p from the standard error of the replicates. Only no difference at all is known without
 * any spread. `exactP`: p of an exact test, then; the interval holds 0 wherever that test does, as drawing few rows spreads too little.
 */
export function stated(
  drawn: Drawn,
  options: { readonly level: number; readonly bounds: Bounds; readonly exactP?: number | undefined },
): Omit<PairedDifference, 'first' | 'second'> {
  const { level, exactP } = options;
  const interval = drawnInterval(drawn, { ...options, canBeConstant: drawn.value === 0 });
  const se = standardError(drawn);
  if (interval.tooFew !== undefined) return { difference: drawn.value, se: NaN, p: NaN, interval };
  const ofSpread = se > 0 ? twoSided(drawn.value / se) : drawn.value === 0 ? 1 : NaN;
  const holdsZero = exactP !== undefined && exactP > 1 - level;
  return {
    difference: drawn.value,
    se,
    p: exactP ?? ofSpread,
    interval: holdsZero
      ? { ...interval, low: Math.min(interval.low, 0), high: Math.max(interval.high, 0) }
      : interval,
  };
}

/** Least and greatest difference of two values of a metric. */
export function differenceBounds(metric: MetricName): Bounds {
  const [low, high] = metrics[metric].bounds;
  return [low - high, high - low];
}
