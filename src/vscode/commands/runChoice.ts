// A run as a line of a pick.
import { joined } from '../../core/catalog/format';
import { minute } from '../../core/times';
import { ownZone } from '../../node/clock';
import type { FoundRun } from '../../node/run/find';
import { kindIcons } from '../tree/icon';
import type { Choice } from './pick';

export const runChoice = (run: FoundRun): Choice<FoundRun> => ({
  label: [run.record.stage, run.record.name].filter(Boolean).join(' '),
  description: joined(run.state.status, minute(run.record.at, ownZone())),
  icon: kindIcons.run,
  value: run,
});
