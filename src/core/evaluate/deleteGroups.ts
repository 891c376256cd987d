// The delete-a-group jackknife: how sure any statistic of rows is, by leaving out one random part of them after another.
import type { Random } from '../random';

/** Parts the rows are cut into; the error has one degree of freedom less. */
export const deletedGroups = 20;
/** Of more rows a sample is enough to know the error, which is then brought to their number. */
const mostRows = 4000;

/** For each part the places of the rows that stay without it; none where there are fewer rows than parts. */
export function withoutGroups(rows: number, random: Random): readonly Uint32Array[] {
  if (rows < deletedGroups) return [];
  const order = Uint32Array.from({ length: rows }, (_none, place) => place);
  for (let last = rows - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  const sample = order.slice(0, mostRows);
  return Array.from({ length: deletedGroups }, (_none, group) =>
    sample.filter((_place, index) => index % deletedGroups !== group),
  );
}

/**
 * Standard error over `rows` rows of a statistic with these values `withoutGroups` (Kott 2001, Journal of Official Statistics
 * 17:521). NaN where there are none, or where one is NaN.
 */
export function deleteGroupsError(values: readonly number[], rows: number): number {
  if (values.length === 0) return NaN;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(((values.length - 1) / values.length) * squares * (Math.min(rows, mostRows) / rows));
}
