// How `drop` is written: columns left out.
import { like } from '../scalars';
import { stepShape } from './shape';
import { columns } from './written';

export const drop = stepShape({
  schema: like(columns, ['duration']).describe('Leaves these columns out.'),
  isOnRows: false,
  names: (written) => written,
  takes: (written, column) => written.includes(column),
  mayChange: (written, column) => written.includes(column),
});
