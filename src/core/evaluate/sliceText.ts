// What may be said of many slices at once: which stand out, and how many would by chance alone.
import { counted } from '../figures';
import type { SliceFigure } from './evaluation';
import type { Interval } from './interval';

/** Those whose interval leaves out the figure of all rows, in their order. */
export const standingOut = (slices: readonly SliceFigure[], { value }: Interval): readonly SliceFigure[] =>
  measured(slices).filter(({ figure }) => figure.low > value || figure.high < value);

/** A sentence on intervals that miss by chance; a slice of too few rows has none. */
export function missesText(slices: readonly SliceFigure[]): string {
  const count = measured(slices).length;
  const misses = Number((0.05 * count).toFixed(1));
  const isOne = misses === 1;
  return count === 0
    ? 'No slice has rows enough for an interval.'
    : `Of ${counted(count, 'interval')} at 95%, ${misses} ${isOne ? 'is' : 'are'} expected to miss the true value by chance alone.`;
}

const measured = (slices: readonly SliceFigure[]) =>
  slices.filter(({ figure }) => figure.tooFew === undefined);
