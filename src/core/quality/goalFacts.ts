// Goals with the rows that their figures will rest on.
import { parseBound } from '../bound';
import { metrics } from '../evaluate/metrics';
import type { ClassRows } from './classRows';
import { columnOf, presentIn, type Facts } from './facts';
import type { GoalFacts } from './goalReach';
import type { NamedGoal } from './goalsOn';

/** `testRows`: of the test split; undefined where the data is not split. Goals that nothing can fall short of are left out. */
export function goalFacts(
  goals: readonly NamedGoal[],
  { profile, roles, classes }: Pick<Facts, 'profile' | 'roles' | 'classes'>,
  testRows: number | undefined,
): GoalFacts[] {
  const column = roles.target === undefined ? undefined : columnOf(profile, roles.target);
  if (!column) return [];
  const part = testRows === undefined ? 'all' : 'test';
  const counts = classes?.map((one) => ({ value: one.value, rows: rowsIn(one, part) }));
  const rows = counts?.reduce((sum, one) => sum + one.rows, 0) ?? testRows ?? presentIn(profile, column);
  const positives = counts && positivesOf(counts, roles.positive);
  return goals.flatMap(({ name, metric, target }) => {
    const { operator, limit } = parseBound(target);
    if (operator.startsWith(metrics[metric].isLoss ? '>' : '<')) return [];
    return [
      {
        name,
        metric,
        target: limit,
        rows,
        part,
        ...(positives === undefined ? {} : { positives }),
        ...(column.sd === undefined ? {} : { sd: column.sd }),
      },
    ];
  });
}

const rowsIn = ({ rows, parts }: ClassRows, part: GoalFacts['part']) =>
  part === 'test' ? (parts['test']?.rows ?? 0) : rows;

/** Of two classes without a word of which is the positive one, the rarer. */
function positivesOf(
  counts: readonly Pick<ClassRows, 'value' | 'rows'>[],
  positive: Facts['roles']['positive'],
): number | undefined {
  const named = counts.find(({ value }) => String(value) === String(positive));
  if (named) return named.rows;
  return counts.length === 2 ? Math.min(...counts.map(({ rows }) => rows)) : undefined;
}
