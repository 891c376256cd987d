// Intervals of a share: so many out of so many.
import { zOf } from '../distribution';
import { tooFew, type Bounds, type Interval } from './interval';

export interface Share {
  readonly count: number;
  readonly of: number;
  readonly level?: number;
}

/** Wilson's score interval (1927), without continuity correction. */
export function wilson({ count, of, level = 0.95 }: Share): Interval {
  if (of === 0) return noRows(level);
  const [low, high] = wilsonBounds(count / of, of, zOf(level));
  return { value: count / of, low, high, level, method: 'Wilson', n: of };
}

/** Wilson's interval of a share that was seen among `of` rows. `z`: normal quantile of the confidence, e.g. 1.96. */
export function wilsonBounds(share: number, of: number, z: number): Bounds {
  const shrink = 1 + z ** 2 / of;
  const centre = (share + z ** 2 / (2 * of)) / shrink;
  const reach = (z / shrink) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return [share === 0 ? 0 : centre - reach, share === 1 ? 1 : centre + reach];
}

const noRows = (level: number) =>
  tooFew({ value: NaN, n: 0, level, bounds: [0, 1], reason: 'there is no row to count' });
