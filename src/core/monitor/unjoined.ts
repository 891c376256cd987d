// Labels that have come though none of them matches a prediction: an alert of its own, for without it nothing would ever be judged.
import { count } from '../figures';
import type { AlertEvent } from './window';

export interface Unjoined {
  /** Rows of the label files that hold key and label. */
  readonly labels: number;
  /** The column that joins them. */
  readonly key: string;
  /** How a label's key is written, e.g. `C-17`. */
  readonly labelKey: string;
  /** How a prediction's key is written. */
  readonly predictionKey: string;
  /** Whether rows bring no such column, so that it is the id that the server answered with. */
  readonly isAnswered: boolean;
  /** Where keys are the same and only the times of their rows differ: how both are written, of one key. */
  readonly times?: { readonly column: string; readonly label: string; readonly prediction: string };
}

export function unjoinedText({ labels, key, labelKey, predictionKey, isAnswered, times }: Unjoined): string {
  if (times)
    return `0 of ${count(labels)} labels match a prediction: "${times.column}" of the label with the "${key}" "${labelKey}" is "${times.label}", that of its prediction "${times.prediction}".`;
  const theirs = isAnswered
    ? `requests bring no "${key}", and were answered with ids such as "${predictionKey}"`
    : `that of the predictions such as "${predictionKey}"`;
  return `0 of ${count(labels)} labels match a prediction: "${key}" of the labels holds values such as "${labelKey}", ${theirs}.`;
}

/** What to do about it. */
export const mendKeys =
  'Write the same values in both, or name the column that holds them in labels.key of the monitor; then judge again.';

/** Open while none matches. `newest`: the newest window. */
export const unjoinedAlert = (
  unjoined: Unjoined,
  {
    newest,
    asOf,
  }: { readonly newest: { readonly key: string; readonly version: number }; readonly asOf: string },
): AlertEvent => ({
  schema: 1,
  kind: 'opened',
  alert: 'labels',
  about: 'labels',
  severity: 'error',
  at: asOf,
  window: newest.key,
  version: newest.version,
  message: unjoinedText(unjoined),
  cause: [],
  next: mendKeys,
});
