// A target of more than two classes, or of which cannot be told which value counts as positive: training would end before it begins.
import { unclearPositive } from '../../evaluate/positive';
import { detector } from '../detector';
import { columnOf } from '../facts';

export const noPositive = detector('no-positive', ({ profile, train, roles, seenIn }) => {
  const { target, positive, asksPositive = false } = roles;
  if (target === undefined || seenIn === 'collected' || (positive === undefined && !asksPositive)) return [];
  const column = columnOf(train ?? profile, target);
  if (!column || column.distinct < 2) return [];
  const isNumber = column.kind === 'integer' || column.kind === 'number';
  if (isNumber && column.other > 0 && !asksPositive) return []; // a quantity, which no model takes for classes
  const classes = column.top.map(({ value }) => (isNumber ? String(Number(value)) : value)).sort();
  const unclear = unclearPositive(positive, {
    target,
    classes,
    count: Math.max(column.distinct, classes.length),
  });
  if (!unclear) return [];
  return [
    {
      severity: 'error',
      columns: [target],
      message: unclear.message,
      evidence: { values: classes, ...(positive === undefined ? {} : { positive: String(positive) }) },
      fix: { text: unclear.hint },
    },
  ];
});
