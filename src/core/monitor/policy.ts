// A retraining policy's spans: which rows a challenger learns from and which, newer ones, it is compared on.
import { addDuration, parseDuration, startOfPeriod, type Duration } from '../manifest/duration';
import type { MonitorSettings } from '../manifest/manifest';

/** Half open [from, to), ISO. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface PolicySpans {
  readonly train: Span;
  /** The newest labelled rows; no model that is compared has seen them. */
  readonly compare: Span;
}

/**
 * `newest`: time of the newest labelled row, ISO. The compared span ends with its day, or with its hour, minute or second where the
 * compared span is so short; the training span ends where the compared one begins.
 */
export function policySpans(
  policy: Pick<NonNullable<MonitorSettings['retrain']>, 'data' | 'compare'>,
  newest: string,
): PolicySpans {
  const compared = parseDuration(policy.compare.last);
  const end = endOfPeriod(newest, { count: 1, unit: isFine(compared) ? compared.unit : 'day' });
  const middle = addDuration(end, compared, -1);
  const start = addDuration(middle, parseDuration(policy.data.last), -1);
  return { train: { from: start, to: middle }, compare: { from: middle, to: end } };
}

const isFine = ({ unit }: Duration) => unit === 'hour' || unit === 'minute' || unit === 'second';

const endOfPeriod = (time: string, period: Duration) => addDuration(startOfPeriod(time, period), period);

export const isWithin = (time: string, { from, to }: Span) => from <= time && time < to;
