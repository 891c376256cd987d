// Categories of two distributions in the same bins, also where the reference lists only its most frequent ones.
import { sum } from '../sum';
import { expectedAtLeast, type Aligned, type Unlisted } from './aligned';
import { rowsOf, type Categorical } from './distribution';

export function alignCategories(reference: Categorical, current: Categorical): Aligned {
  const unlisted = [...current.counts].filter(([name]) => !reference.counts.has(name));
  const isWhole = reference.other === 0;
  const names = [...reference.counts.keys(), ...(isWhole ? unlisted.map(([name]) => name) : [])];
  const at = ({ counts }: Categorical, name: string) => counts.get(name) ?? 0;
  const [n, m] = [rowsOf(reference), rowsOf(current)];
  const least = Math.max(
    (expectedAtLeast * (n + m)) / Math.min(n, m),
    isWhole ? 0 : surelyListed([...reference.counts.values()], n / (n + m)),
  );
  const isKept = (name: string) => at(reference, name) + at(current, name) >= least;
  // Without a second sample nothing is compared, and the bins may as well be shown.
  const kept = n === 0 || m === 0 ? names : names.filter(isKept);
  const side = (of: Categorical, rows: number) => {
    const counts = kept.map((name) => at(of, name));
    const rare = sum(names.map((name) => at(of, name))) - sum(counts);
    const beyond = rows - of.missing - sum(counts) - rare;
    // Where there is a beyond, rare ones of the list stay apart from it: a move out of the list must be seen.
    return [...counts, ...(isWhole ? [rare + beyond] : [rare, beyond]), of.missing];
  };
  return {
    bins: [...kept, ...(isWhole ? ['other'] : ['rare', 'other']), 'missing'],
    reference: side(reference, n),
    current: side(current, m),
    newCategories: isWhole ? unlisted.map(([name]) => name).sort() : [],
    ...(isWhole
      ? {}
      : {
          unlisted: {
            rare: kept.length,
            beyond: kept.length + 1,
            allowance: chanceOfList([...reference.counts.values()]),
            newcomer: unlisted.reduce<Unlisted['newcomer']>(
              (most, [name, rows]) => (rows > most.rows ? { name, rows } : most),
              { rows: 0 },
            ),
            atMost: Math.min(
              reference.other,
              Math.min(...reference.counts.values()) + (reference.otherError ?? 0),
            ),
          },
        }),
  };
}

/** Standard deviations that a category's count hardly ever lies away from what is expected. */
const hardlyEver = 4;

/**
 * How many rows of both samples together a category has at least that the list cannot have missed by chance: the reference's
 * part of so many is expected to lie `hardlyEver` standard deviations above the last count listed. Whether a category has them
 * does not depend on which sample they lie in, so comparing those that do is not biased by the list, which the reference's
 * own counts made. `share`: the reference's of all rows.
 */
function surelyListed(counts: readonly number[], share: number): number {
  const spread = hardlyEver ** 2 * (1 - share);
  const root = (Math.sqrt(spread) + Math.sqrt(spread + 4 * Math.min(...counts))) / 2;
  return root ** 2 / share;
}

/** Up to two standard deviations of every count that lies within three of the list's end. */
function chanceOfList(counts: readonly number[]): number {
  const last = Math.min(...counts);
  const near = counts.filter((count) => count <= last + 3 * Math.sqrt(last) + 1);
  return sum(near.map((count) => Math.min(count, 2 * Math.sqrt(count))));
}
