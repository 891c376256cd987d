// A monitor judged: the windows that are new or have changed since they were last judged, and the alerts that follow.
import { counted } from '../../core/figures';
import { spanText } from '../../core/span';
import { entryNamed } from '../../core/manifest/entry';
import { served } from '../../core/manifest/served';
import { alertEvents, type Answers } from '../../core/monitor/alerts';
import { newEvents } from '../../core/monitor/newEvents';
import type { Known } from '../../core/monitor/seen';
import { unjoinedAlert } from '../../core/monitor/unjoined';
import { judgedOtherwise, outdated, outdatedTexts, rulesOf } from '../../core/monitor/rules';
import { judgedColumns } from '../../core/monitor/columns';
import type { AlertEvent, Window } from '../../core/monitor/window';
import { windowsOf, type WindowSpan } from '../../core/monitor/windows';
import type { MonitorSettings } from '../../core/manifest/manifest';
import type { Version } from '../../core/registry/version';
import { withLock } from '../files/withLock';
import { turn } from '../paced';
import type { Project } from '../project';
import type { StageContext } from '../stage';
import { readRegistry } from '../registry/read';
import { contentDigest } from './contentDigest';
import { appendAlertEvents, appendWindows, mendMonitor, readAlertEvents, readWindows } from './files';
import { judgeSpans, type ChangedSpan, type JudgingProgress } from './judgeSpans';
import { loggedPredictions, type LoggedPrediction } from './labelled';
import { damagedLines, noneJudged, unshownLines } from './notJudged';
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
  /** What a person has to know of the files of predictions and labels, a sentence each. */
  readonly remarks: readonly string[];
  /** `labels.path`, where no file matches it though a label is due. */
  readonly unmatched?: string;
  /** What opened or resolved this time. */
  readonly events: readonly AlertEvent[];
}

interface Asked {
  readonly project: Project;
  readonly name: string;
  readonly asOf: string;
  readonly report?: StageContext['report'];
}

/**
 * One judging of a monitor at a time, as each goes on from what those before it wrote. Windows of a version that the registry does
 * not show stay as they were judged. Throws `input` for a monitor that is not there, `unavailable` where none of its predictions
 * can be judged and none ever was.
 */
export async function judgeMonitor(asked: Asked, signal: AbortSignal): Promise<Judgement> {
  const { project, name, report } = asked;
  entryNamed(project.manifest, 'monitors', name);
  const lock = {
    file: project.paths.locks(`monitor-${name}.json`),
    purpose: name,
    work: `judging of ${name}`,
  };
  const onWait = (message: string) => report?.({ kind: 'progress', message });
  return withLock(lock, () => judgeAlone(asked, signal), { onWait, signal });
}

async function judgeAlone({ project, name, asOf, report }: Asked, signal: AbortSignal): Promise<Judgement> {
  const { manifest, paths } = project;
  const settings = entryNamed(manifest, 'monitors', name);
  const deployment = entryNamed(manifest, 'deployments', name);
  const { model } = served(deployment.model);
  const tell = (message: string) => report?.({ kind: 'progress', message });
  const logged = await loggedPredictions({ project, deployment: name, settings, asOf, tell }, signal);
  const { rows, unjoined, noted, unmatched } = logged;
  const passedOver = await mendMonitor(paths, name);
  const rules = rulesOf(manifest, name);
  const judgedBefore = await readWindows(paths, name, asOf);
  const old = judgedOtherwise(judgedBefore, rules);
  const standing = judgedBefore.filter((window) => !old.includes(window));
  const before = new Map(standing.map((window) => [window.key, window]));
  const { state: registry, problems } = await readRegistry(paths, model);
  const isShown = (one: { readonly version: number }) =>
    registry.versions.some(({ version }) => version === one.version);
  const unshown = unshownLines(project, noted, { model, problems });
  if (judgedBefore.length === 0 && rows.length > 0 && !rows.some(isShown))
    throw noneJudged([...damagedLines(project.root, noted), ...unshown]);
  const spans = windowsOf(rows, settings.window, asOf).filter(isShown);
  // Of rows that come late, every later window of so many rows is another.
  const shifted =
    typeof settings.window === 'string'
      ? []
      : standing.filter((window) => isShown(window) && !spans.some(({ key }) => key === window.key));
  const seen = await seenRows({ project, versions: registry.versions, rows }, signal);
  const changed: ChangedSpan[] = [];
  tell(`Looking for what has changed in ${counted(spans.length, 'window')} of ${name}`);
  for (const span of spans) {
    await turn(signal);
    const digest = contentDigest(span.rows, seen);
    if (hasChanged(digest, span, before.get(span.key))) changed.push({ ...span, digest });
  }
  const progress = ({ span, done }: JudgingProgress) =>
    report?.({
      kind: 'progress',
      message: `Judging ${name}: ${spanText(span)}, ${counted(span.rows.length, 'row')}`,
      done,
      total: changed.length,
      unit: 'steps',
    });
  const judging = { project, registry, settings, asOf, seen, progress };
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
  const answers = answersOf(rows, spans);
  const wanted = [
    ...alertEvents(windows, {
      model,
      answers,
      ...(settings.performance ? { performance: settings.performance } : {}),
      ...(settings.retrain ? { retrain: settings.retrain } : {}),
    }),
    ...(unjoined && newest ? [unjoinedAlert(unjoined, { newest, asOf })] : []),
  ];
  const told = outdatedTexts(old, rules);
  const events = newEvents(await readAlertEvents(paths, name, asOf), wanted, {
    asOf,
    isLogged: (version) => answers.last.has(version),
    ...(told === undefined ? {} : { whyEnded: told.ended }),
  });
  await appendAlertEvents(paths, name, events);
  const unknown = unknownText(settings, newest);
  return {
    model,
    windows,
    judged,
    remarks: [...passedOver, ...logged.remarks, ...unshown.map(({ remark }) => remark)],
    events,
    ...(unmatched === undefined ? {} : { unmatched }),
    ...(told === undefined ? {} : { outdated: told.done }),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

function answersOf(
  rows: readonly LoggedPrediction[],
  spans: readonly WindowSpan<LoggedPrediction>[],
): Answers {
  const last = new Map<number, string>();
  for (const { version, line } of rows) if (line.at > (last.get(version) ?? '')) last.set(version, line.at);
  const oldest = (a: string, { line }: LoggedPrediction) => (a === '' || line.at < a ? line.at : a);
  return { last, first: new Map(spans.map((span) => [span.key, span.rows.reduce(oldest, '')])) };
}

function unknownText({ drift }: MonitorSettings, newest: Window | undefined): string | undefined {
  if (!newest) return undefined;
  const known = judgedColumns(newest).map(({ name }) => name);
  const unknown = (drift?.ignore ?? []).filter((name) => !known.includes(name));
  if (unknown.length === 0) return undefined;
  return `drift.ignore names ${unknown.join(', ')}, which version ${newest.version} does not look at. It has ${known.join(', ')}.`;
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
): Promise<ReadonlyMap<LoggedPrediction, Known>> {
  const seen: (readonly [LoggedPrediction, Known])[] = [];
  for (const version of versions) {
    const own = rows.filter((row) => row.version === version.version);
    for (const [row, known] of await seenBy({ project, version, rows: own }, signal))
      if (known !== 'perhaps') seen.push([row, known]);
  }
  return new Map(seen);
}
