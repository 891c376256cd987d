// Windows of predictions judged by the version that answered them: its inputs, its reference, and the cause where it fell.
import type { MonitorSettings } from '../../core/manifest/manifest';
import { wrongInput } from '../../core/errors';
import { numericLabels } from '../../core/evaluate/labels';
import { metricValue } from '../../core/evaluate/metricValue';
import { freshLabels, judgeWindow } from '../../core/monitor/judge';
import { judgeLimit } from '../../core/monitor/limit';
import { causeOfFall, type Cause } from '../../core/monitor/cause';
import type { Reference } from '../../core/monitor/reference';
import type { Known } from '../../core/monitor/seen';
import type { Window } from '../../core/monitor/window';
import type { WindowSpan } from '../../core/monitor/windows';
import { keyOf } from '../../core/prepare/rawKey';
import { seededRandom } from '../../core/random';
import type { RegistryState } from '../../core/registry/fold';
import type { Version } from '../../core/registry/version';
import { readJson } from '../files/atomic';
import { turn } from '../paced';
import type { Project } from '../project';
import { versionIn } from '../registry/versionOf';
import { importanceOf } from '../score/importance';
import { openScorer, type Scorer } from '../score/scorer';
import { verifiedFile } from '../store';
import type { LoggedPrediction } from './labelled';
import { predictionGroups } from './modelPredictions';

export interface Judging {
  readonly project: Project;
  readonly registry: RegistryState;
  readonly settings: MonitorSettings;
  readonly asOf: string;
  /** Left out of the performance. */
  readonly seen: ReadonlyMap<LoggedPrediction, Known>;
  readonly progress: (progress: JudgingProgress) => void;
}

/** `digest`: of its content. */
export type ChangedSpan = WindowSpan<LoggedPrediction> & { readonly digest: string };

export interface JudgingProgress {
  /** That is judged now. */
  readonly span: ChangedSpan;
  /** Windows judged before it. */
  readonly done: number;
}

/** In the order of their versions. Throws `input` for a version that is not there or has no reference. */
export async function judgeSpans(
  judging: Judging,
  spans: readonly ChangedSpan[],
  signal: AbortSignal,
): Promise<readonly Window[]> {
  const { project, registry } = judging;
  const windows: Window[] = [];
  for (const number of new Set(spans.map(({ version }) => version))) {
    const scorer = await openScorer(project.paths, versionIn(registry, String(number)), signal);
    try {
      const reference = await referenceOfVersion(project, scorer.version);
      for (const span of spans.filter(({ version }) => version === number)) {
        judging.progress({ span, done: windows.length });
        await turn(signal);
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
  const reference = file ? await readJson<Reference>(await verifiedFile(paths, file, model)) : undefined;
  if (!reference)
    throw wrongInput(`${model}@${version} has no reference to be monitored against.`, {
      hint: 'Register it again.',
    });
  return reference;
}

async function judgeSpan(
  {
    project,
    settings,
    asOf,
    seen,
    scorer,
    reference,
    signal,
  }: Judging & { readonly scorer: Scorer; readonly reference: Reference; readonly signal: AbortSignal },
  span: ChangedSpan,
): Promise<Window> {
  const { version } = scorer;
  const inputs = await scorer.prepare(span.rows.map(({ line }) => line.inputs));
  const labels = numericLabels(
    version,
    span.rows.map(({ label }) => label),
  );
  const places = new Map(
    span.rows.flatMap((row, place) => {
      const how = seen.get(row);
      return how ? [[place, how] as const] : [];
    }),
  );
  const groups = predictionGroups(span.rows, keyOf(version, project.manifest));
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
  const judged = { ...window, digest: span.digest };
  if (!performance || judgeLimit(judged, performance)?.kind !== 'missed') return judged;
  const { columns, told } = await causeOf({
    scorer,
    reference,
    inputs,
    labels: freshLabels(labels, places),
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
