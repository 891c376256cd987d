// How `filter` is written: the condition of rows that stay.
import { like } from '../scalars';
import { stepShape } from './shape';
import { sqlText } from './written';

export const filter = stepShape({
  schema: like(sqlText, 'age >= 18').describe('A SQL condition; rows where it is true stay.'),
  isOnRows: true,
  names: () => [],
  mayChange: () => true,
});
