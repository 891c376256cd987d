// How `derive` is written: a new column by an expression over its row.
import { like } from '../scalars';
import { stepShape } from './shape';
import { mapOfColumns, sqlText } from './written';

export const derive = stepShape({
  schema: like(mapOfColumns(sqlText), { contacted: 'pdays >= 0' }).describe(
    'New column to a SQL expression over the row.',
  ),
  isOnRows: false,
  names: (written) => Object.keys(written),
  mayMake: (written, column) => Object.hasOwn(written, column),
  withExpressions: (written, change) =>
    Object.fromEntries(Object.entries(written).map(([column, sql]) => [column, change(sql, column)])),
  mayChange: (written, column) => Object.hasOwn(written, column),
});
