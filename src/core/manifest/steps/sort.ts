// How `sort` is written: the columns that put the rows in order.
import { like } from '../scalars';
import { stepShape } from './shape';
import { columns } from './written';

export const sort = stepShape({
  schema: like(columns, ['ts', '-amount']).describe(
    'Puts the rows in the order of these columns; "-amount" the largest first. Missing values come last, equal rows stay in order.',
  ),
  isOnRows: true,
  names: () => [],
  mayChange: () => false,
});

/** What one entry of the list says. */
export const sortedBy = (entry: string): { readonly column: string; readonly isDescending: boolean } =>
  entry.startsWith('-') && entry.length > 1
    ? { column: entry.slice(1), isDescending: true }
    : { column: entry, isDescending: false };
