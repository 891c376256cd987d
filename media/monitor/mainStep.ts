// Which one step a person is led to in the monitor panel: its button is the blue one, all others are not.
import type { AlertState, MonitorState } from '../../src/protocol/monitor';

/** `request`: to send a first one; `alert`: what the first open alert that calls for something does, in its own place. */
export type MainStep = 'deploy' | 'request' | 'monitor' | 'alert';

type Known = Pick<MonitorState, 'canDeploy' | 'version' | 'windows' | 'outdated' | 'alerts'>;

/** The alert whose first button is the main one; undefined where none calls for anything. */
export const mainAlert = (alerts: readonly AlertState[]): AlertState | undefined =>
  alerts.find(({ resolved, isWatched }) => !resolved && !isWatched);

/** `requests`: that the endpoint has answered; undefined while nobody knows. Undefined: nothing can be done from here. */
export function mainStep(
  { canDeploy, version, windows, outdated, alerts }: Known,
  requests: number | undefined,
): MainStep | undefined {
  if (outdated !== undefined) return 'monitor';
  if (canDeploy) return 'deploy';
  if (windows.length > 0) return mainAlert(alerts) ? 'alert' : 'monitor';
  if (version === undefined) return undefined;
  return requests === 0 ? 'request' : 'monitor';
}
