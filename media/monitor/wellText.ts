// What the monitor panel says where no alert is open: of the version that answers, not of those before it.
import { counted } from '../../src/protocol/figures';
import type { MonitorState } from '../../src/protocol/monitor';
import type { Severity } from '../parts/severity';

interface Told {
  readonly severity: Severity;
  readonly text: string;
}

/** A window is well where it did not drift and, with a limit, its whole interval keeps to that. */
export function wellText({
  windows,
  version,
  limit,
}: Pick<MonitorState, 'windows' | 'version' | 'limit'>): Told {
  const told = (severity: Severity, text: string): Told => ({ severity, text: `No alert is open: ${text}` });
  const answering = version ?? windows.at(-1)?.version;
  const own = windows.filter((window) => window.version === answering);
  const who = `version ${answering}`;
  if (own.length === 0) return told('info', `no window of ${who} was judged yet`);
  const good = own.filter(({ hasDrifted, standing }) => !hasDrifted && (!limit || standing?.kind === 'kept'));
  if (good.length === 0) return told('info', `${who} was judged in ${counted(own.length, 'window')}`);
  const share =
    good.length < own.length ? `${good.length} of ${own.length} windows` : counted(own.length, 'window');
  return told('good', `${who} is well in ${share}`);
}
