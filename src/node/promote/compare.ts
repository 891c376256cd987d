// A candidate compared with the champion: labelled rows newer than either was made on, both models on each, the look paid for.
import { counted } from '../../core/figures';
import { alphaOfLook, compareVersions, type Comparison } from '../../core/evaluate/compare';
import { numericLabels } from '../../core/evaluate/labels';
import { isWithin, type Span } from '../../core/monitor/policy';
import { seededRandom } from '../../core/random';
import type { RecordedComparison } from '../../core/registry/comparison';
import type { RegistryState } from '../../core/registry/fold';
import type { Version } from '../../core/registry/version';
import type { Clock } from '../clock';
import { metricOf } from '../evaluate/metricOf';
import { digestJson } from '../files/digest';
import { labelledPredictions, predictionGroups, type LabelledPrediction } from '../monitor/modelPredictions';
import { seenBy } from '../monitor/seenBy';
import type { Project } from '../project';
import { openScorer } from '../score/scorer';
import { rawKeyOf } from '../../core/prepare/rawKey';
import { type Tell, untold } from '../stage';

export interface ComparisonRequest {
  readonly project: Project;
  readonly clock: Clock;
  readonly registry: RegistryState;
  readonly champion: Version;
  /** Registered or about to be; its number plays no part. */
  readonly candidate: Version;
  /** Only rows of this span; undefined: all that are newer than both. */
  readonly span?: Span;
  readonly tell?: Tell;
}

/**
 * The look that stands at these rows: one that was taken on just the same, else a new one, paid for by its level. Where this machine
 * has fewer rows than the newest look at the two had, that look stands. Undefined where no labelled row is newer than both and no look
 * was taken. Whoever asks records it.
 */
export async function compareWith(
  request: ComparisonRequest,
  signal: AbortSignal,
): Promise<RecordedComparison | undefined> {
  const { project, champion, candidate, registry } = request;
  const { tell = untold } = request;
  await tell('Joining predictions with their labels');
  const rows = await unseenRows(request, signal);
  const newest = looksAt(registry, champion, candidate).at(-1);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || rows.length < (newest?.rows ?? 0)) return newest;
  const key = digestJson([
    answersOf(champion),
    answersOf(candidate),
    rows.map(({ line, label }) => [line.inputs, label]),
  ]);
  const known = looksAt(registry, champion);
  const same = known.find((one) => one.key === key);
  if (same) return same;
  const look = new Set(known.map((one) => one.key)).size + 1;
  const groups = predictionGroups(rows, rawKeyOf(project.manifest, champion.model));
  await tell(`Comparing with version ${champion.version} on ${counted(rows.length, 'row')}`);
  const comparison = compareVersions({
    metric: metricOf(project, champion.model),
    labels: numericLabels(
      candidate,
      rows.map(({ label }) => label),
    ),
    champion: await scoresBy({ project, version: champion, rows }, signal),
    challenger: await scoresBy({ project, version: candidate, rows }, signal),
    periods: rows.map(({ time }) => time.slice(0, 7)),
    look,
    ...(groups === undefined ? {} : { groups }),
    thresholds: [champion.threshold ?? 0.5, candidate.threshold ?? 0.5],
    random: seededRandom(look),
  });
  return recorded(comparison, { champion: champion.version, key, from: first.time, to: last.time });
}

/** Looks at this champion so far, by this candidate alone where one is named, oldest first; each was paid for. */
export function looksAt(
  registry: RegistryState,
  champion: Version,
  candidate?: Version,
): readonly RecordedComparison[] {
  return registry.events.flatMap(({ event }) =>
    event.kind === 'compared' &&
    event.comparison.champion === champion.version &&
    (candidate === undefined || event.version === candidate.version)
      ? [event.comparison]
      : [],
  );
}

async function unseenRows(
  { project, clock, champion, candidate, span }: ComparisonRequest,
  signal: AbortSignal,
): Promise<readonly LabelledPrediction[]> {
  const rows = await labelledPredictions({ project, model: champion.model, asOf: clock.judged() }, signal);
  const seen = [
    await seenBy({ project, version: champion, rows }, signal),
    await seenBy({ project, version: candidate, rows }, signal),
  ];
  return rows.filter(
    (row) => !seen.some((one) => one.has(row)) && (span === undefined || isWithin(row.time, span)),
  );
}

async function scoresBy(
  {
    project,
    version,
    rows,
  }: {
    readonly project: Project;
    readonly version: Version;
    readonly rows: readonly LabelledPrediction[];
  },
  signal: AbortSignal,
): Promise<Float64Array> {
  const scorer = await openScorer(project.paths, version, signal);
  try {
    return await scorer.score(await scorer.prepare(rows.map(({ line }) => line.inputs)), signal);
  } finally {
    await scorer.close();
  }
}

/** All that decides what a version answers. */
const answersOf = ({ files, preparation, calibration, threshold }: Version) => ({
  model: files.find(({ role }) => role === 'model')?.digest ?? null,
  preparation,
  calibration: calibration ?? null,
  threshold: threshold ?? null,
});

function recorded(
  { details: _details, ...comparison }: Comparison,
  where: { readonly champion: number; readonly key: string; readonly from: string; readonly to: string },
): RecordedComparison {
  return { ...comparison, alpha: alphaOfLook(comparison.look), ...where };
}
