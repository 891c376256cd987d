// One metric of one score with its interval, whatever the metric: the rule which interval belongs to which.
import type { Random } from '../random';
import { bootstrap, drawnInterval, type BootstrapOptions } from './bootstrap';
import { tooFew, type Interval } from './interval';
import { metrics, type MetricName } from './metrics';
import type { Metric } from './metrics/metric';
import { rowsFor } from './metricValue';
import { wilson } from './proportion';
import { enoughOfClass, rocAucInterval } from './rocAucInterval';
import { takeAny, type CompleteRows, type Numbers } from './rows';
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
 * Several metrics of the same rows, all of classes or all of numbers: in closed form where the metric has one, else by BCa from
 * one bootstrap; all by BCa where rows come in groups. What rests on positives needs ten of them.
 */
export function metricIntervals(
  names: readonly MetricName[],
  options: MeasureOptions,
): Readonly<Partial<Record<MetricName, Interval>>> {
  const [any] = names;
  if (any === undefined) return {};
  const { level = 0.95, groups, threshold = 0.5 } = options;
  const rows = rowsFor(any, options.labels, options.scores);
  const measured = { labels: rows.labels, scores: rows.scores[0] as Float64Array, threshold };
  const n = measured.labels.length;
  const result: Partial<Record<MetricName, Interval>> = {};
  const toDraw: { readonly name: MetricName; readonly statistic: Statistic }[] = [];
  for (const name of names) {
    const metric = metrics[name];
    const statistic = metric.statistic(measured);
    const form = groups === undefined ? metric.closedForm : undefined;
    const reason =
      n === 0 ? 'no row has a label and a score' : reasonAgainst(metric, rows, groups !== undefined);
    if (reason !== undefined)
      result[name] = tooFew({
        value: n === 0 ? NaN : valueOf(statistic),
        n,
        level,
        bounds: metric.bounds,
        reason,
      });
    else if (form === 'DeLong') result[name] = rocAucInterval(options);
    else if (form === 'Wilson')
      result[name] = wilson({ count: Math.round(valueOf(statistic) * n), of: n, level });
    else toDraw.push({ name, statistic });
  }
  const drawn = bootstrap(
    toDraw.map(({ statistic }) => statistic),
    drawSettings(options, rows.kept),
  );
  toDraw.forEach(({ name }, index) => {
    const one = drawn[index];
    if (one !== undefined) result[name] = drawnInterval(one, { level, bounds: metrics[name].bounds });
  });
  return result;
}

/** Why there are too few rows of a class, a clause for a person; undefined where there are enough. */
function reasonAgainst(
  { restsOn, label }: Metric,
  { positives, negatives }: Pick<CompleteRows, 'positives' | 'negatives'>,
  isGrouped: boolean,
): string | undefined {
  const fewest = Math.min(positives, negatives);
  if (restsOn === 'pairs' && isGrouped && fewest < enoughOfClass)
    return fewest === 0
      ? `all rows are of one class; ${label} needs both`
      : `one class has ${fewest} rows: under ${enoughOfClass} are too few to resample`;
  if (restsOn !== 'positives' || positives >= enoughOfClass) return undefined;
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
