// A column's distribution in reference and current, cut into the same bins; what differs between the bins is measured elsewhere.
import { bucketsOf, mergeBuckets } from '../profile/buckets';
import type { Buckets, ColumnProfile } from '../profile/profile';
import { writtenNumber, writtenText } from '../profile/written';
import { sum } from '../sum';

/** What a profile keeps of a column, or what a window's values give: enough to compare with another. */
export type Distribution =
  | {
      readonly kind: 'numeric';
      readonly buckets: Buckets;
      /** Missing values and infinities. */
      readonly missing: number;
    }
  | {
      readonly kind: 'categorical';
      readonly counts: ReadonlyMap<string, number>;
      /** Values of categories that are not listed one by one. */
      readonly other: number;
      /** Rows that one of those may have more than the least listed: set where profiles were merged. */
      readonly otherError?: number;
      readonly missing: number;
    };

export interface Aligned {
  /** One name a bin, the last one `missing`. */
  readonly bins: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** Categories that the reference never had; empty for numbers, and where the reference does not list all of its own. */
  readonly newCategories: readonly string[];
  /** Set where the reference lists only its most frequent categories. */
  readonly unlisted?: Unlisted;
}

/** What is known of the categories beyond a reference's list. */
export interface Unlisted {
  /** The bin of listed ones that are too near the end of the list to be compared one by one. */
  readonly rare: number;
  /** The bin that holds all beyond the list. */
  readonly beyond: number;
  /**
   * Rows of the reference that may stand in its list by chance: of equally frequent categories the list takes those that
   * came out high, so unchanged data would seem to move out of it.
   */
  readonly allowance: number;
  /** The current's most frequent value that the list does not hold; no name and 0 rows where it holds all. */
  readonly newcomer: { readonly name?: string; readonly rows: number };
  /** The most rows that it has in the reference, or it would stand in the list. */
  readonly atMost: number;
}

export function distributionOfColumn(column: ColumnProfile): Distribution {
  const buckets = column.fine ?? column.buckets;
  if (buckets) return { kind: 'numeric', buckets, missing: column.missing + (column.infinities ?? 0) };
  const counts = new Map<string, number>();
  for (const { value, count } of column.top) counts.set(value, (counts.get(value) ?? 0) + count);
  const { other, missing, topError } = column;
  return {
    kind: 'categorical',
    counts,
    other,
    missing,
    ...(topError === undefined ? {} : { otherError: topError }),
  };
}

/** `like`: the reference, so that both sides are counted in the same way; of its kind alone, numbers are counted from 0. */
export function distributionOfValues(
  values: Iterable<unknown>,
  like: Distribution | Distribution['kind'],
): Distribution {
  const kind = typeof like === 'string' ? like : like.kind;
  const read = kind === 'numeric' ? writtenNumber : writtenText;
  const counts = new Map<string | number, number>();
  let missing = 0;
  for (const raw of values) {
    const value = read(raw);
    if (value === undefined) missing++;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (kind === 'categorical')
    return {
      kind,
      counts: new Map([...counts].map(([value, count]) => [String(value), count])),
      other: 0,
      missing,
    };
  const numbers = [...counts].map(([value, count]) => ({ value: Number(value), count }));
  const origin = typeof like === 'object' && like.kind === 'numeric' ? like.buckets.origin : undefined;
  return { kind, buckets: bucketsOf(numbers, origin), missing };
}

/**
 * Rows a bin is expected to have at least, in the smaller sample, before the chi-square distribution is trusted: measured over
 * even and long-tailed bins of 40 to 32,000 rows, the false alarms of Pearson and of PSI stay as promised from 3 on (Cochran's
 * 5 pools away drift that 3 still sees; at 1 they do not hold).
 */
export const expectedAtLeast = 3;
/** Bins of numbers where there are rows enough. */
const mostBins = 10;
/**
 * Rows a bin of the reference from which on its own quantiles cut the bins. What lies between order statistics of few rows is
 * skewed (beta), and chi-square, with which a window is compared there, passes a level of 0.005 too often: measured in 4.5% at
 * 5 rows a bin, 1.2% at 20, 0.6% at 100. Cuts at the quantiles of both samples together do not depend on which sample a row is
 * in, so the counts have the law that chi-square and Fisher's test are made for, at any size.
 */
const ownCutsFrom = 200;

/**
 * Numeric bins are cut at the reference's quantiles, or those of both samples where it is small, the first and last open, so
 * that no outlier moves an edge, and around values that are frequent; edges are edges of the profile's buckets (1% wide), so
 * both sides are counted exactly. What open bins cannot see is the matter of `beyondRange`. Categories that are rare in both samples
 * together join `other`, new ones too: chosen by the pooled counts, they favour neither side. Where the reference lists only
 * its most frequent ones, all beyond the list is `other`, and `rare` are those of the list that may owe their place in it to the
 * reference's luck. `bins`: how many shares; fewer than 10 where the smaller sample would leave them thin.
 */
export function align(
  reference: Distribution,
  current: Distribution,
  bins = binsFor(Math.min(rowsOf(reference), rowsOf(current))),
): Aligned {
  if (reference.kind === 'numeric' && current.kind === 'numeric')
    return alignNumbers(reference, current, bins);
  if (reference.kind === 'categorical' && current.kind === 'categorical')
    return alignCategories(reference, current);
  throw new RangeError('A numeric column cannot be aligned with a categorical one.');
}

type Numeric = Extract<Distribution, { kind: 'numeric' }>;
type Categorical = Extract<Distribution, { kind: 'categorical' }>;

function alignNumbers(reference: Numeric, current: Numeric, bins: number): Aligned {
  if (reference.buckets.origin !== current.buckets.origin)
    throw new RangeError('Numbers counted from different origins cannot be aligned.');
  const isSmall = sum(reference.buckets.counts) < ownCutsFrom * bins;
  const cutBy = isSmall ? mergeBuckets(reference.buckets, current.buckets) : reference.buckets;
  const cuts = quantileCuts(cutBy, bins);
  const names = Array.from({ length: cuts.length + 1 }, (_none, index) => `bin ${index + 1}`);
  return {
    bins: [...names, 'missing'],
    reference: [...countsBetween(reference.buckets, cuts), reference.missing],
    current: [...countsBetween(current.buckets, cuts), current.missing],
    newCategories: [],
  };
}

/**
 * Ascending bucket indices; a bin holds the buckets up to and with its cut, the last bin all that is above. A bucket that
 * alone holds a bin's share is a bin of its own: a value that many rows have must not slip away to one beside it.
 */
function quantileCuts({ index, counts }: Buckets, bins: number): number[] {
  const total = sum(counts);
  const cuts: number[] = [];
  let below = 0;
  let quantile = 1;
  index.forEach((bucket, at) => {
    const count = counts[at] ?? 0;
    const before = index[at - 1];
    if (before !== undefined && before !== cuts.at(-1) && count * bins >= total) cuts.push(before);
    below += count;
    if (below * bins < quantile * total || at === index.length - 1) return;
    cuts.push(bucket);
    quantile = Math.floor((below * bins) / total) + 1; // one heavy value may take several bins' share
  });
  return cuts;
}

function countsBetween({ index, counts }: Buckets, cuts: readonly number[]): number[] {
  const binned = Array.from({ length: cuts.length + 1 }, () => 0);
  let bin = 0;
  index.forEach((bucket, at) => {
    while (bin < cuts.length && bucket > (cuts[bin] ?? Infinity)) bin++;
    binned[bin] = (binned[bin] ?? 0) + (counts[at] ?? 0);
  });
  return binned;
}

function alignCategories(reference: Categorical, current: Categorical): Aligned {
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

// A quantile bin holds its share only about; a few rows more than needed keep most bins from being thin.
const binsFor = (rows: number) =>
  rows === 0 ? mostBins : Math.max(2, Math.min(mostBins, Math.floor(rows / (expectedAtLeast + 2))));

function rowsOf(distribution: Distribution): number {
  if (distribution.kind === 'numeric') return sum(distribution.buckets.counts) + distribution.missing;
  return sum([...distribution.counts.values()]) + distribution.other + distribution.missing;
}
