// A candidate compared with the champion: rows newer than either was made on, both models on each, the look paid for.
import { defaultThreshold } from '../../core/evaluate/defaultThreshold';
import { counted } from '../../core/figures';
import { canCompare } from '../../core/evaluate/canCompare';
import { alphaOfLook, comparing } from '../../core/evaluate/compare';
import { numericLabels } from '../../core/evaluate/labels';
import { seededRandom } from '../../core/random';
import type { Look, RecordedComparison } from '../../core/registry/comparison';
import type { RegistryState } from '../../core/registry/fold';
import { looksAt, nextLook } from '../../core/registry/looks';
import type { Version } from '../../core/registry/version';
import type { Clock } from '../clock';
import { metricOf } from '../../core/manifest/lookups';
import { digestJson } from '../files/digest';
import { labelledPredictions, predictionGroups, type LabelledPrediction } from '../monitor/modelPredictions';
import { seenBy } from '../monitor/seenBy';
import type { Project } from '../project';
import { openScorer } from '../score/scorer';
import { keyOf } from '../../core/prepare/rawKey';
import { paced } from '../paced';
import { type Tell, untold } from '../stage';
import { answerable } from './answerable';
import { answersOf, type Ground } from './ground';
import { runsMeasuredBeside, testGround } from './testGround';

export interface ComparisonRequest {
  readonly project: Project;
  readonly clock: Clock;
  /** As of the time judged by: a look of then stands. */
  readonly registry: RegistryState;
  /** Whatever the time it was judged by: each look is paid for. */
  readonly ever: Pick<RegistryState, 'events' | 'versions'>;
  readonly champion: Version;
  /** Registered or about to be; its number plays no part. */
  readonly candidate: Version;
  readonly tell?: Tell;
}

/**
 * The look that stands at these rows by the metric of now: one that was taken on just the same, else a new one, paid for by its level.
 * Where this machine has fewer labelled predictions than the newest look at the two had, that look stands; while those newer than both
 * are too few to show anything, the test split is looked at, if it is newer. As soon as they could say one is worse they are the ground,
 * and a look of these two at them, once taken, stands. That holds for one candidate: where labels are away, another gets the
 * test split. Without a comparison where no row that both can answer is newer than both and no look was taken. Whoever asks records it.
 */
export async function compareWith(request: ComparisonRequest, signal: AbortSignal): Promise<Look> {
  const { champion, candidate, registry, tell = untold } = request;
  await tell('Joining predictions with their labels');
  const { rows: unseen, doubtful } = await unseenRows(request, signal);
  const { rows, lacking } = answerable(unseen, [champion, candidate]);
  const told = { ...(doubtful === 0 ? {} : { doubtful }), ...(lacking ? { lacking } : {}) };
  const metric = metricOf(request.project.manifest, champion.model);
  const looks = looksAt(registry, champion.version, candidate.version).filter(
    (look) => look.metric === metric,
  );
  const newest = looks.findLast(({ test }) => test === undefined);
  const logged = async () =>
    rows.length > 0 ? lookAt(loggedGround(request, rows, signal), request, signal) : undefined;
  if (newest)
    return { comparison: (rows.length >= newest.rows ? await logged() : undefined) ?? newest, ...told };
  const labels = numericLabels(
    candidate,
    rows.map(({ label }) => label),
  );
  const test = canCompare(metric, { labels, groups: groupsOf(request, rows) })
    ? undefined
    : await testGround(request, signal);
  const tested = test?.kind === 'ground' ? await lookAt(test.ground, request, signal) : test && looks.at(-1);
  const taken = tested ?? (await logged());
  if (taken) return { comparison: taken, ...told };
  return { ...(test ? { noTestSplit: test.kind === 'ground' ? 'other' : test.why } : {}), ...told };
}

async function lookAt(
  ground: Ground,
  request: ComparisonRequest,
  signal: AbortSignal,
): Promise<RecordedComparison | undefined> {
  const { project, champion, candidate, ever, tell = untold } = request;
  const known = looksAt(ever, champion.version);
  const metric = metricOf(project.manifest, champion.model);
  const key = digestJson([metric, ground.key]);
  // Looks of before the metric was part of the key.
  const isOlder = (one: RecordedComparison) => one.key === ground.key && one.metric === metric;
  const same = known.find((one) => one.key === key || isOlder(one));
  if (same) return same;
  const rows = await ground.read();
  const [from, to] = [rows?.times[0], rows?.times.at(-1)];
  if (!rows || from === undefined || to === undefined) return undefined;
  await tell(`Comparing with version ${champion.version} on ${counted(rows.labels.length, 'row')}`);
  const measured = await ground.measuredRuns();
  const look = nextLook(ever, champion.version, measured);
  const steps = comparing({
    metric,
    labels: numericLabels(candidate, rows.labels),
    champion: await rows.score(champion),
    challenger: await rows.score(candidate),
    periods: rows.times.map((time) => time.slice(0, 7)),
    look,
    ...(rows.groups === undefined ? {} : { groups: rows.groups }),
    thresholds: [champion.threshold ?? defaultThreshold, candidate.threshold ?? defaultThreshold],
    random: seededRandom(look),
  });
  const { details: _details, ...figures } = await paced(steps, signal);
  return {
    ...figures,
    alpha: alphaOfLook(look),
    champion: champion.version,
    key,
    from,
    to,
    ...(ground.isTestSplit
      ? { test: { otherRuns: measured.size } }
      : measured.size > 0
        ? { measuredRuns: measured.size }
        : {}),
  };
}

function loggedGround(
  request: ComparisonRequest,
  rows: readonly LabelledPrediction[],
  signal: AbortSignal,
): Ground {
  const { project, champion, candidate } = request;
  const groups = groupsOf(request, rows);
  const read = {
    labels: rows.map(({ label }) => label),
    times: rows.map(({ time }) => time),
    ...(groups === undefined ? {} : { groups }),
    score: (version: Version) => scoresBy({ project, version, rows }, signal),
  };
  return {
    key: digestJson([
      answersOf(champion),
      answersOf(candidate),
      rows.map(({ line, label }) => [line.inputs, label]),
    ]),
    isTestSplit: false,
    measuredRuns: () => runsMeasuredBeside(request),
    read: () => Promise.resolve(read),
  };
}

const groupsOf = (
  { project, champion }: Pick<ComparisonRequest, 'project' | 'champion'>,
  rows: readonly LabelledPrediction[],
) => predictionGroups(rows, keyOf(champion, project.manifest));

/** `doubtful`: how many were left out because they may have been seen. */
async function unseenRows(
  { project, clock, champion, candidate }: ComparisonRequest,
  signal: AbortSignal,
): Promise<{ readonly rows: readonly LabelledPrediction[]; readonly doubtful: number }> {
  const rows = await labelledPredictions({ project, model: champion.model, asOf: clock.judged() }, signal);
  const seen = [
    await seenBy({ project, version: champion, rows }, signal),
    await seenBy({ project, version: candidate, rows }, signal),
  ];
  const unseen = rows.filter((row) => !seen.some((one) => one.has(row)));
  const known = rows.filter((row) => seen.some((one) => one.has(row) && one.get(row) !== 'perhaps'));
  return { rows: unseen, doubtful: rows.length - unseen.length - known.length };
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
