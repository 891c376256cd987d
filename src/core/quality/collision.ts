// How often two rows would agree by chance, from the columns' own profiles.
import { chiSquareUpper, normalProbability } from '../distribution';
import type { ColumnProfile, Profile } from '../profile/profile';

/** The chance that two rows drawn at random have the same value in a column; a missing value is a value. */
export function collisionOf({ top, other, distinct, missing }: ColumnProfile, rows: number): number {
  if (rows === 0) return 1;
  const squares = top.reduce((sum, { count }) => sum + (count / rows) ** 2, (missing / rows) ** 2);
  const left = Math.max(1, distinct - top.length);
  return Math.min(1, squares + (other / rows) ** 2 / left);
}

/** Of pairs of rows, how many would differ in exactly so many columns were all columns independent, by number of columns from 0 to `most`. */
export function pairsByChance(
  { rows, columns }: Profile,
  names: readonly string[],
  most: number,
): readonly number[] {
  const ways = Array.from({ length: most + 1 }, (_none, at) => (at === 0 ? (rows * (rows - 1)) / 2 : 0));
  for (const column of columns) {
    if (!names.includes(column.name)) continue;
    const same = collisionOf(column, rows);
    for (let at = most; at >= 0; at--)
      ways[at] = (ways[at] as number) * same + (at > 0 ? (ways[at - 1] as number) * (1 - same) : 0);
  }
  return ways;
}

/** P(X >= count) of a Poisson variable of this mean. */
export const poissonUpper = (count: number, mean: number): number =>
  count <= 0 ? 1 : 1 - chiSquareUpper(2 * mean, 2 * count);

/** P(X >= count) of that many of `of` tosses of a coin: the exact sum up to a thousand, beyond it the normal approximation. */
export function coinUpper(count: number, of: number): number {
  if (count <= 0) return 1;
  if (of > 1_000) return normalProbability(-(count - 0.5 - of / 2) / Math.sqrt(of / 4));
  let [logTerm, sum] = [-of * Math.LN2, 0];
  for (let at = 0; at <= of; at++) {
    if (at >= count) sum += Math.exp(logTerm);
    logTerm += Math.log((of - at) / (at + 1));
  }
  return Math.min(1, sum);
}
