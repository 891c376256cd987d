// A monitor judged: the windows that are new or have changed since they were last judged, and the alerts that follow.
import { entryNamed } from '../../core/manifest/entry';
import { served } from '../../core/manifest/served';
import { alertEvents } from '../../core/monitor/alerts';
import { judgeWindow } from '../../core/monitor/judge';
import { judgeLimit } from '../../core/monitor/limit';
import { newEvents } from '../../core/monitor/newEvents';
import { unjoinedAlert } from '../../core/monitor/unjoined';
import { causeOfFall, type Cause, type Reference } from '../../core/monitor/reference';
import { judgedOtherwise, outdated, outdatedText, rulesOf } from '../../core/monitor/rules';
import type { AlertEvent, Window } from '../../core/monitor/window';
import { windowsOf, type WindowSpan } from '../../core/monitor/windows';
import { metricValue } from '../../core/evaluate/metricValue';
import { numericLabels } from '../../core/evaluate/labels';
import { wrongInput } from '../../core/errors';
import type { MonitorSettings } from '../../core/manifest/manifest';
import { seededRandom } from '../../core/random';
import type { Version } from '../../core/registry/version';
import { readJson } from '../files/atomic';
import type { Project } from '../project';
import { versionIn } from '../registry/versionOf';
import { readRegistry } from '../registry/read';
import { importanceOf } from '../score/importance';
import { openScorer, type Scorer } from '../score/scorer';
import { rawKeyOf } from '../../core/prepare/rawKey';
import { verifiedFile } from '../store';
import { contentDigest } from './contentDigest';
import { appendAlertEvents, appendWindows, mendMonitor, readAlertEvents, readWindows } from './files';
import { loggedPredictions, type LoggedPrediction } from './labelled';
import { predictionGroups } from './modelPredictions';
import { seenBy } from './seenBy';

export interface Judgement {
  readonly model: string;
  /** All windows judged by now, in order of time. */
  readonly windows: readonly Window[];
  /** Those that were judged this time. */
  readonly judged: readonly Window[];
  /** That windows were judged otherwise than the manifest has it now, a sentence; undefined where none was. */
  readonly outdated?: string;
  /** That columns are to be ignored that the version has not, a sentence. */
  readonly unknown?: string;
  /** What opened or resolved this time. */
  readonly events: readonly AlertEvent[];
}

/** Throws `input` for a monitor that is not there. */
export async function judgeMonitor(
  { project, name, asOf }: { readonly project: Project; readonly name: string; readonly asOf: string },
  signal: AbortSignal,
): Promise<Judgement> {
  const { manifest, paths } = project;
  const settings = entryNamed(manifest, 'monitors', name);
  const deployment = entryNamed(manifest, 'deployments', name);
  const { model } = served(deployment.model);
  const { rows, unjoined } = await loggedPredictions({ project, deployment: name, settings, asOf }, signal);
  await mendMonitor(paths, name);
  const rules = rulesOf(manifest, name);
  const judgedBefore = await readWindows(paths, name, asOf);
  const old = judgedOtherwise(judgedBefore, rules);
  const standing = judgedBefore.filter((window) => !old.includes(window));
  const before = new Map(standing.map((window) => [window.key, window]));
  const spans = windowsOf(rows, settings.window, asOf);
  // Of rows that come late, every later window of so many rows is another.
  const shifted =
    typeof settings.window === 'string'
      ? []
      : standing.filter(({ key }) => !spans.some((span) => span.key === key));
  const { versions } = (await readRegistry(paths, model)).state;
  const seen = await seenRows({ project, versions, rows }, signal);
  const changed = spans.filter((span) =>
    hasChanged(contentDigest(span.rows, seen), span, before.get(span.key)),
  );
  const judging = { project, model, settings, asOf, seen };
  const judged = (await judgeSpans(judging, changed, signal)).map((window) => ({
    ...window,
    ...(rules === undefined ? {} : { rules }),
  }));
  await appendWindows(paths, name, [
    ...[...old, ...shifted].map((window) => outdated(window, asOf)),
    ...judged,
  ]);
  const windows = await readWindows(paths, name, asOf);
  const newest = windows.at(-1);
  const wanted = [
    ...alertEvents(windows, {
      model,
      ...(settings.performance ? { performance: performanceRule(settings.performance) } : {}),
      ...(settings.retrain ? { retrain: settings.retrain } : {}),
    }),
    ...(unjoined && newest ? [unjoinedAlert(unjoined, { newest, asOf })] : []),
  ];
  const told = outdatedText(old, rules);
  const events = newEvents(await readAlertEvents(paths, name, asOf), wanted, asOf, told);
  await appendAlertEvents(paths, name, events);
  const unknown = unknownText(settings, newest);
  return {
    model,
    windows,
    judged,
    events,
    ...(told === undefined ? {} : { outdated: told }),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

function unknownText({ drift }: MonitorSettings, newest: Window | undefined): string | undefined {
  if (!newest) return undefined;
  const known = [...newest.drift, ...(newest.prediction ? [newest.prediction] : [])].map(({ name }) => name);
  const unknown = (drift?.ignore ?? []).filter((name) => !known.includes(name));
  if (unknown.length === 0) return undefined;
  return `drift.ignore names ${unknown.join(', ')}, which version ${newest.version} does not look at. It has ${known.join(', ')}.`;
}

/** Drops what is undefined, as the rules want it. */
function performanceRule({ metric, min, max }: NonNullable<MonitorSettings['performance']>) {
  return { metric, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** A window is judged again whenever its rows or labels are others, also long after its delay; else until it is complete. */
const hasChanged = (
  digest: string,
  { isComplete }: WindowSpan<LoggedPrediction>,
  known: Window | undefined,
): boolean => known?.digest !== digest || (isComplete && !known.isComplete);

/** Rows that the very version that answered them had learnt from or was chosen on. */
async function seenRows(
  {
    project,
    versions,
    rows,
  }: {
    readonly project: Project;
    readonly versions: readonly Version[];
    readonly rows: readonly LoggedPrediction[];
  },
  signal: AbortSignal,
): Promise<ReadonlySet<LoggedPrediction>> {
  const seen: LoggedPrediction[] = [];
  for (const version of versions) {
    const own = rows.filter((row) => row.version === version.version);
    seen.push(...(await seenBy({ project, version, rows: own }, signal)));
  }
  return new Set(seen);
}

interface Judging {
  readonly project: Project;
  readonly model: string;
  readonly settings: MonitorSettings;
  readonly asOf: string;
  /** Left out of the performance. */
  readonly seen: ReadonlySet<LoggedPrediction>;
}

async function judgeSpans(
  judging: Judging,
  spans: readonly WindowSpan<LoggedPrediction>[],
  signal: AbortSignal,
): Promise<readonly Window[]> {
  const { project, model } = judging;
  const { state } = await readRegistry(project.paths, model);
  const windows: Window[] = [];
  for (const number of new Set(spans.map(({ version }) => version))) {
    const scorer = await openScorer(project.paths, versionIn(state, String(number)), signal);
    try {
      const reference = await referenceOfVersion(project, scorer.version);
      for (const span of spans.filter(({ version }) => version === number)) {
        signal.throwIfAborted();
        windows.push(await judgeSpan({ ...judging, scorer, reference, signal }, span));
      }
    } finally {
      await scorer.close();
    }
  }
  return windows;
}

async function referenceOfVersion(
  { paths }: Project,
  { files, model, version }: Version,
): Promise<Reference> {
  const file = files.find(({ role }) => role === 'reference');
  const reference = file
    ? await readJson<Reference>(await verifiedFile(paths, file.digest, file.name))
    : undefined;
  if (!reference)
    throw wrongInput(`${model}@${version} has no reference to be monitored against.`, {
      hint: 'Register it again.',
    });
  return reference;
}

async function judgeSpan(
  {
    project,
    model,
    settings,
    asOf,
    seen,
    scorer,
    reference,
    signal,
  }: Judging & { readonly scorer: Scorer; readonly reference: Reference; readonly signal: AbortSignal },
  span: WindowSpan<LoggedPrediction>,
): Promise<Window> {
  const { version } = scorer;
  const inputs = await scorer.prepare(span.rows.map(({ line }) => line.inputs));
  const labels = numericLabels(version, span.rows.map(({ label }) => label)); // prettier-ignore
  const places = new Set(span.rows.flatMap((row, place) => (seen.has(row) ? [place] : [])));
  const groups = predictionGroups(span.rows, rawKeyOf(project.manifest, model));
  const window = judgeWindow({
    span,
    reference,
    inputs,
    columns: version.inputs.map(({ name }) => name),
    scores: Float64Array.from(span.rows, ({ line }) => line.output.score),
    labels,
    seen: places,
    foreign: span.rows.flatMap(({ foreignLabel }) => foreignLabel ?? []),
    ambiguous: span.rows.flatMap(({ ambiguous }) => ambiguous ?? []),
    timeless: span.rows.flatMap(({ timeless }) => timeless ?? []),
    version,
    ...(groups === undefined ? {} : { groups }),
    ...(version.threshold === undefined ? {} : { threshold: version.threshold }),
    settings,
    judgedAt: asOf,
    random: seededRandom(11),
  });
  const { performance } = settings;
  const judged = { ...window, digest: contentDigest(span.rows, seen) };
  const fresh = labels.map((label, place) => (places.has(place) ? NaN : label));
  if (!performance || judgeLimit(judged, performance)?.kind !== 'missed') return judged;
  const { columns, told } = await causeOf({
    scorer,
    reference,
    inputs,
    labels: fresh,
    ...(groups === undefined ? {} : { groups }),
    signal,
  });
  return { ...judged, cause: columns, ...(told === undefined ? {} : { causeTold: told }) };
}

/** Columns that were worth something where the version was evaluated and no longer are: what they say has changed its meaning. */
async function causeOf({
  scorer,
  reference,
  inputs,
  labels,
  groups,
  signal,
}: {
  readonly scorer: Scorer;
  readonly reference: Reference;
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly labels: Float64Array;
  readonly groups?: readonly string[];
  readonly signal: AbortSignal;
}): Promise<Cause> {
  const { importance } = reference;
  if (!importance) return { columns: [] };
  const { metric } = importance;
  const threshold = scorer.version.threshold;
  const now = await importanceOf({
    rows: inputs,
    labels,
    columns: scorer.version.inputs.map(({ name }) => name),
    ...(groups === undefined ? {} : { groups }),
    metric,
    score: (rows) => scorer.score(rows, signal),
    measure: (known, scores) =>
      metricValue(metric, { labels: known, scores, ...(threshold === undefined ? {} : { threshold }) }),
  });
  return causeOfFall(importance, now);
}
