// What a column's values are now and were not in the version before: tests on two profiles, beyond chance for all columns together.
import { twoSided } from '../distribution';
import { bucketCells } from '../profile/buckets';
import { isNumeric } from '../profile/kind';
import type { ColumnProfile, Profile } from '../profile/profile';
import { poissonUpper } from './collision';
import { presentIn } from './facts';

export type ValueChange =
  /** `side`: beyond the largest or the smallest value of before. */
  | {
      readonly kind: 'beyond';
      readonly side: 'above' | 'below';
      readonly bound: number;
      readonly rows: number;
    }
  | { readonly kind: 'new'; readonly values: readonly string[]; readonly rows: number }
  | { readonly kind: 'gone'; readonly values: readonly string[]; readonly rows: number }
  | { readonly kind: 'missing'; readonly before: number; readonly now: number; readonly rows: number };

/** Shared among all columns and questions. */
const level = 0.001;
const leastRows = 20;
/** Of a value that is gone: the share that it had. */
const leastGone = 0.01;
/** Changes of a missing share by less are not worth telling. */
const leastMissing = 0.01;

export function valueChanges(
  now: ColumnProfile,
  before: ColumnProfile,
  { profile, previous }: { readonly profile: Profile; readonly previous: Profile },
): ValueChange[] {
  const rows = presentIn(profile, now);
  const earlier = presentIn(previous, before);
  const chance = level / (4 * profile.columns.length);
  const missing = missingChange(now, before, { profile, previous, chance });
  if (Math.min(rows, earlier) < leastRows) return missing;
  if (isNumeric(now.kind) && now.other > 0)
    return [...beyond(now, before, { rows, earlier, chance }), ...missing];
  const isWhole = [now, before].every(({ other, top }) => other === 0 && top.length > 0);
  return isWhole ? [...names(now, before, { rows, earlier, chance }), ...missing] : missing;
}

interface Sizes {
  readonly rows: number;
  readonly earlier: number;
  readonly chance: number;
}

/** That the k largest of both versions together are all of the new one has a chance of at most (rows / all)^k. */
function beyond(now: ColumnProfile, before: ColumnProfile, { rows, earlier, chance }: Sizes): ValueChange[] {
  const [min, max] = [Number(before.min), Number(before.max)];
  const buckets = now.fine ?? now.buckets;
  if (!buckets || !Number.isFinite(min) || !Number.isFinite(max)) return [];
  const bounds = { min: Number(now.min), max: Number(now.max), isInteger: now.kind === 'integer' };
  const cells = bucketCells(buckets, bounds);
  const isBeyondChance = (count: number) => count * Math.log(rows / (rows + earlier)) < Math.log(chance);
  return (['above', 'below'] as const).flatMap((side): ValueChange[] => {
    const out = cells.filter(({ low, high }) => (side === 'above' ? low > max : high < min));
    const count = out.reduce((sum, cell) => sum + cell.count, 0);
    return isBeyondChance(count)
      ? [{ kind: 'beyond', side, bound: side === 'above' ? max : min, rows: count }]
      : [];
  });
}

/**
 * Values not seen before: of those, as many rows are expected as values were seen once only (Good 1953, Biometrika 40:237),
 * and one more; more by a Poisson's chance are a change. Values gone: that none of so many rows had it.
 */
function names(now: ColumnProfile, before: ColumnProfile, { rows, earlier, chance }: Sizes): ValueChange[] {
  const known = new Set(before.top.map(({ value }) => value));
  const here = new Set(now.top.map(({ value }) => value));
  const fresh = now.top.filter(({ value }) => !known.has(value));
  const count = fresh.reduce((sum, one) => sum + one.count, 0);
  const once = before.top.filter((one) => one.count === 1).length;
  const expected = (rows * (once + 1)) / earlier;
  const isNew = count > 0 && poissonUpper(count, expected) < chance;
  const gone = before.top.filter(
    (one) =>
      !here.has(one.value) &&
      one.count >= leastGone * earlier &&
      rows * Math.log1p(-Math.min(one.count / earlier, 1 - 1e-9)) < Math.log(chance),
  );
  return [
    ...(isNew ? [{ kind: 'new' as const, values: fresh.map(({ value }) => value), rows: count }] : []),
    ...(gone.length > 0
      ? [
          {
            kind: 'gone' as const,
            values: gone.map(({ value }) => value),
            rows: gone.reduce((sum, one) => sum + one.count, 0),
          },
        ]
      : []),
  ];
}

function missingChange(
  now: ColumnProfile,
  before: ColumnProfile,
  {
    profile,
    previous,
    chance,
  }: { readonly profile: Profile; readonly previous: Profile; readonly chance: number },
): ValueChange[] {
  const [n, m] = [profile.rows, previous.rows];
  if (Math.min(n, m) < leastRows) return [];
  const [share, earlier] = [now.missing / n, before.missing / m];
  const pooled = (now.missing + before.missing) / (n + m);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  const isChange =
    Math.abs(share - earlier) >= leastMissing && error > 0 && twoSided((share - earlier) / error) < chance;
  return isChange ? [{ kind: 'missing', before: earlier, now: share, rows: now.missing }] : [];
}
