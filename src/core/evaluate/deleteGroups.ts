// The delete-a-group jackknife: how sure any statistic of rows is, by leaving out one random part of them after another.
import { shuffled, type Random } from '../random';

/** Parts the rows are cut into; the error has one degree of freedom less. */
export const deletedGroups = 20;
/** Of more rows a sample is enough to know the error, which is then brought to their number. */
const mostRows = 4000;
/** A sample has no fewer groups of rows that belong together. */
const fewestSampled = 5 * deletedGroups;

/** Rows with one part after another left out. */
export interface Deleted {
  /** The places of the rows that stay; none where there are fewer rows, or groups of them, than parts. */
  readonly parts: readonly Uint32Array[];
  /** Of all rows or groups, those that were sampled. */
  readonly share: number;
}

/** Rows of equal value in `groups` are left out together. */
export function withoutGroups(rows: number, random: Random, groups?: ArrayLike<unknown>): Deleted {
  const units = shuffled(unitsOf(rows, groups), random);
  if (units.length < deletedGroups) return { parts: [], share: 1 };
  let [sampled, size] = [0, 0];
  while (sampled < units.length && (size < mostRows || sampled < fewestSampled))
    size += units[sampled++]?.length ?? 0;
  const sample = units.slice(0, sampled);
  const parts = Array.from({ length: deletedGroups }, (_none, part) =>
    Uint32Array.from(sample.filter((_unit, index) => index % deletedGroups !== part).flat()),
  );
  return { parts, share: sampled / units.length };
}

function unitsOf(rows: number, groups: ArrayLike<unknown> | undefined): readonly (readonly number[])[] {
  if (groups === undefined) return Array.from({ length: rows }, (_none, place) => [place]);
  const units = new Map<unknown, number[]>();
  for (let place = 0; place < rows; place++) {
    const members = units.get(groups[place]);
    if (members) members.push(place);
    else units.set(groups[place], [place]);
  }
  return [...units.values()];
}

/**
 * Standard error over all rows of a statistic with these values `withoutGroups` (Kott 2001, Journal of Official Statistics
 * 17:521). NaN where there are none, or where one is NaN. `share`: of what there is, what they were measured on.
 */
export const deleteGroupsError = (values: readonly number[], share = 1): number =>
  Math.sqrt(deleteGroupsCovariance(values, values, share));

/** As `deleteGroupsError`, of two statistics of the same rows: how far they vary together. */
export function deleteGroupsCovariance(one: readonly number[], other: readonly number[], share = 1): number {
  const count = one.length;
  if (count === 0) return NaN;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / count;
  const [centre, otherCentre] = [mean(one), mean(other)];
  const products = one.reduce(
    (sum, value, part) => sum + (value - centre) * ((other[part] ?? NaN) - otherCentre),
    0,
  );
  return ((count - 1) / count) * products * share;
}
