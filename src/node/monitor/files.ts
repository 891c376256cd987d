// A monitor's windows and alerts on disk.
import { relative } from 'node:path';
import { withEndless } from '../../core/evaluate/endless';
import { counted } from '../../core/figures';
import { shapes } from '../../core/shapes';
import { foldAlerts } from '../../core/monitor/alerts';
import { judgedBy, toldBy } from '../../core/monitor/judged';
import type { Alert, AlertEvent, Window } from '../../core/monitor/window';
import { appendLines, dropDamagedLines, readLines } from '../files/lines';
import { updateHint } from '../files/stored';
import type { ProjectPaths } from '../paths';

export const windowsFile = (paths: ProjectPaths, name: string) => paths.monitors(name, 'windows.jsonl');
export const alertsFile = (paths: ProjectPaths, name: string) => paths.monitors(name, 'alerts.jsonl');

/** Lines that nobody can read are dropped, so that what they said is judged and told again. A sentence for each file with lines that only a newer version can. */
export async function mendMonitor(paths: ProjectPaths, name: string): Promise<readonly string[]> {
  const logs = [
    [windowsFile(paths, name), shapes.window],
    [alertsFile(paths, name), shapes.alert],
  ] as const;
  const told: string[] = [];
  for (const [file, shape] of logs) {
    const passedOver = await dropDamagedLines(file, shape);
    if (passedOver > 0) told.push(passedOverText(relative(paths.root, file), passedOver));
  }
  return told;
}

const passedOverText = (file: string, lines: number) =>
  `${counted(lines, 'line')} of ${file} ${lines === 1 ? 'says' : 'say'} what this version does not know: kept, and passed over. ${updateHint}`;

/** As they were judged by `asOf` (ISO), in order of time; undefined: all. */
export const readWindows = async (
  paths: ProjectPaths,
  name: string,
  asOf?: string,
): Promise<readonly Window[]> =>
  judgedBy(withEndless(await readLines<Window>(windowsFile(paths, name), shapes.window)), asOf);

export async function appendWindows(
  paths: ProjectPaths,
  name: string,
  windows: readonly Window[],
): Promise<void> {
  await appendLines(windowsFile(paths, name), windows);
}

/** What was told by `asOf` (ISO), in order of time; undefined: all. */
export const readAlertEvents = async (
  paths: ProjectPaths,
  name: string,
  asOf?: string,
): Promise<readonly AlertEvent[]> =>
  toldBy(await readLines<AlertEvent>(alertsFile(paths, name), shapes.alert), asOf);

export async function appendAlertEvents(
  paths: ProjectPaths,
  name: string,
  events: readonly AlertEvent[],
): Promise<void> {
  await appendLines(alertsFile(paths, name), events);
}

/** As they stood at `asOf` (ISO) or, where that is undefined, stand now, newest first; an alert without `resolved` was open. */
export const readAlerts = async (
  paths: ProjectPaths,
  name: string,
  asOf?: string,
): Promise<readonly Alert[]> => foldAlerts(await readAlertEvents(paths, name, asOf));
