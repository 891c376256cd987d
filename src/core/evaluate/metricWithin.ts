// One metric of one score within periods, so that a shift between periods cannot make or hide it; comparisons of two scores are in `withinPeriods`.
import { expit, logit, zOf } from '../distribution';
import { aucComponents, componentsVariance } from './aucComponents';
import { bootstrap, drawnInterval, fewestUnits } from './bootstrap';
import { defaultThreshold } from './defaultThreshold';
import { heldToRows } from './enoughToDraw';
import { tooFew, type Interval } from './interval';
import type { MeasureOptions } from './metricInterval';
import { isOfNumbers, metrics, type MetricName } from './metrics';
import type { Metric } from './metrics/metric';
import { drawTogether, rowsByPeriod, weightedMean } from './periods';
import { weightOf } from './restsOn';
import { enoughOfClass } from './rocAucInterval';
import { completeRows, take, takeAny } from './rows';
import { shareInterval } from './shareInterval';
import { rowsOf, valueOf, type Statistic } from './statistic';

/**
 * The weighted mean of the metric over the periods, which weigh by what it rests on: by pairs (positives x negatives) for ROC AUC,
 * which then is the share of pairs of one period in the right order, by positives for recall, by rows called for precision. Periods with under two rows of a class (pairs)
 * or under ten rows (others) take no part. Where rows come in groups, the interval is drawn by group. Where the mean is a share of
 * all rows of the periods, as of recall, or drawing cannot tell, as each period's share is 0 or 1, the interval is that of the share.
 */
export function metricWithin(
  name: MetricName,
  options: MeasureOptions & { readonly periods: ArrayLike<string> },
): Interval {
  const { groups } = options;
  const metric = metrics[name];
  const parts = rowsByPeriod({ columns: [options.labels, options.scores], periods: options.periods }).map(
    ({ rows }) => ({
      labels: take(options.labels, rows),
      scores: take(options.scores, rows),
      ...(groups === undefined ? {} : { groups: takeAny(groups, rows) }),
    }),
  );
  const level = options.level ?? 0.95;
  if (groups !== undefined) return groupedWithin(name, { parts, level, ...drawing(options) });
  return metric.closedForm === 'DeLong'
    ? aucWithin(parts, level)
    : drawnWithin(name, { parts, level, ...drawing(options) });
}

interface Rows {
  readonly labels: Float64Array;
  readonly scores: Float64Array;
  readonly groups?: readonly unknown[];
}
type Drawing = Pick<MeasureOptions, 'random' | 'resamples' | 'threshold'>;

const drawing = ({ random, resamples, threshold }: Drawing): Drawing => ({
  random,
  ...(resamples === undefined ? {} : { resamples }),
  ...(threshold === undefined ? {} : { threshold }),
});

function aucWithin(parts: readonly Rows[], level: number): Interval {
  const used = parts
    .map(({ labels, scores }) => completeRows(labels, scores))
    .filter(({ positives, negatives }) => positives >= 2 && negatives >= 2)
    .map(({ labels, scores, positives, negatives }) => {
      const components = aucComponents(labels, scores[0] as Float64Array);
      return { positives, negatives, auc: components.auc, variance: componentsVariance(components) };
    });
  const add = (of: (part: (typeof used)[number]) => number) => used.reduce((sum, part) => sum + of(part), 0);
  const n = add(({ positives, negatives }) => positives + negatives);
  const pairs = add(({ positives, negatives }) => positives * negatives);
  const share = ({ positives, negatives }: (typeof used)[number]) => (positives * negatives) / pairs;
  const value = used.length === 0 ? NaN : add((part) => share(part) * part.auc);
  const without = (reason: string) => tooFew({ value, n, level, bounds: [0, 1], reason });
  if (used.length === 0) return without('no period has two rows of each class');
  const fewest = Math.min(
    add(({ positives }) => positives),
    add(({ negatives }) => negatives),
  );
  if (fewest < enoughOfClass)
    return without(`within periods one class has ${fewest} rows: under ${enoughOfClass} are too few to say`);
  const se = Math.sqrt(add((part) => share(part) ** 2 * part.variance));
  if (se === 0 || value === 0 || value === 1) return without('it does not vary within periods');
  const reach = (zOf(level) * se) / (value * (1 - value));
  const [low, high] = [expit(logit(value) - reach), expit(logit(value) + reach)];
  return { value, low, high, level, method: 'DeLong, logit, within periods', n };
}

function drawnWithin(
  name: MetricName,
  options: Drawing & { readonly parts: readonly Rows[]; readonly level: number },
): Interval {
  const { parts, level, random, resamples, threshold } = options;
  const metric = metrics[name];
  const used = parts
    .map((part) => {
      const statistic = statisticOf(metric, part, threshold);
      const classes = classesOf(part);
      return { ...classes, statistic, weight: weightOf(metric, statistic, classes) };
    })
    .filter(({ statistic, weight }) => rowsOf(statistic) >= fewestUnits && weight > 0);
  const share = shareWithin(metric, used, { level });
  if (share?.isOfAll === true) return share.interval;
  const drawn = used
    .flatMap(({ statistic, weight }) =>
      bootstrap([statistic], { random, ...(resamples === undefined ? {} : { resamples }) }).map((one) => ({
        drawn: one,
        weight,
      })),
    )
    .filter(({ drawn: { value, valid } }) => Number.isFinite(value) && valid >= 0.95);
  const { bounds } = metric;
  if (drawn.length === 0) {
    const reason = `no period has ${fewestUnits} rows with a value`;
    return tooFew({ value: NaN, n: 0, level, bounds, reason });
  }
  const interval = drawnInterval(weightedMean(drawn), { level, bounds });
  if (share !== undefined) return interval.tooFew === undefined ? interval : share.interval;
  return heldWithin(name, interval, used);
}

/** A mean over rows is held to the rows of the periods together. */
function heldWithin(
  name: MetricName,
  interval: Interval,
  parts: readonly {
    readonly positives: number;
    readonly negatives: number;
    readonly groups?: readonly unknown[];
  }[],
): Interval {
  const { restsOn, bounds } = metrics[name];
  if (restsOn !== 'rows') return interval;
  const add = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((sum, part) => sum + of(part), 0);
  const classes = {
    positives: add(({ positives }) => positives),
    negatives: add(({ negatives }) => negatives),
  };
  const groups = parts.flatMap((part) => part.groups ?? []);
  return heldToRows(interval, bounds, {
    rows: interval.n,
    groups: groups.length === 0 ? undefined : new Set(groups).size,
    classes: isOfNumbers(name) ? undefined : classes,
  });
}

const statisticOf = (metric: Metric, { labels, scores }: Rows, threshold = defaultThreshold): Statistic =>
  metric.statistic({ labels, scores, threshold });

function groupedWithin(
  name: MetricName,
  options: Drawing & { readonly parts: readonly Rows[]; readonly level: number },
): Interval {
  const { parts, level, random, resamples, threshold } = options;
  const metric = metrics[name];
  const { bounds, restsOn } = metric;
  const used = parts
    .map((part) => {
      const statistic = statisticOf(metric, part, threshold);
      return { ...classesOf(part), statistic, rows: part.labels.length, groups: part.groups ?? [] };
    })
    .filter(({ statistic, rows, positives, negatives }) =>
      restsOn === 'pairs'
        ? positives >= 2 && negatives >= 2
        : rows >= fewestUnits && Number.isFinite(valueOf(statistic)),
    )
    .map((part) => ({
      ...part,
      weight: weightOf(metric, part.statistic, part),
    }));
  const add = (of: (part: (typeof used)[number]) => number) => used.reduce((sum, part) => sum + of(part), 0);
  const n = add(({ rows }) => rows);
  const without = (value: number, reason: string) => tooFew({ value, n, level, bounds, reason });
  if (used.length === 0)
    return without(
      NaN,
      restsOn === 'pairs'
        ? 'no period has two rows of each class'
        : `no period has ${fewestUnits} rows with a value`,
    );
  const drawn = drawTogether(used, { random, ...(resamples === undefined ? {} : { resamples }) });
  const fewest = Math.min(
    add(({ positives }) => positives),
    add(({ negatives }) => negatives),
  );
  if (restsOn === 'pairs' && fewest < enoughOfClass)
    return without(
      drawn.value,
      `within periods one class has ${fewest} rows: under ${enoughOfClass} are too few to say`,
    );
  const interval = drawnInterval(drawn, { level, bounds });
  const held = metric.valueOfShare === undefined ? heldWithin(name, interval, used) : interval;
  if (held.tooFew === undefined || drawn.units < fewestUnits) return held;
  return shareWithin(metric, used, { level, isByGroup: true })?.interval ?? held;
}

/** The interval of the share of all rows of the periods, about the weighted mean; `isOfAll`: the two are one figure. Undefined where the metric is no share. */
function shareWithin(
  metric: Metric,
  parts: readonly {
    readonly statistic: Statistic;
    readonly weight: number;
    readonly groups?: readonly unknown[];
  }[],
  options: { readonly level: number; readonly isByGroup?: boolean },
): { readonly interval: Interval; readonly isOfAll: boolean } | undefined {
  const columns = parts.map(({ statistic }) => (statistic.kind === 'sums' ? statistic.parts : []));
  const together = (part: number) =>
    Float64Array.from(columns.flatMap((column) => Array.from(column[part] ?? [])));
  const all: Statistic = { kind: 'sums', parts: [together(0), together(1)], of: () => NaN };
  const groups = options.isByGroup === true ? parts.flatMap((part) => part.groups ?? []) : undefined;
  const interval = shareInterval(metric, all, { level: options.level, groups });
  if (interval === undefined) return undefined;
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const value = parts.reduce((sum, { statistic, weight }) => sum + (weight / total) * valueOf(statistic), 0);
  const isOfAll = Math.abs(value - interval.value) < 1e-12;
  const [low, high] = [Math.min(interval.low, value), Math.max(interval.high, value)];
  return {
    interval: { ...interval, value, low, high, method: `${interval.method}, within periods` },
    isOfAll,
  };
}

function classesOf({ labels }: Rows) {
  const positives = labels.reduce((count, label) => count + Number(label === 1), 0);
  return { positives, negatives: labels.length - positives };
}
