// A column's distribution in reference and current, cut into the same bins; what differs between the bins is measured elsewhere.
import { bucketsOf } from '../profile/buckets';
import type { Buckets, ColumnProfile } from '../profile/profile';

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
      readonly missing: number;
    };

export interface Aligned {
  /** One name a bin, the last one `missing`. */
  readonly bins: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** Categories that the reference never had; empty for numbers, and where the reference does not list all of its own. */
  readonly newCategories: readonly string[];
}

export function distributionOfColumn(column: ColumnProfile): Distribution {
  if (column.buckets)
    return { kind: 'numeric', buckets: column.buckets, missing: column.missing + (column.infinities ?? 0) };
  const counts = new Map(column.top.map(({ value, count }) => [value, count]));
  return { kind: 'categorical', counts, other: column.other, missing: column.missing };
}

/** `kind`: the reference's, so that both sides are counted in the same way. null, undefined, NaN, infinities and '' are missing. */
export function distributionOfValues(values: Iterable<unknown>, kind: Distribution['kind']): Distribution {
  const counts = new Map<unknown, number>();
  let missing = 0;
  for (const value of values) {
    const isMissing =
      value === null ||
      value === undefined ||
      value === '' ||
      (typeof value === 'number' && !Number.isFinite(value));
    if (isMissing) missing++;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (kind === 'categorical')
    return {
      kind,
      counts: new Map([...counts].map(([value, count]) => [String(value), count])),
      other: 0,
      missing,
    };
  return {
    kind,
    buckets: bucketsOf([...counts].map(([value, count]) => ({ value: Number(value), count }))),
    missing,
  };
}

/**
 * Numeric bins are cut at the reference's quantiles, the first and last open, so that no outlier moves an edge; edges are
 * edges of the profile's buckets (1% wide), so both sides are counted exactly. `bins`: how many at most.
 */
export function align(reference: Distribution, current: Distribution, bins = 10): Aligned {
  if (reference.kind === 'numeric' && current.kind === 'numeric')
    return alignNumbers(reference, current, bins);
  if (reference.kind === 'categorical' && current.kind === 'categorical')
    return alignCategories(reference, current);
  throw new RangeError('A numeric column cannot be aligned with a categorical one.');
}

type Numeric = Extract<Distribution, { kind: 'numeric' }>;
type Categorical = Extract<Distribution, { kind: 'categorical' }>;

function alignNumbers(reference: Numeric, current: Numeric, bins: number): Aligned {
  const cuts = quantileCuts(reference.buckets, bins);
  const names = Array.from({ length: cuts.length + 1 }, (_none, index) => `bin ${index + 1}`);
  return {
    bins: [...names, 'missing'],
    reference: [...countsBetween(reference.buckets, cuts), reference.missing],
    current: [...countsBetween(current.buckets, cuts), current.missing],
    newCategories: [],
  };
}

/** Ascending bucket indices; a bin holds the buckets up to and with its cut, the last bin all that is above. */
function quantileCuts({ index, counts }: Buckets, bins: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const cuts: number[] = [];
  let below = 0;
  let quantile = 1;
  index.slice(0, -1).forEach((bucket, at) => {
    below += counts[at] ?? 0;
    if (below * bins < quantile * total) return;
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
  const names = comparableNames(reference);
  const isNamed = new Set(names);
  const unlisted = [...current.counts].filter(([name]) => !isNamed.has(name));
  const rest = ({ counts, other }: Categorical) =>
    [...counts].reduce((sum, [name, count]) => (isNamed.has(name) ? sum : sum + count), other);
  return {
    bins: [...names, 'other', 'missing'],
    reference: [...names.map((name) => reference.counts.get(name) ?? 0), rest(reference), reference.missing],
    current: [...names.map((name) => current.counts.get(name) ?? 0), rest(current), current.missing],
    newCategories: reference.other === 0 ? unlisted.map(([name]) => name).sort() : [],
  };
}

/**
 * All categories where the reference lists all. Of the most frequent of a long tail only those that stand clear of the last
 * one listed: the others are listed because chance made them many, and would seem to fall whatever comes.
 */
function comparableNames({ counts, other }: Categorical): string[] {
  if (other === 0) return [...counts.keys()];
  const last = Math.min(...counts.values());
  return [...counts].filter(([, count]) => count > last + 4 * Math.sqrt(last)).map(([name]) => name);
}
