// How a window stands to the limit that the monitor holds it to, and how that is said; the same in the alerts, the chart and its table.
import type { MonitorState, Window } from '../../src/protocol/monitor';
import { figure } from '../parts/format';

export type Limit = MonitorState['limit'];
export type Measured = Window & { readonly performance: NonNullable<Window['performance']> };
export type Standing = 'good' | 'unclear' | 'bad';

export const isMeasured = (window: Window): window is Measured => window.performance !== undefined;

/** The rule by which alerts open and resolve: the whole interval on one side of the limit. */
export function standingOf(
  { low, high, tooFew }: Pick<Measured['performance'], 'low' | 'high' | 'tooFew'>,
  limit: Limit,
): Standing | undefined {
  if (tooFew !== undefined) return limit && 'unclear';
  if (limit?.min !== undefined) return high < limit.min ? 'bad' : low >= limit.min ? 'good' : 'unclear';
  if (limit?.max !== undefined) return low > limit.max ? 'bad' : high <= limit.max ? 'good' : 'unclear';
  return undefined;
}

/** `below the limit`, `above the limit`: which of the two is good is the metric's matter. */
export function standingWords(standing: Standing, limit: Limit): string {
  if (standing === 'unclear') return 'cannot be told from the limit';
  return (standing === 'good') === (limit?.min !== undefined) ? 'above the limit' : 'below the limit';
}

export const boundOf = (limit: Limit) => limit?.min ?? limit?.max;

/** `roc_auc 0.749 (0.689 to 0.800)`; where the rows are too few, the value and why. */
export const performanceText = ({ performance: { metric, value, low, high, tooFew } }: Measured) =>
  `${metric} ${figure(value)} (${tooFew ?? `${figure(low)} to ${figure(high)}`})`;
