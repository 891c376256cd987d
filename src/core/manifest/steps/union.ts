// How `union` is written: rows of other datasets, below one's own.
import * as z from 'zod';
import { like, name } from '../scalars';
import { stepShape } from './shape';

const datasets = z
  .union([z.array(name).min(1, 'Name at least one dataset.'), name.transform((one) => [one])])
  .meta({ title: 'dataset or list of datasets' });

export const union = stepShape({
  schema: like(datasets, ['customers']).describe(
    'Adds the rows of other datasets, as they are prepared, below. Columns go together by their names; one that a side does not have is missing there.',
  ),
  isOnRows: true,
  names: () => [],
  mayMake: () => true,
  mayChange: () => true,
  others: (written) => written,
});
