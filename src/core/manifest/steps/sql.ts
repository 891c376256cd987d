// How `sql` is written: a query of a person's own.
import { like } from '../scalars';
import { stepShape } from './shape';
import { sqlText } from './written';

export const sql = stepShape({
  schema: like(sqlText, 'SELECT * FROM data WHERE age BETWEEN 18 AND 95').describe('One SELECT over "data".'),
  isOnRows: true,
  names: () => [],
  mayMake: () => true,
  mayChange: () => true,
});
