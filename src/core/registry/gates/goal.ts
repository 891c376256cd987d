// The gate `goal: met`: the goal's metric, measured on rows nobody chose by, reaches its target.
import { goalVerdict } from '../../evaluate/goalVerdict';
import { formatInterval } from '../../evaluate/interval';
import type { Gate } from '../gate';

export const goalGate: Gate = {
  name: 'goal',
  judge(gates, { version, goal }) {
    if (gates.goal === undefined) return undefined;
    if (!goal) return { gate: 'goal', passed: false, reason: 'The model names no goal in lifecycle.yaml.' };
    const { figure, isMet, text } = goalVerdict(version.metrics.values, goal);
    if (!figure)
      return {
        gate: 'goal',
        passed: false,
        reason: `${goal.metric} was not measured for version ${version.version}.`,
      };
    const measured = `${goal.metric} ${formatInterval(figure)} on ${version.metrics.measuredOn}`;
    return { gate: 'goal', passed: isMet, reason: `${measured} ${text}.` };
  },
};
