// The labelled predictions of a model over all of its deployments, whichever version answered.
import { wrongInput } from '../../core/errors';
import { ambiguousOf } from '../../core/monitor/ambiguous';
import { areBroken, foreignText } from '../../core/monitor/label';
import { timelessOf } from '../../core/monitor/timeless';
import { mendKeys, unjoinedText, type Unjoined } from '../../core/monitor/unjoined';
import { groupsOf } from '../../core/evaluate/groups';
import { servedBy } from '../../core/manifest/served';
import { compareText } from '../../core/order';
import type { Project } from '../project';
import { readRegistry } from '../registry/read';
import { versionIn } from '../registry/versionOf';
import { loggedPredictions, type LoggedPrediction } from './labelled';

export type LabelledPrediction = LoggedPrediction & { readonly label: string };

export interface ModelPredictions {
  /** In order of time, each `key` once, as its newest row has it. Rows and labels not yet known at `asOf` are left out. */
  readonly predictions: readonly LabelledPrediction[];
  /** Times of the rows whose label has not come, ascending: where there are some, waiting may help. */
  readonly unlabelled: readonly string[];
  /** What to know of labels that were left out, because no version knows them, of how their files were read, and of rows without a usable time; a sentence each. */
  readonly warnings: readonly string[];
}

interface Asked {
  readonly project: Project;
  readonly model: string;
  readonly asOf: string;
}

/** Throws `input` where labels that no version knows are 1% of them or more. */
export const labelledPredictions = async (
  asked: Asked,
  signal: AbortSignal,
): Promise<readonly LabelledPrediction[]> => (await gatherPredictions(asked, signal)).predictions;

/** `labelledPredictions` with what else there is to tell. Throws `input` too where labels have come and none matches a prediction. */
export async function explainedPredictions(asked: Asked, signal: AbortSignal): Promise<ModelPredictions> {
  const { unjoined, ...found } = await gatherPredictions(asked, signal);
  if (unjoined && found.predictions.length === 0)
    throw wrongInput(unjoinedText(unjoined), { hint: mendKeys });
  return found;
}

async function gatherPredictions(
  { project, model, asOf }: Asked,
  signal: AbortSignal,
): Promise<ModelPredictions & { readonly unjoined?: Unjoined }> {
  const { manifest } = project;
  const found: LabelledPrediction[] = [];
  const foreign: LoggedPrediction[] = [];
  const unlabelled: string[] = [];
  const joined: LoggedPrediction[] = [];
  const remarks: string[] = [];
  let unjoined: Unjoined | undefined;
  for (const [deployment, settings] of Object.entries(manifest.monitors ?? {})) {
    if (servedBy(manifest, deployment)?.model !== model) continue;
    const logged = await loggedPredictions({ project, deployment, settings, asOf }, signal);
    unjoined ??= logged.unjoined;
    remarks.push(...logged.remarks);
    joined.push(...logged.rows.filter((one) => !isUnlabelled(one)));
    found.push(...logged.rows.filter((one): one is LabelledPrediction => one.label !== undefined));
    unlabelled.push(...logged.rows.filter(isUnlabelled).map(({ time }) => time));
    foreign.push(...logged.rows.filter(({ foreignLabel }) => foreignLabel !== undefined));
  }
  const warnings = [
    ...remarks,
    ...(await toldForeign(project, model, { foreign, labelled: found.length })),
    ...toldAmbiguous(joined, found.length),
  ];
  const unique = new Map(found.sort(byTime).map((one) => [one.key, one]));
  const predictions = [...unique.values()].sort(byTime);
  const timeless = timelessOf(
    predictions.flatMap((one) => one.timeless ?? []),
    predictions.length,
  );
  const told = timeless ? [...warnings, timeless.message] : warnings;
  return { predictions, unlabelled: unlabelled.sort(), warnings: told, ...(unjoined ? { unjoined } : {}) };
}

const byTime = (a: LoggedPrediction, b: LoggedPrediction) => compareText(a.time, b.time);
const isUnlabelled = ({ label, foreignLabel, ambiguous }: LoggedPrediction) =>
  (label ?? foreignLabel ?? ambiguous) === undefined;

/** `rows`: all that a label has come for. Throws `input` where they are too many to leave out. */
function toldAmbiguous(rows: readonly LoggedPrediction[], labelled: number): readonly string[] {
  const told = ambiguousOf(
    rows.flatMap(({ ambiguous }) => ambiguous ?? []),
    rows.length,
  );
  if (!told) return [];
  if (areBroken({ foreign: told.count, labelled })) throw wrongInput(told.message, { hint: mendLabels });
  return [told.message];
}

/** Throws `input` where they are too many to leave out. */
async function toldForeign(
  { paths }: Project,
  model: string,
  { foreign, labelled }: { readonly foreign: readonly LoggedPrediction[]; readonly labelled: number },
): Promise<readonly string[]> {
  const [first] = foreign;
  if (!first) return [];
  const { state } = await readRegistry(paths, model);
  const texts = foreign.flatMap(({ foreignLabel }) => foreignLabel ?? []);
  const told = foreignText(versionIn(state, String(first.version)), { foreign: texts, labelled });
  if (areBroken({ foreign: foreign.length, labelled })) throw wrongInput(`${told}.`, { hint: mendLabels });
  return [`${told}. Their rows were left out.`];
}

/** What to do about labels that no version knows. */
export const mendLabels =
  'Mend the files that labels.path of the monitor names, with each label written as the prepared dataset has it, then run it again.';
/** Which predictions belong together by the dataset's key column; undefined where each stands for itself or brought no key. */
export const predictionGroups = (rows: readonly LoggedPrediction[], key: string | undefined) =>
  key === undefined ? undefined : groupsOf(rows.map(({ line }) => line.inputs[key]));
