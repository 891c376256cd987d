// Rows that were collected block by block, or sorted by a column: parts that are cut by order then differ in it.
import { counted } from '../../figures';
import { detector, type Found } from '../detector';
import { isBlocked, isSorted } from '../rowOrder';

/** Never more than a note: where the order is that of time, it is as it should be. */
export const blockedRows = detector('blocked-rows', ({ runs = [], roles }) => {
  if (roles.time !== undefined) return [];
  return runs
    .filter((column) => column.column !== roles.target && isBlocked(column))
    .map((column): Found => {
      const values = counted(column.counts.length, 'value');
      return {
        severity: 'info',
        columns: [column.column],
        message: isSorted(column)
          ? `The rows are sorted by ${column.column}.`
          : `Rows of one ${column.column} stand together: its ${values} come in ${counted(column.runs, 'block')}.`,
        evidence: { blocks: column.runs, values: column.counts.length, rows: column.rows },
        fix: {
          text: `Where their order is that of time, name the column that tells it as time. Else do not split by order, which cuts between blocks; where rows of one block depend on each other, name the block as key and split by key.`,
        },
      };
    });
});
