// Columns with one value or none, in the whole data or in what models learn from: nothing can be learnt from them.
import type { ColumnProfile } from '../../profile/profile';
import { detector, type Found } from '../detector';
import { columnOf, presentIn } from '../facts';

export const constant = detector('constant', ({ profile, train, roles }) => {
  if (profile.rows < 2) return [];
  return profile.columns.flatMap((column): Found[] => {
    const own = train && columnOf(train, column.name);
    const isWhole = isConstant(column);
    const isInTraining =
      own !== undefined && train !== undefined && presentIn(train, own) > 1 && isConstant(own);
    if (!isWhole && !isInTraining) return [];
    const { name } = column;
    const { top = [], distinct = 0 } = (isWhole ? column : own) ?? {};
    const value = top[0]?.value;
    const where = isWhole ? '' : ' in the training split';
    const isTarget = name === roles.target;
    return [
      {
        severity: isTarget ? 'error' : 'warning',
        columns: [name],
        message:
          distinct === 0
            ? `${name} has no value at all.`
            : `${name} is always ${value === undefined ? 'the same' : JSON.stringify(value)}${where}.`,
        evidence: {
          distinct,
          rows: (isWhole ? profile : train)?.rows ?? 0,
          ...(value === undefined ? {} : { value }),
        },
        fix: isTarget
          ? { text: 'A model needs a target that varies: look at how the data was collected or split.' }
          : { text: 'Leave the column out: nothing can be learnt from it.', step: { drop: [name] } },
      },
    ];
  });
});

const isConstant = ({ distinct, isDistinctExact, infinities = 0 }: ColumnProfile) =>
  isDistinctExact && distinct <= 1 && infinities === 0;
