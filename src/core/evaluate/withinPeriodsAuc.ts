// ROC AUC within periods: rows are ranked only against rows of their own period, so that a shift between periods cannot make it.
import { aucComponents, componentsVariance } from './aucComponents';
import { zOf } from '../distribution';
import { tooFew, type Interval } from './interval';
import { enoughOfClass } from './rocAuc';
import { completeRows, take, type Numbers } from './rows';

/**
 * The share of pairs of one positive and one negative of the same period that are in the right order: the periods' AUCs
 * weighted by their pairs, with DeLong's variance of each. Periods with under two rows of a class take no part.
 */
export function withinPeriodsAuc(options: {
  /** 1, 0 or NaN. */
  readonly labels: Numbers;
  readonly scores: Numbers;
  readonly periods: readonly string[];
  readonly level?: number;
}): Interval {
  const { labels, scores, periods, level = 0.95 } = options;
  const parts = [...new Set(periods)].sort().flatMap((period) => {
    const rows = Uint32Array.from(periods.flatMap((name, row) => (name === period ? [row] : [])));
    const complete = completeRows(take(labels, rows), take(scores, rows));
    const { positives, negatives } = complete;
    if (positives < 2 || negatives < 2) return [];
    const components = aucComponents(complete.labels, complete.scores[0] ?? new Float64Array());
    return [{ auc: components.auc, variance: componentsVariance(components), positives, negatives }];
  });
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const n = sum(({ positives, negatives }) => positives + negatives);
  const fewest = Math.min(
    sum(({ positives }) => positives),
    sum(({ negatives }) => negatives),
  );
  const pairs = sum(({ positives, negatives }) => positives * negatives);
  const value =
    pairs === 0 ? NaN : sum(({ auc, positives, negatives }) => (auc * positives * negatives) / pairs);
  if (fewest < enoughOfClass)
    return tooFew({
      value,
      n,
      level,
      bounds: [0, 1],
      reason: `within periods a class has under ${enoughOfClass} rows`,
    });
  const se = Math.sqrt(
    sum(({ variance, positives, negatives }) => ((positives * negatives) / pairs) ** 2 * variance),
  );
  const reach = zOf(level) * se;
  return {
    value,
    low: Math.max(0, value - reach),
    high: Math.min(1, value + reach),
    level,
    method: 'DeLong, within periods',
    n,
  };
}
