// Rows that a join made more of, because they found several: each then counts more than once.
import { counted } from '../../figures';
import { nameOf, othersIn } from '../../manifest/step';
import { detector, type Found } from '../detector';

export const grownRows = detector('grown-rows', ({ joins = [] }) =>
  joins.flatMap(({ step, effect }): Found[] => {
    const { several = 0, rowsBefore, rowsAfter, columns } = effect;
    if (several === 0) return [];
    const other = othersIn(step)[0] ?? '';
    return [
      {
        severity: 'warning',
        columns,
        message: `In the ${nameOf(step)} with ${other} ${counted(several, 'row')} found several rows there: ${counted(rowsBefore, 'row')} became ${counted(rowsAfter, 'row')}, and those count more than once.`,
        evidence: { several, rowsBefore, rowsAfter, other },
        fix: { text: `Where one is meant, deduplicate ${other} by the columns that it is found by.` },
      },
    ];
  }),
);
