// How `trim` is written: white space off both ends of texts.
import { like } from '../scalars';
import { stepShape } from './shape';
import { columns } from './written';

export const trim = stepShape({
  schema: like(columns, ['job']).describe('Takes white space off both ends of the text in these columns.'),
  isOnRows: false,
  names: (written) => written,
  mayChange: (written, column) => written.includes(column),
});
