// A paired comparison within periods: rows are compared only with rows of their own period, so that a shift between periods cannot make the result.
import type { Steps } from '../steps';
import { degreesOfSum } from './aucComponents';
import { metrics, type MetricName } from './metrics';
import { fewestUnits, type Drawn } from './bootstrap';
import { tooFew, type Interval } from './interval';
import { byStudent, pairedDeLong, type PairedDifference } from './pairedDeLong';
import {
  differenceBounds,
  drawDifference,
  exactChance,
  pairedStatistics,
  stated,
  tooAlike,
  tooFewToCompare,
  type PairedOptions,
  type PairedStatistics,
} from './pairedDifference';
import { disagreeing, reasonAgainst, weightOf } from './restsOn';
import { enoughOfClass } from './rocAucInterval';
import { drawTogether, rowsByPeriod, weightedMean, type GroupedPart } from './periods';
import { take, takeAny, type Numbers } from './rows';
import { gain, valueOf, type Statistic } from './statistic';

export interface PeriodDifference {
  readonly period: string;
  readonly rows: number;
  /** Share of the whole; 0 where the period cannot be compared. */
  readonly weight: number;
  /** Its interval is simultaneous over the periods (Bonferroni). */
  readonly compared: PairedDifference;
}

export interface WithinPeriods {
  /** Weighted mean of the periods' differences; positive: the second is better. */
  readonly difference: number;
  readonly se: number;
  readonly p: number;
  readonly interval: Interval;
  /** In the order of their names. */
  readonly periods: readonly PeriodDifference[];
  /** Periods in which the second is clearly worse: their whole simultaneous interval lies below 0. */
  readonly against: readonly string[];
}

export type PeriodOptions = PairedOptions & { readonly periods: ArrayLike<string> };

/**
 * Compares within periods, which weigh by what the metric rests on: by pairs (positives x negatives) for ROC AUC, so that the result is
 * the gain in the share of pairs of one period in the right order, by positives for recall, by the rows called for precision. Periods with
 * under two rows of a class (pairs) or under ten rows (others) take no part. Where rows come in groups, all is drawn by group, over all
 * periods at once: a customer of every month is one customer. A period at a step.
 */
export function* comparingPeriods(options: PeriodOptions): Steps<WithinPeriods> {
  const { metric, level = 0.95 } = options;
  const parts = splitByPeriod(options);
  const simultaneous = 1 - (1 - level) / Math.max(1, parts.length);
  const isDeLong = metrics[metric].closedForm === 'DeLong' && options.groups === undefined;
  const compared: ComparedPart[] = [];
  for (const part of parts) {
    compared.push(isDeLong ? byDeLong(part, simultaneous) : byDraws(part, simultaneous));
    yield;
  }
  const total = compared.reduce((sum, { weight }) => sum + weight, 0);
  const periods = compared.map(({ period, rows, weight, compared: result }) => ({
    period,
    rows,
    weight: total === 0 ? 0 : weight / total,
    compared: result,
  }));
  const against = periods
    .filter(({ compared: { interval } }) => interval.tooFew === undefined && interval.high < 0)
    .map(({ period }) => period);
  const used = compared.filter(({ weight }) => weight > 0);
  const whole = isDeLong
    ? poolDeLong(used, { metric, total, level })
    : poolDraws(used, { ...options, total, level });
  return { ...whole, periods, against };
}

interface Part extends PairedOptions {
  readonly period: string;
}

interface ComparedPart extends PeriodDifference {
  /** Pairs or rows; 0 where it cannot take part. */
  readonly weight: number;
  /** Of ROC AUC only. */
  readonly classes?: { readonly positives: number; readonly negatives: number };
  /** Of the other metrics only. */
  readonly drawn?: Drawn;
  readonly pair?: PairedStatistics;
  /** Where rows come in groups. */
  readonly grouped?: GroupedPart;
}

interface Pool {
  readonly metric: MetricName;
  readonly total: number;
  readonly level: number;
}

function splitByPeriod(options: PeriodOptions): Part[] {
  const { labels, first, second, groups, periods, ...rest } = options;
  return rowsByPeriod({ columns: [labels, first, second], periods }).map(({ period, rows }) => ({
    ...rest,
    period,
    labels: take(labels, rows),
    first: take(first, rows),
    second: take(second, rows),
    ...(groups === undefined ? {} : { groups: takeAny(groups, rows) }),
  }));
}

function byDeLong({ period, labels, first, second }: Part, level: number): ComparedPart {
  const compared = pairedDeLong({ labels, first, second, level });
  const positives = countOf(labels, 1);
  const negatives = labels.length - positives;
  const weight = positives >= 2 && negatives >= 2 ? positives * negatives : 0;
  return { period, rows: labels.length, weight, compared, classes: { positives, negatives } };
}

function byDraws(part: Part, level: number): ComparedPart {
  const { period, metric } = part;
  const pair = pairedStatistics(part);
  const drawn = drawDifference(pair, part);
  const bounds = differenceBounds(metric);
  const few = tooFewToCompare(metric, pair);
  const result = stated(drawn, { level, bounds, exactP: exactChance(pair, part) });
  const { value, rows: n } = drawn;
  const compared = {
    first: valueOf(pair.first),
    second: valueOf(pair.second),
    ...result,
    ...(few === undefined ? {} : { interval: tooFew({ value, n, level, bounds, reason: few }) }),
  };
  const weigh = (statistic: Statistic) => weightOf(metrics[metric], statistic, pair);
  const canBeDrawn = drawn.units >= fewestUnits && drawn.valid >= 0.95 && Number.isFinite(value);
  const weight = canBeDrawn ? (weigh(pair.first) + weigh(pair.second)) / 2 : 0;
  const statistic = gain(pair.first, pair.second, pair.isLoss);
  const grouped = part.groups && { statistic, weight, groups: takeAny(part.groups, pair.kept) };
  return { period, rows: pair.rows, weight, compared, drawn, pair, ...(grouped ? { grouped } : {}) };
}

type Whole = Pick<WithinPeriods, 'difference' | 'se' | 'p' | 'interval'>;

function poolDeLong(parts: readonly ComparedPart[], { metric, total, level }: Pool): Whole {
  const n = parts.reduce((sum, { rows }) => sum + rows, 0);
  const weigh = (of: (part: ComparedPart) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const value = weigh((part) => (part.weight / total) * part.compared.difference);
  const variances = parts.map(({ weight, compared: { se: own, degrees: known = Infinity } }) => ({
    variance: ((weight / total) * own) ** 2,
    degrees: known,
  }));
  const se = Math.sqrt(variances.reduce((sum, { variance }) => sum + variance, 0));
  const fewest = Math.min(
    weigh(({ classes }) => classes?.positives ?? 0),
    weigh(({ classes }) => classes?.negatives ?? 0),
  );
  const bounds = differenceBounds(metric);
  const without = (reason: string) => ({
    difference: parts.length === 0 ? NaN : value,
    se: NaN,
    p: NaN,
    interval: tooFew({ value: parts.length === 0 ? NaN : value, n, level, bounds, reason }),
  });
  if (parts.length === 0) return without('no period has two rows of each class');
  if (fewest < enoughOfClass)
    return without(
      `within periods one class has ${fewest} rows: under ${enoughOfClass} are too few to compare`,
    );
  if (se === 0 && value !== 0) return without('the scores do not vary within any class and period');
  const degrees = degreesOfSum(variances);
  const figure = { value, level, method: 'DeLong, within periods', n };
  return { difference: value, se, ...byStudent(figure, { se, degrees }) };
}

function poolDraws(
  parts: readonly ComparedPart[],
  { metric, level, random, resamples }: Pool & Pick<PairedOptions, 'random' | 'resamples'>,
): Whole {
  const bounds = differenceBounds(metric);
  const grouped = parts.flatMap((part) => (part.grouped === undefined ? [] : [part.grouped]));
  const apart = parts.flatMap(({ drawn, weight }) => (drawn === undefined ? [] : [{ drawn, weight }]));
  const without = (value: number, n: number, reason: string) => ({
    difference: value,
    se: NaN,
    p: NaN,
    interval: tooFew({ value, n, level, bounds, reason }),
  });
  if (apart.length === 0) return without(NaN, 0, `no period has ${fewestUnits} rows`);
  const drawn =
    grouped.length > 0
      ? drawTogether(grouped, { random, ...(resamples === undefined ? {} : { resamples }) })
      : weightedMean(apart);
  const few = tooFewInAll(metric, parts);
  return few === undefined
    ? stated(drawn, { level, bounds })
    : without(drawn.value, drawn.rows, `within periods ${few}`);
}

/** As pooled, of the periods that take part. */
function tooFewInAll(name: MetricName, parts: readonly ComparedPart[]): string | undefined {
  const metric = metrics[name];
  const add = (of: (pair: PairedStatistics) => number) =>
    parts.reduce((sum, { pair }) => sum + (pair === undefined ? 0 : of(pair)), 0);
  const classes = {
    positives: add(({ positives }) => positives),
    negatives: add(({ negatives }) => negatives),
  };
  const weight = Math.min(
    add((pair) => weightOf(metric, pair.first, pair)),
    add((pair) => weightOf(metric, pair.second, pair)),
  );
  return (
    reasonAgainst(metric, { weight, classes, to: 'to compare' }) ??
    tooAlike(add(({ first, second }) => disagreeing(metric, first, second)))
  );
}

function countOf(values: Numbers, wanted: number): number {
  let count = 0;
  for (let row = 0; row < values.length; row++) if (values[row] === wanted) count++;
  return count;
}
