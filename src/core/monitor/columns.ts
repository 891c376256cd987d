// What a window looked at: the model's inputs, then its predictions.
import type { ColumnDrift } from '../drift/columnDrift';
import type { Window } from './window';

type Looked = Pick<Window, 'drift' | 'prediction'>;

export const judgedColumns = ({ drift, prediction }: Looked): readonly ColumnDrift[] => [
  ...drift,
  ...(prediction ? [prediction] : []),
];

export const driftedColumns = (window: Looked): readonly ColumnDrift[] =>
  judgedColumns(window).filter(({ drifted }) => drifted);
