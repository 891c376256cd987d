// The labelled predictions of a model over all of its deployments, whichever version answered.
import { wrongInput } from '../../core/errors';
import { areBroken, foreignText } from '../../core/monitor/label';
import { groupsOf } from '../../core/evaluate/groups';
import type { Dataset } from '../../core/manifest/manifest';
import { servedBy } from '../../core/manifest/served';
import { rawNameOf } from '../../core/prepare/rawName';
import type { Project } from '../project';
import { readRegistry } from '../registry/read';
import { versionIn } from '../registry/versionOf';
import { loggedPredictions, type LoggedPrediction } from './labelled';

export type LabelledPrediction = LoggedPrediction & { readonly label: string };

/**
 * In order of time, each row once. Rows and labels not yet known at `asOf` are left out, and labels that no version knows, too.
 * Throws `input` where these are 1% of the labels or more.
 */
export async function labelledPredictions(
  { project, model, asOf }: { readonly project: Project; readonly model: string; readonly asOf: string },
  signal: AbortSignal,
): Promise<readonly LabelledPrediction[]> {
  const { manifest } = project;
  const timeColumn = timeColumnOf(project, model);
  const found: LabelledPrediction[] = [];
  const foreign: LoggedPrediction[] = [];
  for (const [deployment, settings] of Object.entries(manifest.monitors ?? {})) {
    if (servedBy(manifest, deployment)?.model !== model) continue;
    const sources = {
      project,
      deployment,
      settings,
      asOf,
      ...(timeColumn === undefined ? {} : { timeColumn }),
    };
    const logged = await loggedPredictions(sources, signal);
    found.push(...logged.filter((one): one is LabelledPrediction => one.label !== undefined));
    foreign.push(...logged.filter(({ foreignLabel }) => foreignLabel !== undefined));
  }
  await refuseForeign(project, model, { foreign, labelled: found.length });
  const unique = new Map(found.map((one) => [JSON.stringify(one.line.inputs), one]));
  return [...unique.values()].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

async function refuseForeign(
  { paths }: Project,
  model: string,
  { foreign, labelled }: { readonly foreign: readonly LoggedPrediction[]; readonly labelled: number },
): Promise<void> {
  const [first] = foreign;
  if (!first || !areBroken({ foreign: foreign.length, labelled })) return;
  const { state } = await readRegistry(paths, model);
  const texts = foreign.map(({ foreignLabel }) => foreignLabel ?? '');
  const told = foreignText(versionIn(state, String(first.version)), { foreign: texts, labelled });
  throw wrongInput(`${told}.`, { hint: mendLabels });
}

/** What to do about labels that no version knows. */
export const mendLabels = 'Mend the files that labels.path of the monitor names, then run it again.';
/** Which predictions belong together by the dataset's key column; undefined where each stands for itself or brought no key. */
export const predictionGroups = (rows: readonly LoggedPrediction[], key: string | undefined) =>
  key === undefined ? undefined : groupsOf(rows.map(({ line }) => line.inputs[key]));

/** The time column of the model's dataset; undefined where it has none. */
export const timeColumnOf = (project: Project, model: string) => datasetOf(project, model)?.time?.column;

/** The key column of the model's dataset as requests bring it; undefined where it has none. */
export function keyColumnOf(project: Project, model: string): string | undefined {
  const { key, prepare } = datasetOf(project, model) ?? {};
  return key === undefined ? undefined : rawNameOf(key, prepare);
}

function datasetOf({ manifest }: Project, model: string): Dataset | undefined {
  const settings = manifest.models?.[model];
  const names = Object.keys(manifest.datasets ?? {});
  const dataset =
    settings?.dataset ?? settings?.evaluate?.dataset ?? (names.length === 1 ? names[0] : undefined);
  return dataset === undefined ? undefined : manifest.datasets?.[dataset];
}
