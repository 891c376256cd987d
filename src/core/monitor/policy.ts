// A retraining policy's spans: which rows a challenger learns from and which, newer ones, it is compared on.
import { addDuration, parseDuration } from '../manifest/duration';
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

/** Labels are known up to `asOf` less their delay; the compared span ends there, the training span ends where it begins. */
export function policySpans(
  policy: Pick<NonNullable<MonitorSettings['retrain']>, 'data' | 'compare'>,
  { asOf, delay }: { readonly asOf: string; readonly delay: string },
): PolicySpans {
  const end = addDuration(asOf, parseDuration(delay), -1);
  const middle = addDuration(end, parseDuration(policy.compare.last), -1);
  const start = addDuration(middle, parseDuration(policy.data.last), -1);
  return { train: { from: start, to: middle }, compare: { from: middle, to: end } };
}

export const isWithin = (time: string, { from, to }: Span) => from <= time && time < to;
