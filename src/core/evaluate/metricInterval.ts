// One metric of one score with its interval, whatever the metric: the rule which interval belongs to which.
import type { Random } from '../random';
import { averagePrecisionInterval } from './averagePrecisionInterval';
import { bootstrap, drawnInterval, fewestUnits, type BootstrapOptions } from './bootstrap';
import { defaultThreshold } from './defaultThreshold';
import { heldToRows } from './enoughToDraw';
import { tooFew, type Interval } from './interval';
import { isLossAlone, meanLossInterval } from './meanLossInterval';
import { isOfNumbers, metrics, type MetricName } from './metrics';
import type { Metric } from './metrics/metric';
import { rowsFor } from './metricValue';
import { reasonAgainst, weightOf } from './restsOn';
import { enoughOfClass, rocAucInterval } from './rocAucInterval';
import { takeAny, type Numbers } from './rows';
import { shareInterval } from './shareInterval';
import { valueOf, type Statistic } from './statistic';

export interface MeasureOptions {
  /** 1, 0 or NaN; the actual value for regression metrics. */
  readonly labels: Numbers;
  /** Scores, or predicted values. */
  readonly scores: Numbers;
  /** Of accuracy, F1, precision and recall; 0.5 unless told. */
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
 * Several metrics of the same rows, all of classes or all of numbers: in closed form where the metric has one, as `meanLossInterval`
 * has it where it is the mean of one loss a row, else by BCa from one bootstrap; nothing in closed form where rows come in groups.
 * What is drawn needs ten of what it rests on, a mean over rows the rows of `enoughToDraw`; a share that drawing cannot tell of, as
 * it is 0 or 1, has Wilson's interval of the groups.
 */
export function metricIntervals(
  names: readonly MetricName[],
  options: MeasureOptions,
): Readonly<Partial<Record<MetricName, Interval>>> {
  const [any] = names;
  if (any === undefined) return {};
  const { level = 0.95, threshold = defaultThreshold } = options;
  const rows = rowsFor(any, options.labels, options.scores);
  const measured = { labels: rows.labels, scores: rows.scores[0] as Float64Array, threshold };
  const n = measured.labels.length;
  const groups = options.groups && takeAny(options.groups, rows.kept);
  const result: Partial<Record<MetricName, Interval>> = {};
  const toDraw: { readonly name: MetricName; readonly statistic: Statistic }[] = [];
  const { random, resamples } = options;
  const drawing: BootstrapOptions = {
    random,
    ...(resamples === undefined ? {} : { resamples }),
    ...(groups === undefined ? {} : { groups }),
  };
  const held = (name: MetricName, interval: Interval, units: number) =>
    metrics[name].restsOn !== 'rows'
      ? interval
      : heldToRows(interval, metrics[name].bounds, {
          rows: n,
          groups: groups && units,
          classes: isOfNumbers(name) ? undefined : rows,
        });
  for (const name of names) {
    const metric = metrics[name];
    const statistic = metric.statistic(measured);
    const weight = weightOf(metric, statistic, rows);
    const reason =
      n === 0
        ? 'no row has a label and a score'
        : reasonAgainst(metric, {
            weight,
            classes: rows,
            to: 'to resample',
            enough: enoughFor(metric, groups),
          });
    const share = groups === undefined ? shareInterval(metric, statistic, { level }) : undefined;
    if (reason !== undefined)
      result[name] = tooFew({
        value: n === 0 ? NaN : valueOf(statistic),
        n: metric.valueOfShare === undefined ? n : weight,
        level,
        bounds: metric.bounds,
        reason,
      });
    else if (share !== undefined) result[name] = share;
    else if (metric.closedForm === 'DeLong' && groups === undefined) result[name] = rocAucInterval(options);
    else if (metric.closedForm === 'Wilson' && groups === undefined)
      result[name] = averagePrecisionInterval({ value: valueOf(statistic), positives: weight, n, level });
    else if (isLossAlone(metric, statistic)) {
      const { interval, units } = meanLossInterval(statistic, { ...drawing, level, bounds: metric.bounds });
      result[name] = held(name, interval, units);
    } else toDraw.push({ name, statistic });
  }
  const drawn = bootstrap(
    toDraw.map(({ statistic }) => statistic),
    drawing,
  );
  toDraw.forEach(({ name, statistic }, index) => {
    const one = drawn[index];
    if (one === undefined) return;
    const interval = drawnInterval(one, { level, bounds: metrics[name].bounds });
    const isUntold = interval.tooFew !== undefined && one.units >= fewestUnits;
    const share = shareInterval(metrics[name], statistic, { level, groups });
    if (share !== undefined) result[name] = isUntold ? share : { ...interval, n: share.n };
    else result[name] = held(name, interval, one.units);
  });
  return result;
}

/** A share of single rows needs one, DeLong's form judges for itself. */
const enoughFor = ({ valueOfShare, closedForm }: Metric, groups: readonly unknown[] | undefined): number =>
  groups !== undefined
    ? enoughOfClass
    : closedForm === 'DeLong'
      ? 0
      : valueOfShare !== undefined
        ? 1
        : enoughOfClass;
