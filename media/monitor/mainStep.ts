// Which one step a person is led to in the monitor panel: its button is the blue one, all others are not.
import type { MonitorState } from '../../src/protocol/monitor';

/** `alert`: what the first open alert calls for, in its own place. */
export type MainStep = 'deploy' | 'monitor' | 'alert';

type Known = Pick<MonitorState, 'canDeploy' | 'version' | 'windows' | 'alerts'>;

/** Undefined: nothing can be done from here. */
export function mainStep({ canDeploy, version, windows, alerts }: Known): MainStep | undefined {
  if (canDeploy) return 'deploy';
  if (windows.length > 0) return alerts.some(({ resolved }) => !resolved) ? 'alert' : 'monitor';
  return version === undefined ? undefined : 'monitor';
}
