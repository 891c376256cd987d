// What a window looked at, the model's inputs, then its predictions; and which of it lifecycle.yaml leaves out of alarms.
import type { ColumnDrift } from '../drift/columnDrift';
import type { MonitorSettings } from '../manifest/manifest';
import type { Window } from './window';

type Looked = Pick<Window, 'drift' | 'prediction'>;

export const judgedColumns = ({ drift, prediction }: Looked): readonly ColumnDrift[] => [
  ...drift,
  ...(prediction ? [prediction] : []),
];

export const driftedColumns = (window: Looked): readonly ColumnDrift[] =>
  judgedColumns(window).filter(({ drifted }) => drifted);

export const isIgnored = (settings: Pick<MonitorSettings, 'drift'> | undefined, name: string): boolean =>
  settings?.drift?.ignore?.includes(name) ?? false;
