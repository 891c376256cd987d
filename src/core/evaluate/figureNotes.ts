// What to know of figures wherever they are shown: what they are held against, and where intervals hold less than they say.
import { figure, percent } from '../figures';
import type { Evaluation, Figures } from './evaluation';

/** From this share of positives on the interval of average precision was measured: see `averagePrecisionInterval`. */
const measuredFrom = 0.15;

/** Sentences. */
export function figureNotes({ metrics, baseline }: Pick<Figures, 'metrics' | 'baseline'>): readonly string[] {
  const ofSquares = ['rmse', 'r2'].filter((name) => metrics[name] !== undefined);
  // One answer for all has the share of positives as its average precision.
  const share = baseline['average_precision'] ?? NaN;
  return [
    ...(ofSquares.length > 0
      ? [
          `Where few errors are far greater than the rest, the 95% interval of ${ofSquares.join(' and ')} holds the truth less often than that, and errs on the hopeful side.`,
        ]
      : []),
    ...(metrics['average_precision'] && share < measuredFrom
      ? [
          `The interval of average_precision was measured to hold from ${percent(measuredFrom)} positives on; with ${percent(share)} it may be too narrow.`,
        ]
      : []),
  ];
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
