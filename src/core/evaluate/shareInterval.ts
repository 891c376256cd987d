// The interval of a metric that follows from a share of rows: Wilson's, which has something to say where all are right or wrong too.
import { zOf } from '../distribution';
import type { Interval } from './interval';
import type { Metric } from './metrics/metric';
import { wilsonBounds } from './proportion';
import type { Statistic } from './statistic';

/**
 * Of single rows, or of `groups`, which then count by Kish's effective number (1965): as if the rows of one knew no more than one.
 * Undefined where the metric is no share, or has no value on these rows.
 */
export function shareInterval(
  { valueOfShare }: Metric,
  statistic: Statistic,
  { level, groups }: { readonly level: number; readonly groups?: ArrayLike<unknown> | undefined },
): Interval | undefined {
  if (valueOfShare === undefined || statistic.kind !== 'sums') return undefined;
  const [right, among] = statistic.parts as readonly [Float64Array, Float64Array];
  const sizes = new Map<unknown, number>();
  let [count, n] = [0, 0];
  among.forEach((one, row) => {
    count += right[row] as number;
    n += one;
    const group = groups?.[row];
    if (groups !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + one);
  });
  if (n === 0) return undefined;
  const effective =
    groups === undefined ? n : n ** 2 / [...sizes.values()].reduce((sum, size) => sum + size ** 2, 0);
  const [low, high] = wilsonBounds(count / n, effective, zOf(level));
  return {
    value: valueOfShare(count / n),
    low: valueOfShare(low),
    high: valueOfShare(high),
    level,
    method: groups === undefined ? 'Wilson' : 'Wilson, by group',
    n,
  };
}
