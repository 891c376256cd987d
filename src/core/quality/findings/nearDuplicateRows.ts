// Rows that are another row but for how it is written, or for one or two cells.
import { counted, percent } from '../../figures';
import { copiedUpTo } from '../copies';
import { detector } from '../detector';

const many = 0.01;
const shownColumns = 5;

export const nearDuplicateRows = detector('near-duplicate-rows', ({ profile, copies }) => {
  const differing = copies ? copiedUpTo(copies, profile) : [];
  const sets = differing.flatMap((at) => copies?.near[at] ?? []);
  const rows = sets.reduce((sum, set) => sum + set.rows, 0);
  if (rows === 0) return [];
  const share = rows / profile.rows;
  const most = Math.max(...differing);
  const columns = [...new Set(sets.flatMap((set) => set.columns))].slice(0, shownColumns);
  const where = sets.flatMap((set) => set.where ?? []);
  const but = most === 0 ? 'how it is written' : counted(most, 'column');
  const which = columns.length > 0 ? ` (${columns.join(', ')})` : '';
  return [
    {
      severity: share >= many ? 'warning' : 'info',
      columns: [],
      message: `${counted(rows, 'row')} (${percent(share)}) ${rows === 1 ? 'repeats' : 'repeat'} an earlier one in all but ${but}${which}. On both sides of a split, such rows flatter a model.`,
      evidence: { rows, share, byColumnsThatDiffer: sets.map((set) => set.rows) },
      ...(where.length > 0 ? { rows: where.join(' OR ') } : {}),
      fix: {
        text:
          most === 0
            ? 'Write the values in one way, by trim or replace; then keep the first of equal rows.'
            : 'Look at them: of a case that was entered twice keep one row. Cases that are alike by nature belong on one side of a split: name a key that tells them.',
      },
    },
  ];
});
