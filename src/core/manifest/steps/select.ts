// How `select` is written: the columns that stay, in their order.
import { like } from '../scalars';
import { stepShape } from './shape';
import { columns } from './written';

export const select = stepShape({
  schema: like(columns, ['id', 'ts', 'age', 'job', 'y']).describe(
    'Keeps these columns, in this order, and leaves all others out.',
  ),
  isOnRows: false,
  names: (written) => written,
  takes: (written, column) => !written.includes(column),
  mayChange: (written, column) => !written.includes(column),
});
