// Rows that repeat an earlier one in every column but the key.
import { counted, percent } from '../../figures';
import { detector } from '../detector';

const many = 0.01;

export const duplicateRows = detector('duplicate-rows', ({ profile, duplicateRows: count, roles }) => {
  if (count === 0) return [];
  const share = count / profile.rows;
  const compared = profile.columns.map(({ name }) => name).filter((name) => name !== roles.key);
  return [
    {
      severity: share >= many ? 'warning' : 'info',
      columns: [],
      message: `${counted(count, 'row')} (${percent(share)}) ${count === 1 ? 'repeats' : 'repeat'} an earlier one. On both sides of a split, such rows flatter a model.`,
      evidence: { duplicates: count, rows: profile.rows, share },
      fix: {
        text: 'Keep the first of equal rows, unless equal rows are different cases.',
        step: { deduplicate: roles.key === undefined ? 'all' : compared },
      },
    },
  ];
});
