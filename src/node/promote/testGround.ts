// The test split as rows to compare two versions on: where it lies after all that either was trained or chosen on.
import { isUnordered } from '../../core/manifest/splitBy';
import type { PreparedVersion, SplitPart } from '../../core/dataset/version';
import { compareText } from '../../core/order';
import { keyOf } from '../../core/prepare/rawKey';
import { preparedNameOf } from '../../core/prepare/rawName';
import { momentOf } from '../../core/prepare/moment';
import type { NoTestSplit } from '../../core/registry/comparison';
import { lastMomentOf, seenUntil } from '../../core/registry/learntUntil';
import type { Version } from '../../core/registry/version';
import type { Clock } from '../clock';
import { splitFile } from '../dataset/preparedFiles';
import { recordTestRead } from '../dataset/testReads';
import { readVersion } from '../dataset/versions';
import { readLabelledRows, type LabelledRows } from '../evaluate/rows';
import { digestJson } from '../files/digest';
import type { Project } from '../project';
import { openScorer } from '../score/scorer';
import { answersOf, type Ground } from './ground';
import { comesLast, runsMeasuredAfter, runsMeasuredOn } from './otherRuns';

interface Pair {
  readonly project: Project;
  readonly clock: Clock;
  readonly champion: Version;
  readonly candidate: Version;
}

interface None {
  readonly kind: 'none';
  readonly why: NoTestSplit;
}

export type TestGround = { readonly kind: 'ground'; readonly ground: Ground } | None;

export async function testGround(pair: Pair, signal: AbortSignal): Promise<TestGround> {
  const { project, champion, candidate } = pair;
  const [before, after] = [await testOf(project, champion), await testOf(project, candidate)];
  if (before.kind === 'none') return before;
  if (after.kind === 'none') return after;
  const until = [champion, candidate].map(seenUntil).sort().at(-1) ?? '';
  if (lastMomentOf(after.part.to) <= until) return none('seen');
  if (!areAlike(before.part, after.part)) return none('other');
  const prepared = [
    ...new Map([before, after].map((one) => [one.prepared.fingerprint, one.prepared])).values(),
  ];
  const key = digestJson([
    answersOf(champion),
    answersOf(candidate),
    before.part.fingerprint,
    after.part.fingerprint,
    until,
  ]);
  const ground: Ground = {
    key,
    isTestSplit: true,
    async measuredRuns() {
      const runs = await runsMeasuredOn(project, { model: candidate.model, splits: [before, after] });
      return new Set([...runs].filter((run) => run !== champion.run && run !== candidate.run));
    },
    async read() {
      const [old, now] = [await rowsOf(project, before, signal), await rowsOf(project, after, signal)];
      const newer = inTime(now.moments).filter((row) => (now.moments[row] ?? '') > until);
      if (!areSame(old, now) || newer.length === 0) return undefined;
      const { model, run } = candidate;
      const read = { model, run, at: pair.clock.real(), why: 'compare' };
      for (const one of prepared) await recordTestRead(project, one, read);
      const taken = <T>(values: readonly T[]) => newer.flatMap((row) => values.slice(row, row + 1));
      return {
        labels: taken(now.labels),
        times: taken(now.moments),
        ...(now.groups ? { groups: taken(now.groups) } : {}),
        score: (version) =>
          scores(project, { version, rows: taken((version === champion ? old : now).rows) }, signal),
      };
    },
  };
  return { kind: 'ground', ground };
}

/**
 * Runs beside the champion's own that were measured on a test split newer than it, which may hold rows of the ground; by what this machine
 * knows. The candidate's own is among them only on the champion's test split: there the two might have been compared already.
 */
export async function runsMeasuredBeside({
  project,
  champion,
  candidate,
}: Omit<Pair, 'clock'>): Promise<ReadonlySet<string>> {
  const { model } = champion;
  const moment = seenUntil(champion);
  const test = await testOf(project, champion);
  const isNewer = test.kind === 'test' && lastMomentOf(test.part.to) > moment;
  const beside = isNewer ? await runsMeasuredOn(project, { model, splits: [test] }) : new Set<string>();
  const after = await runsMeasuredAfter(project, { model, moment });
  const others = [...after].filter((run) => run !== candidate.run);
  return new Set([...beside, ...others].filter((run) => run !== champion.run));
}

const none = (why: NoTestSplit): None => ({ kind: 'none', why });

type DatedPart = SplitPart & Required<Pick<SplitPart, 'from' | 'to'>>;

interface Test {
  readonly kind: 'test';
  readonly version: Version;
  readonly prepared: PreparedVersion;
  readonly part: DatedPart;
  /** SQL for when a row was. */
  readonly moment: string;
}

/** The test split of what a version was made from, where its rows come after all others; else why it does not serve. */
async function testOf(project: Project, version: Version): Promise<Test | None> {
  const { dataset, prepared: fingerprint } = version.lineage;
  const prepared = await readVersion(project, dataset, fingerprint);
  if (prepared?.kind !== 'prepared') return none('away');
  const { parts, split, columns } = prepared;
  const { test } = parts;
  if (!test) return none('none');
  if (split && isUnordered(split.by)) return none(split.by);
  const time = prepared.time ?? project.manifest.datasets?.[dataset]?.time; // of before it was kept
  const type = columns.find(({ name }) => name === time?.column)?.type;
  if (time === undefined || type === undefined || !isDated(test)) return none('undated');
  if (!comesLast(prepared, test)) return none('between');
  return { kind: 'test', version, prepared, part: test, moment: momentOf(time.column, type, time.zone) };
}

const isDated = (part: SplitPart): part is DatedPart => part.from !== undefined && part.to !== undefined;

/** Another preparation of the same rows has as many of them, of the same time. */
const areAlike = (one: DatedPart, other: DatedPart) =>
  one.rows === other.rows && one.from === other.from && one.to === other.to;

type Rows = LabelledRows & { readonly moments: readonly string[]; readonly keys?: readonly unknown[] };

async function rowsOf(
  project: Project,
  { version, prepared, moment }: Test,
  signal: AbortSignal,
): Promise<Rows> {
  const file = await splitFile(project, prepared, 'test', signal);
  const raw = keyOf(version, project.manifest);
  const key = raw === undefined ? undefined : preparedNameOf(raw, prepared);
  const columns = { target: version.target, moment, ...(key === undefined ? {} : { key }) };
  const { times: moments = [], ...read } = await readLabelledRows(file, columns, signal);
  return {
    ...read,
    moments,
    ...(key === undefined ? {} : { keys: read.rows.map((row) => row[key]) }),
  };
}

/** Row numbers by time; prepared rows may stand in any order. */
const inTime = (moments: readonly string[]) =>
  [...moments.keys()].sort((a, b) => compareText(moments[a] ?? '', moments[b] ?? ''));

/** Whether each row of one is that of the other: rows keep their order in every preparation. */
function areSame(one: Rows, other: Rows): boolean {
  const haveKeys = one.keys !== undefined && other.keys !== undefined;
  const [first, second] = [one, other].map(({ moments, labels, keys }) =>
    digestJson([moments, labels.map(String), ...(haveKeys ? [keys?.map(String)] : [])]),
  );
  return first === second;
}

async function scores(
  project: Project,
  { version, rows }: { readonly version: Version; readonly rows: LabelledRows['rows'] },
  signal: AbortSignal,
): Promise<Float64Array> {
  const scorer = await openScorer(project.paths, version, signal);
  try {
    return await scorer.score(rows, signal);
  } finally {
    await scorer.close();
  }
}
