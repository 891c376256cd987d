// What the baseline answers every row with: what does best on the training rows, so that no figure is held against hindsight.
import { figure, percent } from '../figures';
import type { Evaluation } from './evaluation';
import type { Centre } from './metrics/metric';
import { mean } from './moments';
import { medianOf } from './rank';
import { keptRows, take, type Numbers } from './rows';

export type Constant =
  /** The share of positives: probabilities are answered with it, decisions with the class that does best by it. */
  | { readonly kind: 'share'; readonly share: number }
  /** Squared errors are answered with the mean, absolute ones with the median. */
  | ({ readonly kind: 'centre' } & Centre);

/** Of the training rows' labels: 1 and 0, or the numbers themselves; NaN is missing. Undefined where none is known. */
export function constantOf(task: Evaluation['task'], labels: Numbers): Constant | undefined {
  const known = take(labels, keptRows([labels]));
  if (known.length === 0) return undefined;
  return task === 'classification'
    ? { kind: 'share', share: mean(known) }
    : { kind: 'centre', mean: mean(known), median: medianOf(known) };
}

/** A sentence on what the figures are held against. */
export function baselineText({
  test: { constant },
  positive,
}: Pick<Evaluation, 'test' | 'positive'>): string {
  if (!constant)
    return 'The baseline is the best constant in hindsight: one answer for every row, chosen by the labels of these same rows.';
  const known =
    constant.kind === 'share'
      ? `${percent(constant.share)} of them are ${positive ?? 'positive'}`
      : `their mean is ${figure(constant.mean)}, their median ${figure(constant.median)}`;
  return `The baseline is one answer for every row, the best for the training rows: ${known}.`;
}
