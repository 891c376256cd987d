// What the baseline answers every row with: what does best on the training rows, so that no figure is held against hindsight.
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
export function constantOf(task: 'classification' | 'regression', labels: Numbers): Constant | undefined {
  const known = take(labels, keptRows([labels]));
  if (known.length === 0) return undefined;
  return task === 'classification'
    ? { kind: 'share', share: mean(known) }
    : { kind: 'centre', mean: mean(known), median: medianOf(known) };
}
