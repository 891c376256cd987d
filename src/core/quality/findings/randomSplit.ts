// A split at random of data whose target moves with time: what it promises will not be kept.
import { isUnordered } from '../../manifest/splitBy';
import { percent } from '../../figures';
import { detector } from '../detector';
import { splitAlong, targetDrift } from '../targetDrift';

export const randomSplit = detector('random-split', ({ target, roles, split }) => {
  if (!target || roles.target === undefined || !split || !isUnordered(split.by)) return [];
  const drift = targetDrift(target.blocks, roles.positive === undefined ? undefined : String(roles.positive));
  if (!drift || drift.isSorted) return [];
  const { answer, low, high, p, v } = drift;
  return [
    {
      severity: 'warning',
      columns: [roles.target],
      message: `The split is by ${split.by}, but ${roles.target} moves from ${percent(low)} to ${percent(high)} ${answer}: figures measured on it will flatter.`,
      evidence: { by: split.by, answer, low, high, p, v },
      fix: { text: `${splitAlong(target.blocks)}.` },
    },
  ];
});
