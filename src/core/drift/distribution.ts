// A column's distribution, as a profile keeps it or as values give it: what two of them are compared by.
import { bucketsOf } from '../profile/buckets';
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

export type Numeric = Extract<Distribution, { kind: 'numeric' }>;
export type Categorical = Extract<Distribution, { kind: 'categorical' }>;

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

export function rowsOf(distribution: Distribution): number {
  if (distribution.kind === 'numeric') return sum(distribution.buckets.counts) + distribution.missing;
  return sum([...distribution.counts.values()]) + distribution.other + distribution.missing;
}
