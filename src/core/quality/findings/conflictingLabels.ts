// Rows that are equal in all but the target: one of the answers is wrong, or what tells them apart was left out.
import { counted, percent } from '../../figures';
import { areEqualCopies } from '../copies';
import { detector } from '../detector';
import { columnOf, presentIn } from '../facts';

/** Where rows are equal by nature, less is not worth telling. */
const worthTelling = 0.01;

export const conflictingLabels = detector('conflicting-labels', ({ profile, copies, roles }) => {
  const conflicts = copies?.conflicts;
  const target = roles.target === undefined ? undefined : columnOf(profile, roles.target);
  if (!copies || !conflicts || conflicts.rows === 0 || !target) return [];
  const { rows, groups, where } = conflicts;
  const share = rows / presentIn(profile, target);
  const isCopied = areEqualCopies(copies, profile);
  if (!isCopied && share < worthTelling) return [];
  return [
    {
      severity: isCopied ? 'warning' : 'info',
      columns: [target.name],
      message: isCopied
        ? `${counted(rows, 'row')} (${percent(share)}) in ${counted(groups, 'group')} of equal rows ${rows === 1 ? 'has' : 'have'} different values of ${target.name}: some are wrong, or a column that tells them apart is missing.`
        : `${counted(rows, 'row')} (${percent(share)}) ${rows === 1 ? 'stands' : 'stand'} in groups that are equal in all but ${target.name}: no model can answer all of them rightly.`,
      evidence: { rows, groups, share },
      ...(where === undefined ? {} : { rows: where }),
      fix: {
        text: isCopied
          ? 'Find out which answer is right, and correct or leave out the others.'
          : 'Nothing is wrong where the columns do not tell all; more columns may.',
      },
    },
  ];
});
