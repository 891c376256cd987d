// Columns that hold values somewhere, but none in the rows that models learn from.
import { percent } from '../../figures';
import { detector, type Found } from '../detector';
import { columnOf, presentIn } from '../facts';

export const emptyInTraining = detector('empty-in-training', ({ profile, train }) => {
  if (!train || train.rows === 0) return [];
  return profile.columns.flatMap((column): Found[] => {
    const own = columnOf(train, column.name);
    if (!own || own.missing < train.rows || column.missing === profile.rows) return [];
    const { name } = column;
    const present = presentIn(profile, column);
    return [
      {
        severity: 'warning',
        columns: [name],
        message: `${name} has no value in the training split, but in ${percent(present / profile.rows)} of all rows.`,
        evidence: { present, rows: profile.rows, trainingRows: train.rows },
        fix: {
          text: 'Leave the column out until the training split reaches rows that have it; some converters fail on it.',
          step: { drop: [name] },
        },
      },
    ];
  });
});
