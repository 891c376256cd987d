import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { RecordedComparison } from '../../../src/core/registry/comparison';
import { clockAt } from '../../../src/node/clock';
import { currentPrepared, versionFolder } from '../../../src/node/dataset/versions';
import { testReads } from '../../../src/node/dataset/testReads';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { openProject } from '../../../src/node/project';
import { testGround } from '../../../src/node/promote/testGround';
import { readRegistry } from '../../../src/node/registry/read';
import { writeEvent } from '../../../src/node/registry/write';
import { openPredictionLog } from '../../../src/node/server/predictionLog';
import { copyOf, drawPeople, peopleProject, type PeopleProject } from '../evaluate/peopleProject';

const shuffledHours = "TIMESTAMP '2025-01-01' + to_hours((customer * 1237) % 6000)";

type Kind = 'poor' | 'simple' | 'complex';
interface Promoted {
  readonly isPromoted: boolean;
  readonly gates: readonly { readonly reason: string }[];
}

const champions = new Map<Kind, Promise<PeopleProject>>();

/** Rows come one an hour; the last quarter is the test split. Version 1 is champion, and nothing was ever deployed. */
async function withChampion(kind: Kind, dataset?: Readonly<Record<string, unknown>>): Promise<PeopleProject> {
  if (dataset) return makeChampion(kind, dataset);
  const champion = champions.get(kind) ?? makeChampion(kind);
  champions.set(kind, champion);
  return copyOf(await champion);
}

async function makeChampion(kind: Kind, dataset: Readonly<Record<string, unknown>> = {}) {
  const made = await peopleProject({
    people: drawPeople(6000),
    dataset: {
      prepare: [{ derive: { ts: "TIMESTAMP '2025-01-01' + to_hours(customer)" } }],
      time: 'ts',
      split: { by: 'time', train: 0.5, validation: 0.25, test: 0.25 },
      ...dataset,
    },
    model: { gates: { better_than: 'champion' }, params: { kind } },
  });
  execFileSync('git', ['init', '-q'], { cwd: made.root });
  execFileSync('git', ['config', 'user.email', 'ana@example.org'], { cwd: made.root });
  await made.perform('collect', {});
  await made.perform('prepare', {});
  await measure(made, kind);
  await made.perform('register', { model: 'finder' });
  await promote(made, 1);
  return made;
}

async function measure(made: PeopleProject, kind: Kind): Promise<void> {
  await made.perform('train', { model: 'finder', params: { kind } });
  await made.perform('evaluate', { model: 'finder' });
}

async function challenge(made: PeopleProject, kind: Kind, version = 2): Promise<Promoted> {
  await measure(made, kind);
  await made.perform('register', { model: 'finder' });
  return promote(made, version);
}

const promote = async (made: PeopleProject, version: number) =>
  (await made.perform('promote', { model: 'finder', version })).document as unknown as Promoted;

type People = Record<string, unknown>;

async function changeManifest(
  { root }: PeopleProject,
  edit: (people: People) => unknown,
  name = 'people',
): Promise<void> {
  const file = join(root, 'lifecycle.yaml');
  const manifest = parse(await readFile(file, 'utf8')) as { datasets: { people: People } };
  await writeFile(file, stringify({ ...manifest, datasets: { [name]: edit(manifest.datasets.people) } }));
}

/** Prepares anew, with one more step. */
async function prepareWith(made: PeopleProject, step: unknown): Promise<void> {
  await changeManifest(made, (people) => ({ ...people, prepare: [...(people.prepare as unknown[]), step] }));
  await made.perform('prepare', {});
}

/** Half as many rows more came since. */
async function prepareNewer(made: PeopleProject): Promise<void> {
  const rows = drawPeople(9000).map(({ customer, age, job, y }) => [customer, age ?? '', job, y].join(','));
  await writeFile(join(made.root, 'people.csv'), ['customer,age,job,y', ...rows, ''].join('\n'));
  await made.perform('collect', {});
  await made.perform('prepare', {});
}

/** The same rows with a column more, which answers take. */
async function prepareWithCampaign(made: PeopleProject): Promise<void> {
  const file = join(made.root, 'people.csv');
  const [header, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  await writeFile(file, [`${header},campaign`, ...lines.map((line) => `${line},A`), ''].join('\n'));
  await made.perform('collect', {});
  await prepareWith(made, { derive: { age: "age + CASE campaign WHEN 'A' THEN 0 ELSE 1 END" } });
}

/** So many rows of the year after, each answered by the champion, its label known. */
async function answered({ root }: PeopleProject, count: number): Promise<void> {
  const file = join(root, 'lifecycle.yaml');
  const labels = { path: 'outcomes.csv', key: 'customer', delay: '0d' };
  const manifest = parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, stringify({ ...manifest, monitors: { live: { window: '1 month', labels } } }));
  // Customers of 2026: the time of a row follows from its number.
  const people = drawPeople(count, { seed: 5 }).map((one) => ({ ...one, customer: one.customer + 8760 }));
  const { predictions } = deploymentFiles((await openProject(root)).paths, 'live');
  await mkdir(dirname(predictions), { recursive: true });
  const log = await openPredictionLog(predictions);
  await log.append(
    people.map(({ y: _y, ...inputs }) => ({
      id: String(inputs.customer), at: '2026-01-10T00:00:00.000Z', version: 1, inputs, output: { score: 0.5 },
    })),
  ); // prettier-ignore
  await log.close();
  const lines = people.map(({ customer, y }) => `${customer},${y}`);
  await writeFile(join(root, 'outcomes.csv'), ['customer,y', ...lines, ''].join('\n'));
}

async function readsOf({ root }: PeopleProject) {
  const project = await openProject(root);
  const prepared = await currentPrepared(project, 'people');
  assert.ok(prepared);
  return (await testReads(project, prepared)).map(({ why }) => why);
}

async function looks({ root }: PeopleProject): Promise<readonly RecordedComparison[]> {
  const { state } = await readRegistry((await openProject(root)).paths, 'finder');
  return state.events.flatMap(({ event }) => (event.kind === 'compared' ? [event.comparison] : []));
}

describe('a second version before there is labelled traffic', () => {
  it('is compared on the test split that is newer than both, which counts as a read and as a look', async () => {
    const made = await withChampion('poor');
    const { isPromoted, gates } = await challenge(made, 'simple');
    const [{ reason } = { reason: '' }] = gates;
    assert.ok(isPromoted, reason);
    assert.match(reason, /on 1,500 rows: better by .*\(look 1 at this champion, held to 97% confidence\)\. Rows of the test split of 7 Jul 2025 to 7 Sep 2025, newer than all that either was trained or chosen on\.$/); // prettier-ignore
    assert.deepEqual(await readsOf(made), ['evaluate', 'evaluate', 'compare']);
    await made.perform('promote', { model: 'finder', version: 2, alias: 'production' });
    await made.perform('promote', { model: 'finder', version: 1, alias: 'production' });
    await made.perform('promote', { model: 'finder', version: 1, alias: 'production' });
    assert.deepEqual(await readsOf(made), ['evaluate', 'evaluate', 'compare', 'compare'], 'a look that was taken is not taken again'); // prettier-ignore
  });

  it('is refused there where it is worse', async () => {
    const { isPromoted, gates } = await challenge(await withChampion('simple'), 'poor');
    assert.ok(!isPromoted);
    assert.match(gates[0]?.reason ?? '', /worse by .*Rows of the test split/);
  });

  it('pays for every other run that was measured on it, as the best of them may be best by chance', async () => {
    const made = await withChampion('poor');
    await measure(made, 'complex');
    const { gates } = await challenge(made, 'simple');
    assert.match(gates[0]?.reason ?? '', /\(look 2 .* 1 other run had been measured on it, and each counts as a look\.$/); // prettier-ignore
    assert.deepEqual((await looks(made)).map(({ look, test }) => [look, test]), [[2, { otherRuns: 1 }]]); // prettier-ignore
  });

  it('pays for those too that had the same rows prepared in other ways', async () => {
    const made = await withChampion('poor');
    for (const step of ['age + 1', 'age + 2', 'age + 3']) {
      await prepareWith(made, { derive: { older: step } });
      await measure(made, 'simple');
    }
    await made.perform('register', { model: 'finder' });
    const { gates } = await promote(made, 2);
    assert.match(gates[0]?.reason ?? '', /\(look 3 .* 2 other runs had been measured on it, and each counts as a look\.$/); // prettier-ignore
  });

  it('pays for those too whose prepared rows have a record that is torn and was not made again', async () => {
    const made = await withChampion('poor');
    await prepareWith(made, { derive: { older: 'age + 1' } });
    await measure(made, 'complex');
    const project = await openProject(made.root);
    const torn = await currentPrepared(project, 'people');
    assert.ok(torn);
    await truncate(join(versionFolder(project, torn), 'version.json'), 100);
    await prepareWith(made, { derive: { older: 'age + 2' } });
    const { gates } = await challenge(made, 'simple');
    assert.match(gates[0]?.reason ?? '', /\(look 2 .* 1 other run had been measured on it/);
  });

  it('pays for those too that had the same data under another name', async () => {
    const made = await withChampion('poor');
    await measure(made, 'complex');
    await changeManifest(
      made,
      ({ source: _source, ...people }) => ({ ...people, path: 'people.csv' }),
      'folk',
    );
    await made.perform('prepare', {});
    const { gates } = await challenge(made, 'simple');
    assert.match(gates[0]?.reason ?? '', /\(look 2 .* 1 other run had been measured on it/);
  });

  it('may have prepared the same rows in another way', async () => {
    const made = await withChampion('poor');
    await prepareWith(made, { derive: { age: 'age + 0' } });
    const { isPromoted, gates } = await challenge(made, 'simple');
    assert.ok(isPromoted, gates[0]?.reason);
    const lineages = (await readRegistry((await openProject(made.root)).paths, 'finder')).state.versions;
    assert.equal(new Set(lineages.map(({ lineage }) => lineage.prepared)).size, 2);
  });

  it('is compared with what the champion answers from its own preparation', async () => {
    const made = await withChampion('simple');
    await prepareWith(made, { derive: { age: '100 - age' } });
    const { isPromoted, gates } = await challenge(made, 'simple');
    assert.ok(!isPromoted);
    assert.match(gates[0]?.reason ?? '', /worse by .*Rows of the test split/);
  });

  it('is not compared on rows of which one has another outcome in each preparation', async () => {
    const made = await withChampion('poor');
    const other = "CASE y WHEN 'yes' THEN 'no' ELSE 'yes' END";
    await prepareWith(made, { derive: { y: `CASE customer WHEN 5500 THEN ${other} ELSE y END` } });
    const { isPromoted, gates } = await challenge(made, 'simple');
    assert.ok(!isPromoted);
    assert.match(
      gates[0]?.reason ?? '',
      /those of the two hold no rows in common that are newer than both\./,
    );
  });

  it('is not compared on a row of the moment until which the two have learnt', async () => {
    const twoAnHour = "TIMESTAMP '2025-01-01' + to_hours((customer + 1) // 2)";
    const split = { by: 'order', train: 0.5, validation: 0.25, test: 0.25 };
    const made = await withChampion('poor', { prepare: [{ derive: { ts: twoAnHour } }], split });
    const { gates } = await challenge(made, 'simple');
    assert.match(gates[0]?.reason ?? '', /on 1,499 rows: better by .*Rows of the test split/);
  });

  it('is judged by the look at labelled predictions that another machine took, and spends none on the test split', async () => {
    const made = await withChampion('poor');
    await measure(made, 'simple');
    await made.perform('register', { model: 'finder' });
    const comparison: RecordedComparison = {
      champion: 1, key: 'elsewhere', look: 1, alpha: 0.03, metric: 'roc_auc', rows: 400, championValue: 0.6, challengerValue: 0.6,
      difference: 0, low: -0.1, high: 0.1, isBetter: false, reason: 'Not shown on 400 labelled rows.',
    }; // prettier-ignore
    const { paths } = await openProject(made.root);
    await writeEvent(paths, 'finder', {
      schema: 1, kind: 'compared', at: new Date().toISOString(), by: 'ben@example.org', version: 2, isSigned: false, comparison,
    }); // prettier-ignore
    const { gates } = await promote(made, 2);
    assert.match(gates[0]?.reason ?? '', /: Not shown on 400 labelled rows\./);
    assert.deepEqual(await readsOf(made), ['evaluate', 'evaluate']);
  });

  for (const { metric, reads } of [
    { metric: 'roc_auc', reads: [] },
    { metric: 'log_loss', reads: ['compare'] },
  ])
    it(`is judged by a look at the test split by ${metric} from before looks were known by their metric ${reads.length === 0 ? 'too' : 'only where that is asked for'}`, async () => {
      const made = await withChampion('poor');
      await measure(made, 'simple');
      await made.perform('register', { model: 'finder' });
      const project = await openProject(made.root);
      const [champion, candidate] = (await readRegistry(project.paths, 'finder')).state.versions;
      assert.ok(champion && candidate);
      const clock = clockAt();
      const test = await testGround({ project, clock, champion, candidate }, new AbortController().signal);
      assert.ok(test.kind === 'ground');
      const comparison: RecordedComparison = {
        champion: 1, key: test.ground.key, look: 1, alpha: 0.03, metric, rows: 1500, championValue: 0.6, challengerValue: 0.6,
        difference: 0, low: -0.1, high: 0.1, isBetter: false, reason: 'Not shown on 1,500 rows.', test: { otherRuns: 0 },
      }; // prettier-ignore
      await writeEvent(project.paths, 'finder', {
        schema: 1, kind: 'compared', at: new Date().toISOString(), by: 'ana@example.org', version: 2, isSigned: false, comparison,
      }); // prettier-ignore
      const { gates } = await promote(made, 2);
      assert.equal(gates[0]?.reason.includes('Not shown on 1,500 rows.'), reads.length === 0);
      assert.deepEqual(await readsOf(made), ['evaluate', 'evaluate', ...reads]);
    });

  for (const { title, labelled, ground } of [
    {
      title: 'still is compared there while one labelled prediction is newer than both',
      labelled: 1,
      ground: /on 1,500 rows: .* Rows of the test split/,
    },
    {
      title: 'is compared on labelled predictions alone as soon as they are enough',
      labelled: 60,
      ground:
        /on 60 rows: .*\(look 2 .* Rows of 1 Jan 2026 .*\. 1 run had been measured on rows of test splits that are newer than version 1, and each counts as a look\./,
    },
  ])
    // prettier-ignore
    it(title, async () => {
      const made = await withChampion('poor');
      await measure(made, 'simple');
      await made.perform('register', { model: 'finder' });
      await answered(made, labelled);
      const { gates } = await promote(made, 2);
      assert.match(gates[0]?.reason ?? '', ground);
      assert.equal((await looks(made)).length, 1);
    });

  it('is compared there too where no logged request brings a column that it takes', async () => {
    const made = await withChampion('poor');
    await prepareWithCampaign(made);
    await measure(made, 'simple');
    await made.perform('register', { model: 'finder' });
    await answered(made, 60);
    const { isPromoted, gates } = await promote(made, 2);
    assert.ok(isPromoted, gates[0]?.reason);
    assert.match(
      gates[0]?.reason ?? '',
      /on 1,500 rows: better by .*\(look 1 .* Rows of the test split .* 60 labelled predictions newer than both are left out, as requests until .* 2026 do not bring column "campaign" as one of the two takes it\.$/,
    );
    assert.deepEqual((await looks(made)).map(({ look, test }) => [look, test]), [[1, { otherRuns: 0 }]]); // prettier-ignore
  });

  it('pays on labelled predictions for every other run that was measured on newer data, as those may be rows of it', async () => {
    const made = await withChampion('poor');
    await prepareNewer(made);
    for (const kind of ['poor', 'complex', 'simple'] as const) await measure(made, kind);
    await made.perform('register', { model: 'finder' });
    await answered(made, 60);
    const { gates } = await promote(made, 2);
    assert.match(gates[0]?.reason ?? '', /on 60 rows: .*\(look 3 .* 2 runs had been measured on rows of test splits that are newer than version 1, and each counts as a look\./); // prettier-ignore
    assert.deepEqual((await looks(made)).map(({ look, measuredRuns }) => [look, measuredRuns]), [[3, 2]]); // prettier-ignore
  });

  it('pays on labelled predictions once for another that was measured on newer data and refused', async () => {
    const made = await withChampion('poor');
    await prepareNewer(made);
    await answered(made, 60);
    await challenge(made, 'poor', 2);
    const { gates } = await challenge(made, 'simple', 3);
    assert.match(gates[0]?.reason ?? '', /on 60 rows: .*\(look 2 .* 1 run had been measured on rows of test splits that are newer than version 1, and each counts as a look\./); // prettier-ignore
    assert.deepEqual((await looks(made)).map(({ look, measuredRuns }) => [look, measuredRuns]), [[1, undefined], [2, 1]]); // prettier-ignore
  });

  it('is compared on rows of the days that it tells, in whatever order the data has them', async () => {
    const made = await withChampion('poor', { prepare: [{ derive: { ts: shuffledHours } }] });
    const { gates } = await challenge(made, 'simple');
    assert.match(
      gates[0]?.reason ?? '',
      /on 1,500 rows: .* Rows of the test split of 7 Jul 2025 to 7 Sep 2025,/,
    );
    const [{ from = '', to = '' } = {}] = await looks(made);
    assert.ok(from < to, `${from} to ${to}`);
  });

  const edits: readonly [string, (people: People) => unknown][] = [
    ['has no time any more', ({ time: _time, ...others }) => ({ ...others, split: { by: 'order', train: 0.5, validation: 0.25, test: 0.25 } })],
    ['has another zone', (people) => ({ ...people, time: { column: 'ts', zone: 'Pacific/Kiritimati' } })],
    ['has another key', (people) => ({ ...people, key: 'age' })],
  ]; // prettier-ignore
  for (const [title, edit] of edits)
    it(`is compared by what its data was prepared with where the manifest ${title} now`, async () => {
      const made = await withChampion('poor');
      await measure(made, 'simple');
      await made.perform('register', { model: 'finder' });
      await changeManifest(made, edit);
      const { gates } = await promote(made, 2);
      assert.match(gates[0]?.reason ?? '', /on 1,500 rows: better .* of 7 Jul 2025 to 7 Sep 2025,/);
      assert.deepEqual(await readsOf(made), ['evaluate', 'evaluate', 'compare']);
    });

  const refused = [
    { title: 'at random', by: 'random', why: /no labelled rows newer than both\. The test split is none of them: it was split at random, not by time\..* To go on, / },
    { title: 'by order, and nothing tells when they were', by: 'order', without: { time: undefined, prepare: [] }, why: /no labelled rows newer than both\. The test split is none of them: nothing tells when its rows were, as it was prepared without time:\. .* To go on, / },
    { title: 'by order, and those of the test split are not the newest', by: 'order', without: { prepare: [{ derive: { ts: shuffledHours } }] }, why: /The test split is none of them: it begins before what was trained or chosen on ends\. / },
  ]; // prettier-ignore
  for (const { title, by, without, why } of refused)
    it(`stays refused, with the reason, where the rows were split ${title}`, async () => {
      const made = await withChampion('poor', { split: { by, train: 0.5, validation: 0.25, test: 0.25 }, ...without }); // prettier-ignore
      const { isPromoted, gates } = await challenge(made, 'simple');
      assert.ok(!isPromoted);
      assert.match(gates[0]?.reason ?? '', why);
      assert.deepEqual(await readsOf(made), ['evaluate', 'evaluate']);
    });
});
