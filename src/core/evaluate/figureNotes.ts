// What to know of an interval wherever it is shown: where it is known to hold the truth less often than it says.
import type { Figures } from './evaluation';
import { percent } from '../figures';

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
