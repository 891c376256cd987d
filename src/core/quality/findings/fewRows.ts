// Too few rows for a goal: what interval its metric would have, and whether that tells the goal from knowing nothing.
import { count, counted, figure } from '../../figures';
import { metrics } from '../../evaluate/metrics';
import { detector, type Found } from '../detector';
import { goalReach, type GoalFacts } from '../goalReach';

/** Half an interval that reaches over so much of the way from the baseline to the goal says little. */
const wide = 0.5;

export const fewRows = detector('few-rows', ({ goals = [], roles }) =>
  goals.flatMap((goal) => found(goal, roles.target ?? '')),
);

function found(goal: GoalFacts, target: string): Found[] {
  const reach = goalReach(goal);
  if (!reach || reach.baseline === undefined) return [];
  const { name, metric, target: wanted, rows, positives, part } = goal;
  const { low, high, baseline } = reach;
  const half = (high - low) / 2;
  const isHeld = low <= baseline && baseline <= high;
  const way = Math.abs(wanted - baseline);
  if (way === 0 || (!isHeld && half < wide * way)) return [];
  const where = part === 'test' ? 'The test split has' : 'There are';
  const some = positives === undefined ? '' : `, ${count(positives)} of them positive`;
  const { label } = metrics[metric];
  const told = isHeld
    ? `it holds ${figure(baseline)} too, what knowing nothing gives`
    : `over half of the way from ${figure(baseline)}, what knowing nothing gives`;
  return [
    {
      severity: isHeld ? 'warning' : 'info',
      columns: [target],
      message: `${where} ${counted(rows, 'row')}${some}: where ${label} is ${figure(wanted)}, the goal ${name}, its interval is ${figure(low)} to ${figure(high)}, and ${told}.`,
      evidence: {
        rows,
        ...(positives === undefined ? {} : { positives }),
        low,
        high,
        baseline,
        halfWidth: half,
      },
      fix: {
        text: `Four times as many rows halve the interval: ${counted(4 * rows, 'row')}${part === 'test' ? ' in the test split' : ''}${positives === undefined ? '' : `, with ${count(4 * positives)} positive ones`}.`,
      },
    },
  ];
}
