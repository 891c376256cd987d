// What is there of deployments and their monitors: state, signs of life, windows, alerts.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withEndless } from '../../core/evaluate/endless';
import type { BrokenFile, DeploymentFacts, MonitorFacts } from '../../core/catalog/facts';
import { shapes } from '../../core/shapes';
import type { DeploymentState, PredictionLine } from '../../core/deploy/deployment';
import { judgedBy, toldBy } from '../../core/monitor/judged';
import type { AlertEvent, Window } from '../../core/monitor/window';
import { deploymentFiles, isOfHere } from '../deploy/folder';
import { isThere } from '../deploy/targets';
import { lastLine } from '../files/lines';
import type { Project } from '../project';
import { readSmallJson, readSmallLines } from './smallFile';
import { alertsFile, windowsFile } from '../monitor/files';
import { remedy } from '../../core/remedy';

export interface GatheredProduction {
  readonly deployments: readonly DeploymentFacts[];
  readonly monitors: readonly MonitorFacts[];
  readonly broken: readonly BrokenFile[];
}

/** `asOf`: windows and alerts judged later are left out, and so is what runs: that is known of today only. */
export async function gatherProduction(project: Project, asOf?: string): Promise<GatheredProduction> {
  const broken: BrokenFile[] = [];
  const deployments = await Promise.all(
    Object.keys(project.manifest.deployments ?? {}).map((name) =>
      gatherDeployment(project, name, broken, asOf),
    ),
  );
  const monitors = await Promise.all(
    Object.keys(project.manifest.monitors ?? {}).map((name) => gatherMonitor(project, name, broken, asOf)),
  );
  return { deployments, monitors, broken };
}

async function gatherDeployment(
  project: Project,
  name: string,
  broken: BrokenFile[],
  asOf: string | undefined,
): Promise<DeploymentFacts> {
  const files = deploymentFiles(project.paths, name);
  const reading = await readSmallJson<DeploymentState>(
    {
      file: files.state,
      root: project.root,
      section: 'deployments',
      name,
      hint: 'Deploy it again.',
      remedy: remedy('deploy', name),
    },
    shapes.deployment,
  );
  if (reading.broken) broken.push(reading.broken);
  const state = reading.value && (await isOfHere(project.paths, reading.value)) ? reading.value : undefined;
  const isOfToday = asOf !== undefined;
  const alive = state && !isOfToday ? isThere(project.paths, state) : undefined;
  const lastPrediction = await newestPrediction(files.predictions);
  return {
    name,
    ...(state ? { state } : {}),
    ...(isOfToday ? { isOfToday } : {}),
    ...(alive === undefined ? {} : { isAlive: alive }),
    ...(lastPrediction === undefined ? {} : { lastPrediction }),
  };
}

async function gatherMonitor(
  project: Project,
  name: string,
  broken: BrokenFile[],
  asOf: string | undefined,
): Promise<MonitorFacts> {
  const asked = (file: string) => ({
    file,
    root: project.root,
    section: 'monitors' as const,
    name,
    hint: 'Judge its windows again.',
    remedy: remedy('monitor', name),
  });
  const windows = withEndless(
    await readSmallLines<Window>(asked(windowsFile(project.paths, name)), shapes.window),
  );
  const alerts = await readSmallLines<AlertEvent>(asked(alertsFile(project.paths, name)), shapes.alert);
  for (const reading of [windows, alerts]) if (reading.broken) broken.push(reading.broken);
  return {
    name,
    windows: judgedBy(windows.value ?? [], asOf),
    alerts: toldBy(alerts.value ?? [], asOf),
  };
}

/** Predictions stand in one file a day, so the last name is the newest. A copy has other times of its files, not of its lines. */
async function newestPrediction(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const last = names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .at(-1);
  const line = last === undefined ? undefined : await lastLine<PredictionLine>(join(folder, last));
  return typeof line?.at === 'string' ? line.at : undefined;
}
