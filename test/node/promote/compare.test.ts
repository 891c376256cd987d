import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedComparison } from '../../../src/core/registry/comparison';
import { looksAt } from '../../../src/core/registry/looks';
import type { Version } from '../../../src/core/registry/version';
import type { ServingPreparation } from '../../../src/core/prepare/serving';
import { clockAt } from '../../../src/node/clock';
import { digestJson } from '../../../src/node/files/digest';
import { tryLock } from '../../../src/node/files/lock';
import { labelledPredictions } from '../../../src/node/monitor/modelPredictions';
import { prepareDataset } from '../../../src/node/prepare/prepare';
import { openProject } from '../../../src/node/project';
import { barredFrom } from '../../../src/node/promote/barred';
import { answersOf } from '../../../src/node/promote/ground';
import { promoteVersion } from '../../../src/node/promote/promote';
import { readRegistry } from '../../../src/node/registry/read';
import { writeEvent, writeVersion } from '../../../src/node/registry/write';
import { contest } from '../../../src/node/retrain/contest';
import { callsOf, livedProject, type Call, type LivedProject } from '../monitor/livedProject';

const signal = new AbortController().signal;
const day = (text: string) => `${text}T00:00:00.000Z`;
const july = callsOf({ month: '2009-07', count: 400, seed: 2, firstId: 1 });
const august = callsOf({ month: '2009-08', count: 400, seed: 3, firstId: 1001 });

/** Everybody is as old as `age` says, so that a model of age and job tells less. */
const knowing = (age: string, job = 'work'): ServingPreparation => ({
  steps: [{ rename: { age: 'years', job: 'work' } }, { derive: { age, job } }],
  inputs: [
    { name: 'age', type: 'DOUBLE' },
    { name: 'job', type: 'VARCHAR' },
    { name: 'ts', type: 'DATE' },
  ],
});

/** Of a decision that let a version through. */
const letThrough = [{ gate: 'better_than', passed: true, reason: 'It was better.' }] as const;

/** Version 1, which hardly knows anything, is champion; version 2 knows all that there is to know, unless told. */
async function contested(parts: Partial<Version> = {}): Promise<LivedProject> {
  const lived = await livedProject({ preparation: knowing('50.0') });
  const { project, version } = lived;
  const { preparation } = await livedProject().then((other) => other.version);
  await writeVersion(project.paths, { ...version, version: 2, preparation, ...parts }, '');
  await writeEvent(project.paths, 'uptake', {
    schema: 1, kind: 'aliased', at: day('2009-07-01'), by: 'ana@example.org', version: 1, isSigned: false, alias: 'champion', gates: letThrough,
  }); // prettier-ignore
  return lived;
}

async function live(lived: LivedProject, calls: readonly Call[]): Promise<void> {
  await lived.answer(calls);
  await lived.label(`from-${calls[0]?.id}`, calls);
}

const promote = ({ project }: LivedProject, date: string, alias = 'production', version = 2) =>
  promoteVersion({ project, clock: clockAt(day(date)), model: 'uptake', version, alias }, signal);

async function looks({ project }: LivedProject): Promise<readonly RecordedComparison[]> {
  const { state } = await readRegistry(project.paths, 'uptake');
  return state.events.flatMap(({ event }) => (event.kind === 'compared' ? [event.comparison] : []));
}

describe('a candidate is compared with the champion', () => {
  it('for every alias that gates guard, on rows that neither has seen', async () => {
    const lived = await contested();
    await live(lived, callsOf({ month: '2009-06', count: 50, seed: 9, firstId: 5001 }));
    await live(lived, july);
    const { isPromoted, gates } = await promote(lived, '2009-08-20');
    assert.ok(isPromoted, JSON.stringify(gates));
    assert.match(gates[0]?.reason ?? '', /better by .* Rows of 1 Jul 2009 to 28 Jul 2009\./);
    assert.deepEqual((await looks(lived)).map(({ rows, look }) => [rows, look]), [[400, 1]]); // prettier-ignore
    assert.equal((await promote(lived, '2009-08-20', 'challenger')).gates.length, 0);
  });

  it('once on the same rows, and again on newer ones at a price', async () => {
    const lived = await contested();
    await live(lived, july);
    await promote(lived, '2009-08-20');
    await promote(lived, '2009-08-20', 'champion-elect');
    assert.equal((await looks(lived)).length, 1);
    await live(lived, august);
    const { gates } = await promote(lived, '2009-09-20');
    assert.match(gates[0]?.reason ?? '', /on 800 rows.*look 2.*1 Jul 2009 to 28 Aug 2009/);
    const [first, second, ...others] = await looks(lived);
    assert.deepEqual(others, []);
    assert.deepEqual([first?.look, second?.look], [1, 2]);
    assert.ok((second?.alpha ?? 1) < (first?.alpha ?? 0) / 3.9);
    const card = await readFile(lived.project.paths.registry('uptake', '2', 'card.md'), 'utf8');
    assert.deepEqual(card.match(/\| 1 \| \d+ labelled predictions of 1 Jul 2009 to 28 \w+ 2009 /g), ['| 1 | 400 labelled predictions of 1 Jul 2009 to 28 Jul 2009 ', '| 1 | 800 labelled predictions of 1 Jul 2009 to 28 Aug 2009 ']); // prettier-ignore
  });

  it('at a price of its own, also beside another candidate at once', async () => {
    const lived = await contested();
    const { project, version } = lived;
    await writeVersion(project.paths, { ...version, version: 3, preparation: knowing('years') }, '');
    await live(lived, july);
    const ofEach = [2, 3, 2].map((number) => promote(lived, '2009-08-20', 'production', number));
    await Promise.all(ofEach);
    assert.deepEqual((await looks(lived)).map(({ look }) => look).sort(), [1, 2]);
  });

  it('that is champion once it is its turn, whoever was when it was asked for', async () => {
    const lived = await contested();
    const { project, version } = lived;
    await writeVersion(project.paths, { ...version, version: 3, preparation: knowing('years') }, '');
    await live(lived, july);
    const promotions = await Promise.all(
      [2, 3].map((number) =>
        promoteVersion(
          { project, clock: clockAt(), model: 'uptake', version: number, alias: 'champion' },
          signal,
        ),
      ),
    );
    const last = (await readRegistry(project.paths, 'uptake')).state.events.at(-1)?.event;
    const [first, second] = last?.version === 3 ? promotions : [...promotions].reverse();
    assert.ok(first?.isPromoted);
    assert.deepEqual([first.comparison?.champion, second?.comparison?.champion], [1, first.version.version]);
  });

  it('no sooner than another promotion of the model is done, and not where that is given up', async () => {
    const lived = await contested();
    await live(lived, july);
    const { project } = lived;
    const other = await tryLock(project.paths.locks('promote-uptake.json'), 'other');
    assert.ok(other.kind === 'held');
    const waiting = new AbortController();
    const told: string[] = [];
    const tell = (message: string) => {
      told.push(message);
      waiting.abort();
      return Promise.resolve();
    };
    const asked = { project, clock: clockAt(day('2009-08-20')), model: 'uptake', version: 2, tell };
    await assert.rejects(promoteVersion({ ...asked, alias: 'production' }, waiting.signal), {
      code: 'cancelled',
    });
    assert.deepEqual(told, ['Waiting for another promotion of uptake']);
    assert.deepEqual(await looks(lived), []);
    await other.release();
    assert.ok((await promote(lived, '2009-08-20')).isPromoted);
  });

  it('that is champion once it is its turn, also as a challenger or to be deployed', async () => {
    const lived = await contested();
    const { project, version } = lived;
    const third = { ...version, version: 3, preparation: knowing('years') };
    await writeVersion(project.paths, third, '');
    await live(lived, july);
    const promotion = await tryLock(project.paths.locks('promote-uptake.json'), 'promotion');
    assert.ok(promotion.kind === 'held');
    const { state: registry } = await readRegistry(project.paths, 'uptake');
    const asked = { project, clock: clockAt() };
    const waiting = Promise.all([
      contest({ ...asked, version: third, alias: 'champion' }, signal),
      barredFrom('local', { ...asked, registry, version: third }, signal),
      barredFrom('local', { ...asked, registry, version: { ...version, version: 2 } }, signal),
    ]);
    assert.equal(await barredFrom('local', { ...asked, registry, version }, signal), undefined);
    await writeEvent(project.paths, 'uptake', {
      schema: 1, kind: 'aliased', at: day('2009-07-02'), by: 'ana@example.org', version: 2, isSigned: false, alias: 'champion', gates: letThrough,
    }); // prettier-ignore
    await promotion.release();
    const [{ comparison }, barred, promoted] = await waiting;
    assert.deepEqual([comparison?.champion, promoted], [2, undefined]);
    assert.match(barred?.[0]?.reason ?? '', /^Against version 2, the champion/);
    assert.deepEqual((await looks(lived)).map(({ champion }) => champion), [2]); // prettier-ignore
  });

  it('and never with itself, where it is champion already', async () => {
    const lived = await contested();
    await live(lived, july);
    const { project, version } = lived;
    const asked = { project, clock: clockAt(day('2009-08-20')), version, alias: 'champion' };
    const { better, comparison } = await contest(asked, signal);
    assert.deepEqual([better.passed, better.reason], [true, 'Version 1 is the champion itself.']);
    assert.equal(comparison, undefined);
    assert.deepEqual(await looks(lived), []);
  });

  it('at the price of each look that was taken, also by a later time', async () => {
    const lived = await contested({ preparation: knowing('50.0') });
    await live(lived, july);
    await live(lived, august);
    for (const date of ['2009-09-20', '2009-08-25', '2009-08-20', '2009-08-25', '2009-09-20'])
      await promote(lived, date);
    const { state: then } = await readRegistry(lived.project.paths, 'uptake', day('2009-08-20'));
    assert.deepEqual(looksAt(then, 1).map(({ look }) => look), [3], 'what was seen by then'); // prettier-ignore
    const taken = [...(await looks(lived))].sort((a, b) => a.look - b.look);
    assert.deepEqual(taken.map(({ look, to }) => [look, to?.slice(0, 10)]), [[1, '2009-08-28'], [2, '2009-08-10'], [3, '2009-08-05']]); // prettier-ignore
    const card = await readFile(lived.project.paths.registry('uptake', '2', 'card.md'), 'utf8');
    assert.equal(card.match(/labelled predictions of/g)?.length, 3);
  });

  it('by the look that was taken on just the same before looks knew their metric', async () => {
    const lived = await contested();
    await live(lived, july);
    await promote(lived, '2009-08-20');
    const { project } = lived;
    const asOf = day('2009-08-20');
    const { versions, events } = (await readRegistry(project.paths, 'uptake')).state;
    const rows = await labelledPredictions({ project, model: 'uptake', asOf }, signal);
    const key = digestJson([...versions.map(answersOf), rows.map(({ line, label }) => [line.inputs, label])]);
    for (const { file, event } of events) {
      if (event.kind === 'refused' || event.kind === 'aliased') continue;
      assert.ok(event.kind === 'compared');
      await rm(project.paths.registry('uptake', 'events', file));
      await writeEvent(project.paths, 'uptake', { ...event, comparison: { ...event.comparison, key } });
    }
    await promote(lived, '2009-08-20', 'other');
    assert.deepEqual((await looks(lived)).map((one) => one.key), [key]); // prettier-ignore
  });

  it('anew, and at a price, by another metric', async () => {
    const lived = await contested();
    await live(lived, july);
    await promote(lived, '2009-08-20');
    const { goals, models } = lived.project.manifest;
    const goal = models?.['uptake']?.goal ?? '';
    const lossGoals = {
      ...goals,
      [goal]: { ...goals?.[goal], metric: 'log_loss', target: { comparison: '<=', value: 1 } },
    };
    const project = { ...lived.project, manifest: { ...lived.project.manifest, goals: lossGoals } };
    const { gates } = await promote({ ...lived, project } as LivedProject, '2009-08-21');
    assert.match(gates.find(({ gate }) => gate === 'better_than')?.reason ?? '', /log_loss .*look 2/);
    assert.deepEqual((await looks(lived)).map(({ metric, look }) => [metric, look]), [['roc_auc', 1], ['log_loss', 2]]); // prettier-ignore
  });

  it('by the look that stands where this machine has fewer rows', async () => {
    const lived = await contested();
    await live(lived, july);
    await promote(lived, '2009-08-20');
    await lived.label('from-1', july.slice(0, 20));
    assert.match((await promote(lived, '2009-08-20')).gates[0]?.reason ?? '', /on 400 rows/);
    assert.equal((await looks(lived)).length, 1);
  });

  it('and may not win by knowing nothing but the month', async () => {
    const lived = await contested({
      preparation: knowing("CASE WHEN month(ts) = 7 THEN 20.0 ELSE 80.0 END", "'admin'"), // prettier-ignore
    });
    const always = (calls: readonly Call[], often: 'yes' | 'no') =>
      calls.map((call, index): Call => (index % 5 > 0 ? { ...call, y: often } : call));
    await live(lived, always(july, 'no'));
    await live(lived, always(august, 'yes'));
    const { isPromoted, gates } = await promote(lived, '2009-09-20');
    assert.equal(isPromoted, false);
    assert.match(gates[0]?.reason ?? '', /better by .* pooled, but .* within/);
  });

  it('not at all on rows that one of them may have learnt from', async () => {
    const lived = await contested({ knownUntil: '2009-07-28' });
    await live(lived, july);
    const { isPromoted, gates } = await promote(lived, '2009-08-20');
    assert.equal(isPromoted, false);
    assert.match(gates[0]?.reason ?? '', /no labelled rows newer than both/);
  });

  it('not on rows without a time whose key groups rows that one of them learnt from, and says so', async () => {
    const lived = await contested();
    const { version } = lived;
    const { root, paths } = lived.project;
    const file = join(root, 'lifecycle.yaml');
    const split = 'split: {by: order, train: 0.6, validation: 0.2, test: 0.2}';
    await writeFile(file, (await readFile(file, 'utf8')).replace('time: ts, key: id', `key: id, ${split}`));
    const lines = Array.from({ length: 50 }, (_none, row) => `${row < 40 ? 1 + (row % 20) : 9000},${30 + row},${row % 2 ? 'yes' : 'no'}`); // prettier-ignore
    await writeFile(join(root, 'bank.csv'), ['id,age,y', ...lines, ''].join('\n'));
    const project = await openProject(root);
    const dataset = project.manifest.datasets?.['bank'];
    assert.ok(dataset);
    const { version: prepared } = await prepareDataset({
      project, clock: clockAt(day('2009-06-01')), name: 'bank', dataset, report: () => undefined, signal,
    }); // prettier-ignore
    const lineage = { dataset: 'bank', prepared: prepared.fingerprint };
    await writeVersion(paths, { ...version, version: 3, lineage }, '');
    await writeEvent(paths, 'uptake', {
      schema: 1, kind: 'aliased', at: day('2009-07-02'), by: 'ana@example.org', version: 3, isSigned: false, alias: 'champion', gates: letThrough,
    }); // prettier-ignore
    await live(lived, july);
    const { gates } = await promote({ ...lived, project }, '2009-08-20');
    assert.match(
      gates[0]?.reason ?? '',
      /on 380 rows: .* One of the two may have learnt from 20 labelled predictions, left out here: without a time, with a key that rows it learnt from share\./,
    );
  });

  describe('that takes a column which requests did not always bring so', () => {
    const withCampaign = (calls: readonly Call[]) => calls.map((call) => ({ ...call, campaign: 'A' }));

    async function taking(): Promise<LivedProject> {
      const { preparation } = await livedProject().then(({ version }) => version);
      const inputs = [...preparation.inputs, { name: 'campaign', type: 'VARCHAR' }];
      return contested({ preparation: { ...preparation, inputs } });
    }

    it('not at all where none did: that is a refusal with its reason', async () => {
      const lived = await taking();
      await live(lived, july);
      const { isPromoted, gates } = await promote(lived, '2009-08-20');
      assert.equal(isPromoted, false);
      assert.match(
        gates[0]?.reason ?? '',
        /no labelled rows newer than both that both can answer\. 400 labelled predictions newer than both are left out, as requests until 28 Jul 2009 do not bring column "campaign" as one of the two takes it\. .* To go on, bring labels of predictions newer than both that both can answer \(labels: under the monitor; .*\), or take better_than out/,
      );
      const { state } = await readRegistry(lived.project.paths, 'uptake');
      assert.equal(state.events.at(-1)?.event.kind, 'refused');
      assert.deepEqual(await looks(lived), []);
    });

    it('not on those that brought it as another type', async () => {
      const lived = await taking();
      await live(
        lived,
        july.map((call) => ({ ...call, campaign: 7 })),
      );
      const { gates } = await promote(lived, '2009-08-20');
      assert.match(gates[0]?.reason ?? '', /not compared .* do not bring column "campaign" as one/);
    });

    it('on those from which on all did, and says so', async () => {
      const lived = await taking();
      const last = august[100];
      assert.ok(last);
      await live(lived, july);
      await live(lived, withCampaign(august.slice(0, 100)));
      await live(lived, [last]);
      await live(lived, withCampaign(august.slice(101)));
      const { isPromoted, gates } = await promote(lived, '2009-09-20');
      assert.ok(isPromoted, JSON.stringify(gates));
      const rows = august.filter(({ ts }) => ts > last.ts).length;
      assert.match(
        gates[0]?.reason ?? '',
        new RegExp(
          `on ${rows} rows: better by .* Rows of 9 Aug 2009 to 28 Aug 2009\\. ${800 - rows} labelled predictions newer than both are left out, as requests until 8 Aug 2009 do not bring column "campaign"`,
        ),
      );
    });
  });

  it('whose data had no time on rows after its registration, and says so', async () => {
    const lived = await contested();
    const { project, version } = lived;
    const { knownUntil: _knownUntil, ...timeless } = version;
    // Registered on the 15th of July, champion since.
    await writeVersion(project.paths, { ...timeless, version: 3, at: day('2009-07-15') }, '');
    await writeEvent(project.paths, 'uptake', {
      schema: 1, kind: 'aliased', at: day('2009-07-16'), by: 'ana@example.org', version: 3, isSigned: false, alias: 'champion', gates: letThrough,
    }); // prettier-ignore
    await live(lived, july);
    const { isPromoted, gates } = await promote(lived, '2009-08-20');
    assert.ok(isPromoted, JSON.stringify(gates));
    const newer = july.filter(({ ts }) => ts > '2009-07-15').length;
    assert.match(gates[0]?.reason ?? '', new RegExp(`on ${newer} rows.*version 3 had no time: rows after its registration on 15 Jul 2009`)); // prettier-ignore
  });
});
