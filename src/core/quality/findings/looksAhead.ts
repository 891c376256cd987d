// Columns that a join took from rows of a later time: at the row's own time nobody knows them.
import { counted, percent } from '../../figures';
import { nameOf, othersIn } from '../../manifest/step';
import { detector, type Found } from '../detector';

export const looksAhead = detector('looks-ahead', ({ joins = [] }) =>
  joins.flatMap(({ step, effect }): Found[] => {
    const { later = 0, rowsBefore, columns } = effect;
    if (later === 0) return [];
    const other = othersIn(step)[0] ?? '';
    return [
      {
        severity: 'warning',
        columns,
        message: `The ${nameOf(step)} with ${other} looks into the future: ${counted(later, 'row')} (${percent(later / rowsBefore)}) took ${columns.join(', ')} from a row that is later than they are.`,
        evidence: { later, rows: rowsBefore, other },
        fix: {
          text: 'Take join_asof in its place, which takes the newest row that is not later; or leave out what changes with time.',
        },
      },
    ];
  }),
);
