// A run as a line of a pick.
import { joined, minute } from '../../core/catalog/format';
import type { FoundRun } from '../../node/run/find';
import type { Choice } from './pick';

export const runChoice = (run: FoundRun): Choice<FoundRun> => ({
  label: [run.record.stage, run.record.name].filter(Boolean).join(' '),
  description: joined(run.state.status, minute(run.record.at, zone())),
  icon: 'history',
  value: run,
});

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
