// What interval a goal's metric would have on so many rows if it were just reached, before any model is there.
import { normalQuantile, zOf } from '../distribution';
import { averagePrecisionInterval } from '../evaluate/averagePrecisionInterval';
import {
  classMetrics,
  isOfNumbers,
  metrics,
  type ClassMetricName,
  type MetricName,
} from '../evaluate/metrics';
import { wilsonBounds } from '../evaluate/proportion';
import type { Interval } from '../evaluate/interval';
import { rocAucInterval } from '../evaluate/rocAucInterval';

export interface GoalFacts {
  /** The goal's name in the manifest. */
  readonly name: string;
  readonly metric: MetricName;
  /** What has to be reached. */
  readonly target: number;
  /** Rows that have an answer, of the part that the figure will rest on. */
  readonly rows: number;
  /** Of them in the positive class; undefined where the target has no classes. */
  readonly positives?: number;
  /** Standard deviation of the target; undefined where it is no number. */
  readonly sd?: number;
  readonly part: 'test' | 'all';
}

export interface GoalReach {
  readonly low: number;
  readonly high: number;
  /** What knowing nothing gives; undefined where that says nothing of the metric, or depends on more than is known. */
  readonly baseline?: number;
}

const z = zOf(0.95);

/**
 * Undefined where it cannot be told before there is a model. ROC AUC: DeLong's interval of two normal classes that far
 * apart. Average precision and shares: Wilson's of the rows they rest on, as many called positive as are. RMSE and MAE: of
 * normal errors, whose standard error is 1 / sqrt(2n) and sqrt((pi/2 - 1) / n) of the figure. R2: 2 R (1 - R2) / sqrt(n)
 * (Olkin and Siotani 1976, for one regressor).
 */
export function goalReach(goal: GoalFacts): GoalReach | undefined {
  const { metric, target, rows } = goal;
  if (rows < 2 || !Number.isFinite(target)) return undefined;
  return isOfNumbers(metric) ? ofNumbers(goal) : ofClasses(metric, goal);
}

function ofNumbers({ metric, target, rows, sd }: GoalFacts): GoalReach | undefined {
  const around = (error: number) => ({ low: target - z * error, high: target + z * error });
  switch (metric) {
    case 'rmse':
      return { ...around(target / Math.sqrt(2 * rows)), ...(sd === undefined ? {} : { baseline: sd }) };
    case 'mae':
      return around(target * Math.sqrt((Math.PI / 2 - 1) / rows));
    case 'r2':
      if (target <= 0 || target >= 1) return undefined;
      return { ...around((2 * Math.sqrt(target) * (1 - target)) / Math.sqrt(rows)), baseline: 0 };
    default:
      return undefined;
  }
}

function ofClasses(
  metric: ClassMetricName,
  { target, rows, positives = 0 }: GoalFacts,
): GoalReach | undefined {
  if (positives < 1 || positives >= rows || target <= 0 || target >= 1) return undefined;
  const baseline = metric === 'recall' ? {} : { baseline: classMetrics[metric].constant(positives / rows) };
  if (metric === 'roc_auc') {
    const { low, high } = ofAuc(target, positives, rows - positives);
    return { low, high, ...baseline };
  }
  if (metric === 'average_precision') {
    const { low, high } = averagePrecisionInterval({ value: target, positives, n: rows, level: 0.95 });
    return { low, high, ...baseline };
  }
  const { valueOfShare, restsOn } = metrics[metric];
  if (valueOfShare === undefined) return undefined;
  const share = metric === 'f1' ? target / (2 - target) : target;
  const among = { rows, positives, called: positives, either: (2 * positives) / (1 + share), pairs: rows }[
    restsOn
  ];
  const [low, high] = wilsonBounds(share, among, z).map(valueOfShare) as [number, number];
  return { low, high, ...baseline };
}

/** So many rows of a class are drawn up at most: more of them narrow the interval no more than can be seen. */
const mostDrawn = 20_000;

function ofAuc(auc: number, positives: number, negatives: number): Interval {
  const [some, others] = [positives, negatives].map((count) => Math.min(count, mostDrawn)) as [
    number,
    number,
  ];
  const apart = Math.SQRT2 * normalQuantile(auc);
  const quantiles = (count: number, shift: number) =>
    Array.from({ length: count }, (_none, at) => normalQuantile((at + 0.5) / count) + shift);
  return rocAucInterval({
    labels: [...Array<number>(some).fill(1), ...Array<number>(others).fill(0)],
    scores: [...quantiles(some, apart), ...quantiles(others, 0)],
  });
}
