// The gate `goal: met`: the goal's metric, measured on rows nobody chose by, reaches its target.
import { meets, parseBound } from '../../manifest/bound';
import type { Gate } from '../gate';
import { formatInterval } from '../../evaluate/interval';

export const goalGate: Gate = {
  name: 'goal',
  judge(gates, { version, goal }) {
    if (gates.goal === undefined) return undefined;
    if (!goal) return { gate: 'goal', passed: false, reason: 'The model names no goal in lifecycle.yaml.' };
    const measured = version.metrics.values[goal.metric];
    if (!measured)
      return {
        gate: 'goal',
        passed: false,
        reason: `${goal.metric} was not measured for version ${version.version}.`,
      };
    const passed = meets(measured.value, parseBound(goal.target));
    const figure = `${goal.metric} ${formatInterval(measured)} on ${version.metrics.measuredOn}`;
    return {
      gate: 'goal',
      passed,
      reason: `${figure} ${passed ? 'meets' : 'misses'} the goal ${goal.target}.`,
    };
  },
};
