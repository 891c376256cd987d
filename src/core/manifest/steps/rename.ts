// How `rename` is written: new names by the old ones.
import { column, like } from '../scalars';
import { stepShape } from './shape';
import { mapOfColumns } from './written';

export const rename = stepShape({
  schema: like(mapOfColumns(column), { job: 'profession' }).describe('Old name to new name.'),
  isOnRows: false,
  names: (written) => Object.keys(written),
  takes: (written, column) => Object.hasOwn(written, column),
  mayMake: (written, column) => Object.values(written).includes(column),
  renames: (written) => written,
  mayChange: (written, column) => Object.entries(written).flat().includes(column),
});
