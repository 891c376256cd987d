// How much of a fall goes with one column: what is left of it when the column says nothing, before and now.
import { tQuantile } from '../distribution';
import { deletedGroups } from '../evaluate/deleteGroups';
import { metrics } from '../evaluate/metrics';
import type { Importance } from './importance';

/** Of the fall, 1 is all of it; above 1 the rest has risen. The interval is of 95%. */
export interface ShareOfFall {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * With a column shuffled both times, the fall of the metric is smaller by what the column has lost of its worth: that by the fall, with
 * Fieller's interval (1954, Journal of the Royal Statistical Society B 16:175) of their jackknife errors. Undefined where the metric has
 * not surely fallen, or the errors are not known.
 */
export function shareOfFall(before: Importance, now: Importance, column: string): ShareOfFall | undefined {
  const [was, is] = [before.reached, now.reached];
  if (!was || !is) return undefined;
  const fall = (metrics[before.metric].isLoss ? -1 : 1) * (was.value - is.value);
  const lost = (before.losses[column] ?? NaN) - (now.losses[column] ?? NaN);
  const squares = [was, is].map(({ error }) => error ** 2);
  const varianceOfFall = squares.reduce((sum, one) => sum + one, 0);
  const varianceOfLost = (before.errors?.[column] ?? NaN) ** 2 + (now.errors?.[column] ?? NaN) ** 2;
  const covariance = (was.covariances[column] ?? NaN) + (is.covariances[column] ?? NaN);
  const reach = tQuantile(0.975, deletedGroups - 1) ** 2;
  const a = fall ** 2 - reach * varianceOfFall;
  const b = lost * fall - reach * covariance;
  const c = lost ** 2 - reach * varianceOfLost;
  const root = Math.sqrt(b ** 2 - a * c);
  if (!(fall > 0) || !(a > 0) || Number.isNaN(root)) return undefined;
  return { share: lost / fall, low: (b - root) / a, high: (b + root) / a };
}
