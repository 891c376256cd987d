// A monitor's windows and alerts on disk.
import { foldAlerts } from '../../core/monitor/alerts';
import type { Alert, AlertEvent, Window } from '../../core/monitor/window';
import { appendLine, readLines } from '../files/lines';
import type { ProjectPaths } from '../paths';

const windowsFile = (paths: ProjectPaths, name: string) => paths.monitors(name, 'windows.jsonl');
const alertsFile = (paths: ProjectPaths, name: string) => paths.monitors(name, 'alerts.jsonl');

/** In order of time; of several judgements of one window the last. */
export async function readWindows(paths: ProjectPaths, name: string): Promise<readonly Window[]> {
  const lines = await readLines<Window>(windowsFile(paths, name));
  const latest = new Map(lines.map((window) => [window.key, window]));
  return [...latest.values()].sort((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : a.version - b.version,
  );
}

export async function appendWindows(
  paths: ProjectPaths,
  name: string,
  windows: readonly Window[],
): Promise<void> {
  for (const window of windows) await appendLine(windowsFile(paths, name), window);
}

export const readAlertEvents = (paths: ProjectPaths, name: string) =>
  readLines<AlertEvent>(alertsFile(paths, name));

export async function appendAlertEvents(
  paths: ProjectPaths,
  name: string,
  events: readonly AlertEvent[],
): Promise<void> {
  for (const event of events) await appendLine(alertsFile(paths, name), event);
}

/** Newest first; an alert without `resolved` is open. */
export const readAlerts = async (paths: ProjectPaths, name: string): Promise<readonly Alert[]> =>
  foldAlerts(await readAlertEvents(paths, name));
