// The test split as rows to compare two versions on: where it lies after all that either was trained or chosen on.
import type { PreparedVersion, SplitPart } from '../../core/dataset/version';
import { momentOf } from '../../core/prepare/timePreparation';
import { seenUntil } from '../../core/registry/learntUntil';
import type { Version } from '../../core/registry/version';
import type { Clock } from '../clock';
import { recordTestRead, testReads } from '../dataset/testReads';
import { readVersion, splitFile } from '../dataset/versions';
import { withDatabase } from '../duckdb/engine';
import { literal } from '../duckdb/quote';
import { readLabelledRows, type LabelledRows } from '../evaluate/rows';
import { digestJson } from '../files/digest';
import type { Project } from '../project';
import { openScorer } from '../score/scorer';
import { answersOf, type Ground } from './ground';

interface Pair {
  readonly project: Project;
  readonly clock: Clock;
  readonly champion: Version;
  readonly candidate: Version;
}

/** Undefined where the data is not on this machine, where the split is not by time, or where no row of it is newer than both. */
export async function testGround(pair: Pair, signal: AbortSignal): Promise<Ground | undefined> {
  const { project, champion, candidate } = pair;
  const [before, after] = [await testOf(project, champion), await testOf(project, candidate)];
  const until = [champion, candidate].map(seenUntil).sort().at(-1) ?? '';
  if (!before || !after || !hasNewer(after.part, until) || !areAlike(before.part, after.part))
    return undefined;
  const prepared = [
    ...new Map([before, after].map((one) => [one.prepared.fingerprint, one.prepared])).values(),
  ];
  const reads = (await Promise.all(prepared.map((one) => testReads(project, one)))).flat();
  const others = reads.filter(
    ({ model, run }) => model === candidate.model && run !== champion.run && run !== candidate.run,
  );
  const key = digestJson([
    answersOf(champion),
    answersOf(candidate),
    before.part.fingerprint,
    after.part.fingerprint,
    until,
  ]);
  return {
    key,
    test: { otherRuns: new Set(others.map(({ run }) => run)).size },
    async read() {
      const at = pair.clock.real();
      for (const one of prepared)
        await recordTestRead(project, one, {
          model: candidate.model,
          run: candidate.run,
          at,
          why: 'compare',
        });
      const [old, now] = [await rowsOf(project, before, signal), await rowsOf(project, after, signal)];
      if (!areSame(old, now)) return undefined;
      const newer = now.moments.flatMap((moment, row) => (moment > until ? [row] : []));
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
}

interface Test {
  readonly prepared: PreparedVersion;
  readonly part: SplitPart;
  readonly target: string;
}

/** The test split of what a version was made from, where its rows come after all others. */
async function testOf(project: Project, { lineage, target }: Version): Promise<Test | undefined> {
  const prepared = await readVersion(project, lineage.dataset, lineage.prepared);
  if (prepared?.kind !== 'prepared') return undefined;
  const { train, validation, test } = prepared.parts;
  const isLast = [train, validation].every((one) => !one || (one.to ?? '~') <= (test?.from ?? ''));
  return test && isLast ? { prepared, part: test, target } : undefined;
}

/** Dates and moments are compared by their ends. */
const hasNewer = ({ to }: SplitPart, until: string) => to !== undefined && endOf(to) > until;
const endOf = (time: string) => (time.length === 10 ? `${time}T23:59:59.999Z` : new Date(time).toISOString());

/** Another preparation of the same rows has as many of them, of the same time. */
const areAlike = (one: SplitPart, other: SplitPart) =>
  one.rows === other.rows && one.from === other.from && one.to === other.to;

type Rows = LabelledRows & { readonly moments: readonly string[]; readonly keys: readonly unknown[] };

async function rowsOf(project: Project, { prepared, target }: Test, signal: AbortSignal): Promise<Rows> {
  const { key, time } = project.manifest.datasets?.[prepared.dataset] ?? {};
  const file = splitFile(project, prepared, 'test');
  const rows = await readLabelledRows(file, { target, ...(key === undefined ? {} : { key }) }, signal);
  const type = prepared.columns.find(({ name }) => name === time?.column)?.type;
  const moments = await withDatabase(
    (database) =>
      time && type
        ? database.rows<{ at: string | null }>(
            `SELECT (${momentOf(time.column, type, time.zone)})::TIMESTAMP AS at FROM read_parquet(${literal(file)})`,
          )
        : Promise.resolve([]),
    { signal },
  );
  return {
    ...rows,
    moments: moments.map(({ at }) => new Date(at ?? 0).toISOString()),
    keys: key === undefined ? [] : rows.rows.map((row) => row[key]),
  };
}

/** Whether each row of one is that of the other: rows keep their order in every preparation. */
const areSame = (one: Rows, other: Rows) =>
  [one, other]
    .map(({ moments, labels, keys }) => digestJson([moments, labels.map(String), keys.map(String)]))
    .every((digest, _which, [first]) => digest === first);

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
