// A run as a line of a pick.
import type { FoundRun } from '../../node/run/find';
import type { Choice } from './pick';

export const runChoice = (run: FoundRun): Choice<FoundRun> => ({
  label: [run.record.stage, run.record.name].filter(Boolean).join(' '),
  description: `${run.state.status} · ${new Date(run.record.at).toLocaleString()}`,
  icon: 'history',
  value: run,
});
