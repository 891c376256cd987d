// Rows that equal or nearly equal one another, and what tells copies from rows that are alike by nature. They are counted elsewhere.
import type { Profile } from '../profile/profile';
import { coinUpper, pairsByChance, poissonUpper } from './collision';

export interface Copies {
  /** What was compared: neither key nor target nor what names rows. */
  readonly columns: readonly string[];
  readonly target?: string;
  /** Pairs of different rows by the number of columns they differ in, from 0 (written differently only) to `farthest`; the target is one of them. */
  readonly pairs: readonly number[];
  /** Of the pairs that differ in so many columns, the share that was looked at; 0 where none were. */
  readonly seen: readonly number[];
  /** Pairs of rows that are equal in all columns compared, whatever their target. */
  readonly equalPairs: number;
  /** Rows that differ from an earlier one in so many columns, from 0 to `nearest`. */
  readonly near: readonly NearRows[];
  /** Rows that are equal in all columns compared and have several values of the target; undefined where it has no classes. */
  readonly conflicts?: RowSet & { readonly groups: number };
  /** Rows of the other parts that equal a training row; [] where the data is not split. */
  readonly shared: readonly SharedRows[];
}

export interface RowSet {
  readonly rows: number;
  /** SQL condition that selects them, or the first of them; undefined where there are none, or no condition short enough. */
  readonly where?: string;
}

export interface NearRows extends RowSet {
  /** The columns in which they differ, the most frequent first. */
  readonly columns: readonly string[];
}

export interface SharedRows {
  readonly part: 'validation' | 'test';
  /** Rows of the part. */
  readonly of: number;
  /** Equal to a training row in all columns compared. */
  readonly equal: RowSet;
  /** Differ from a training row in so many columns, from 0 to `nearest`. */
  readonly near: readonly RowSet[];
}

/** Rows that differ in more columns are not taken for copies. */
export const nearest = 2;
/** Pairs that differ in more columns are not counted. */
export const farthest = 3;

/** Columns that depend on each other agree more often than independent ones: so many times as often is thought possible. */
const dependence = 1_000;
const level = 0.001;

/**
 * Whether pairs that differ in so few columns are copies. By nature pairs are the rarer the fewer columns they differ in,
 * whatever depends on what: so they are where there are more of them than of pairs that differ in one more, and this is
 * beyond chance (a sign test), or they would not be there had columns agreed a thousand times as often as independent ones
 * (Poisson). Where those that differ in one more are copies themselves, they tell nothing of nature, and the latter decides.
 */
const areCopies = (copies: Copies, profile: Profile, differing: number): boolean =>
  standOut(copies, profile, { differing, own: copies.pairs[differing] ?? 0 });

/** As `areCopies`, of rows that are equal in all columns compared. */
export const areEqualCopies = (copies: Copies, profile: Profile): boolean =>
  standOut(copies, profile, { differing: 0, own: copies.equalPairs });

function standOut(
  copies: Copies,
  profile: Profile,
  { differing, own }: { readonly differing: number; readonly own: number },
): boolean {
  if (own === 0) return false;
  const { columns, target, pairs, seen } = copies;
  const names = target === undefined ? columns : [...columns, target];
  const byChance = pairsByChance(profile, names, differing)[differing] ?? 1;
  const isUnheardOf = poissonUpper(own, dependence * byChance) < level;
  const share = seen[differing + 1] ?? 0;
  if (share === 0 || (differing < nearest && areCopies(copies, profile, differing + 1))) return isUnheardOf;
  const next = (pairs[differing + 1] ?? 0) / share;
  return own > next && (isUnheardOf || coinUpper(own, Math.round(own + next)) < level);
}

/** The numbers of columns that copies differ in, of those up to `nearest`; [] where there are none. */
export const copiedUpTo = (copies: Copies, profile: Profile): readonly number[] =>
  Array.from({ length: nearest + 1 }, (_none, differing) => differing).filter((differing) =>
    areCopies(copies, profile, differing),
  );
