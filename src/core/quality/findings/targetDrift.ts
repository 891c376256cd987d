// A target that moves with time, or with the order of the rows: a random split would flatter any model.
import { percent } from '../../figures';
import { detector } from '../detector';
import { splitAlong, targetDrift as driftOf } from '../targetDrift';

export const targetDrift = detector('target-drift', ({ target, roles, split }) => {
  if (!target || roles.target === undefined) return [];
  const { blocks } = target;
  const drift = driftOf(blocks, roles.positive === undefined ? undefined : String(roles.positive));
  if (!drift) return [];
  const { answer, low, high, first, last, p, v, isSorted } = drift;
  const evidence = {
    answer,
    low,
    high,
    first,
    last,
    p,
    v,
    blocks: blocks.counts.length,
    by: blocks.by,
    ...(blocks.groups === undefined ? {} : { groups: blocks.groups }),
  };
  const name = roles.target;
  if (isSorted)
    return [
      {
        severity: split?.by === 'order' ? 'warning' : 'info',
        columns: [name],
        message: `The rows are sorted by ${name}.`,
        evidence,
        fix: {
          text: `Do not split by order: each part would have other answers. Split ${blocks.groups === undefined ? 'at random' : 'by key'}, or by time.`,
        },
      },
    ];
  const each = blocks.groups === undefined ? '' : `, each ${blocks.groups} counted once`;
  const along = blocks.by === 'time' ? 'time' : 'the order of the rows';
  return [
    {
      severity: 'warning',
      columns: [name],
      message: `${name} moves with ${along}: ${answer} is between ${percent(low)} and ${percent(high)}, ${percent(first)} at first and ${percent(last)} at last${each}.`,
      evidence,
      fix: {
        text: `${splitAlong(blocks)}, so that a model is judged on rows newer than it learnt from; a random split would flatter it.`,
      },
    },
  ];
});
