// The verb `retrain` on a small project with real files: its training script copies a model file and writes down what it was given.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reference } from '../../../src/core/monitor/reference';
import type { Window } from '../../../src/core/monitor/window';
import { sum } from '../../../src/core/sum';
import { remedy, type RemedyVerb } from '../../../src/core/remedy';
import type { Version } from '../../../src/core/registry/version';
import { clockAt } from '../../../src/node/clock';
import { recordTestRead } from '../../../src/node/dataset/testReads';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { appendAlertEvents, appendWindows } from '../../../src/node/monitor/files';
import { openPreparation } from '../../../src/node/prepare/apply';
import { openProject, type Project } from '../../../src/node/project';
import { readRegistry } from '../../../src/node/registry/read';
import { listRuns } from '../../../src/node/run/find';
import { writeEvent } from '../../../src/node/registry/write';
import { check } from '../../../src/node/stages/check';
import { prepare } from '../../../src/node/stages/prepare';
import { retrain } from '../../../src/node/stages/retrain';
import type { Stage } from '../../../src/node/stage';
import { builtProgram } from '../../builtProgram';
import { useOwnDataHome } from '../../ownDataHome';
import { interval, opened, window } from '../../core/catalog/story';
import { callsOf, chanceOf, livedProject, type Call, type LivedProject } from '../monitor/livedProject';
import { modelFile, python } from '../train/project';
import { assertClose } from '../../statistics/fixture';

const signal = new AbortController().signal;
const day = (text: string) => `${text}T00:00:00.000Z`;
const month = (name: string, seed: number, firstId: number, turned = false) =>
  callsOf({ month: name, count: 200, seed, firstId, turned });
const history = [...month('2009-04', 4, 1), ...month('2009-05', 5, 1001), ...month('2009-06', 6, 2001)];

const script = `
import os, shutil
here = os.path.dirname(os.path.abspath(__file__))
shutil.copy(os.path.join(here, "ready.onnx"), os.path.join(os.environ["LIFECYCLE_OUT"], "model.onnx"))
with open(os.path.join(here, "told.txt"), "a") as told: print(os.path.basename(os.environ["LIFECYCLE_TRAIN"]), file=told)
`;

async function perform<R>(project: Project, stage: Stage<R>, request: R, date: string) {
  const run = { id: 'test', folder: join(project.root, 'run') };
  await mkdir(run.folder, { recursive: true });
  const told = { report: () => undefined, settled: () => Promise.resolve() };
  const context = { project, clock: clockAt(day(date)), run, ...told, signal };
  return stage.perform(stage.request.parse(request), context);
}

/** Of a champion that is asked for everybody as if 50 years old. */
const ageless: Partial<Version> = {
  preparation: {
    steps: [{ rename: { age: 'years' } }, { derive: { age: '50.0' } }],
    inputs: [
      { name: 'age', type: 'DOUBLE' },
      { name: 'job', type: 'VARCHAR' },
    ],
  },
};

/** July and August were answered, and labelled. */
async function readyToRetrain(
  calls: readonly Call[],
  steps: readonly unknown[] = [],
  champion: Partial<Version> = ageless,
): Promise<LivedProject> {
  const lived = await livedProject(champion);
  const { root } = lived.project;
  await copyFile(modelFile, join(root, 'ready.onnx'));
  await writeFile(join(root, 'train.py'), script);
  const lines = history.map(({ id, ts, age, job, y }) => `${id},${ts},${age}.0,${job},${y}`);
  await writeFile(join(root, 'bank.csv'), ['id,ts,age,job,y', ...lines, ''].join('\n'));
  const text = await readFile(join(root, 'lifecycle.yaml'), 'utf8');
  const bank = `time: ts, key: id, prepare: ${JSON.stringify(steps)}, split: {by: order, train: 0.8, validation: 0.1, test: 0.1}, expect: {rows: ">= 500", columns: {job: {in: [admin, student]}}}`;
  await writeFile(
    join(root, 'lifecycle.yaml'),
    `${text.replace('time: ts, key: id', bank)}\npython: {interpreter: ${python}}\n`,
  );
  const project = await openProject(root);
  assert.deepEqual(project.problems, []);
  await perform(project, prepare, {}, '2009-07-01');
  await perform(project, check, {}, '2009-07-01');
  await writeEvent(project.paths, 'uptake', {
    schema: 1, kind: 'aliased', at: day('2009-07-01'), by: 'ana@example.org', version: 1, isSigned: false, alias: 'champion', gates: [],
  }); // prettier-ignore
  await lived.answer(calls);
  await lived.label('all', calls);
  return { ...lived, project };
}

async function changeManifest({ root }: Project, from: string, to: string): Promise<void> {
  const file = join(root, 'lifecycle.yaml');
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from));
  await writeFile(file, text.replace(from, to));
}

/** What the training script was given of these calls, by id. */
const trainedOn = ({ root }: Project, calls: readonly Call[]) =>
  withDatabase((database) =>
    database.rows<{ id: number; age: number; y: string }>(
      `SELECT id, age, y FROM read_parquet(${literal(join(root, 'run', 'train.parquet'))}) WHERE id >= ${String(calls[0]?.id)} ORDER BY id`,
    ),
  );

const latest = async ({ paths }: Project): Promise<Version | undefined> =>
  (await readRegistry(paths, 'uptake')).state.versions.at(-1);

describe('retraining', function () {
  this.timeout(300_000);
  useOwnDataHome();
  before(() => builtProgram());
  const lived = [...month('2009-07', 7, 3001), ...month('2009-08', 8, 4001)];

  it('without a champion names a version that is there to be promoted, and none where there is none', async () => {
    const { project } = await livedProject({ version: 3 });
    const refusal = (hint: string, verb: RemedyVerb, about: string) => ({
      hint,
      remedy: remedy(verb, about),
    });
    const retrained = () => perform(project, retrain, { model: 'uptake', force: true }, '2009-09-15');
    await assert.rejects(retrained(), refusal('Promote one first.', 'promote', 'uptake@3'));
    await rm(project.paths.registry('uptake'), { recursive: true });
    await assert.rejects(retrained(), refusal('Register one first.', 'run', 'uptake'));
  });

  it('goes on where the terminal that asked for it was closed in its midst', async () => {
    const { project } = await readyToRetrain(lived);
    const { root } = project;
    const waits = `
import os, time
here = os.path.dirname(os.path.abspath(__file__))
open(os.path.join(here, "begun"), "w").close()
while not os.path.exists(os.path.join(here, "go")): time.sleep(0.05)
`;
    await writeFile(join(root, 'train.py'), `${waits}${script}`);
    const asked = ['retrain', 'uptake', '--force', '--as-of', day('2009-09-15'), '--dir', root];
    const child = spawn(process.execPath, [await builtProgram(), ...asked], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!existsSync(join(root, 'begun'))) {
      assert.equal(child.exitCode, null, 'it ended before it trained');
      await sleep(50);
    }
    child.kill('SIGKILL'); // as a closed terminal does to what holds on to it
    await ended;
    await writeFile(join(root, 'go'), '');
    const state = async () =>
      (await listRuns(project)).find(({ record }) => record.stage === 'retrain')?.state;
    while (['starting', 'running'].includes((await state())?.status ?? '')) await sleep(100);
    assert.equal((await state())?.status, 'done');
    assert.match((await state())?.outcome?.summary ?? '', /^uptake@2 is the new champion\./);
    assert.deepEqual((await readRegistry(project.paths, 'uptake')).state.aliases, {
      champion: 2,
      challenger: 2,
    });
  });

  it('registers what it compared, and says what it was made, chosen and measured on', async () => {
    const { project } = await readyToRetrain(lived);
    const prepared = await currentPrepared(project, 'bank');
    assert.ok(prepared);
    const read = { model: 'uptake', run: 'r', at: day('2009-07-01'), why: 'evaluate' };
    await recordTestRead(project, prepared, read);
    const { summary, passed } = await perform(
      project,
      retrain,
      { model: 'uptake', force: true },
      '2009-09-15',
    );
    assert.ok(passed, summary);
    const version = await latest(project);
    assert.equal(version?.version, 2);
    // Two months before the month up to the newest labelled row of 28 August: June of the history, July of the predictions.
    assert.deepEqual(version.lineage.span, {
      from: day('2009-05-29'),
      to: day('2009-07-29'),
      rows: 400,
      predicted: 200,
    });
    assert.equal(version.lineage.split, undefined);
    assert.equal(version.knownUntil, day('2009-07-28'));
    assert.deepEqual(version.checks, { passed: true, open: [] });
    assert.equal(version.testReads, 1);
    assert.equal(version.metrics.measuredOn, 'labelled predictions of 29 Jul 2009 to 28 Aug 2009');
    assert.ok(version.threshold !== undefined && version.threshold !== 0.5);
    const reference = version.files.find(({ role }) => role === 'reference');
    const { scores } = JSON.parse(
      await readFile(project.paths.stored(reference?.digest ?? ''), 'utf8'),
    ) as Reference;
    assert.equal(sum(scores?.counts ?? []), 200, 'of the rows compared on');
    const card = await readFile(project.paths.registry('uptake', '2', 'card.md'), 'utf8');
    assert.match(
      card,
      /chosen on the newest 40 training rows, scored by the same recipe fitted to the 360 before them/,
    );
    assert.match(card, /had been read once/);
    const told = await readFile(join(project.root, 'told.txt'), 'utf8');
    assert.deepEqual(told.trim().split('\n'), ['train.parquet', 'older.parquet']);
    const { state } = await readRegistry(project.paths, 'uptake');
    assert.deepEqual(state.aliases, { champion: 2, challenger: 2 });
    const compared = state.events.flatMap(({ event }) =>
      event.kind === 'compared' ? [event.comparison] : [],
    );
    assert.deepEqual(compared.map(({ rows, look }) => [rows, look]), [[200, 1]]); // prettier-ignore
  });

  it('chooses its threshold on the rows kept back, which the twin did not learn from', async () => {
    // There, and nowhere before, only people of 85 say yes.
    const july = lived.filter(({ ts }) => ts.startsWith('2009-07'));
    const newest = new Map(july.slice(-40).map(({ id }, index) => [id, index % 3 === 0]));
    const turned = lived.map((call): Call => {
      const isOld = newest.get(call.id);
      return isOld === undefined ? call : { ...call, age: isOld ? 85 : 45, y: isOld ? 'yes' : 'no' };
    });
    const { project } = await readyToRetrain(turned);
    await perform(project, retrain, { model: 'uptake', force: true }, '2009-09-15');
    const { threshold = NaN } = (await latest(project)) ?? {};
    const [no, yes] = [chanceOf({ age: 45, job: 'student' }), chanceOf({ age: 85, job: 'admin' })];
    assertClose(threshold, (no + yes) / 2, 0.05);
  });

  for (const [what, champion, isBetter, says] of [
    [
      'says so where it is better',
      ageless,
      true,
      /\n {2}✓ better_than: Against version 1, the champion: roc_auc [\d.]+ against [\d.]+ on 200 rows: better by/,
    ],
    [
      'warns where it is not',
      {},
      false,
      /\n {2}! It is not shown to be better than the champion before it, and no gate asks for that: Against version 1, the champion: roc_auc .* on 200 rows: .*add better_than: champion/,
    ],
  ] as const)
    it(`compares with the champion though no gate asks, decides nothing by it, and ${what}`, async () => {
      const { project } = await readyToRetrain(lived, [], champion);
      await changeManifest(project, 'gates: {better_than: champion}', 'gates: {}');
      await changeManifest(project, 'roc_auc, min: 0.65', 'roc_auc, min: 0.99');
      const asked = await openProject(project.root);
      const { summary, passed, document } = await perform(
        asked,
        retrain,
        { model: 'uptake', force: true },
        '2009-09-15',
      );
      assert.ok(passed, summary);
      assert.match(summary, says);
      assert.match(summary, /\n {2}! uptake@2 begins below the limit of 0\.99 that the monitor local has/);
      const { comparison } = document as { comparison: { isBetter: boolean } };
      assert.equal(comparison.isBetter, isBetter);
      const { state } = await readRegistry(project.paths, 'uptake');
      assert.equal(state.aliases['champion'], 2);
      assert.equal(state.events.filter(({ event }) => event.kind === 'compared').length, 1);
    });

  it('keeps the reason of a challenger that is made champion at once, and tells what it was compared by', async () => {
    const { project } = await readyToRetrain(lived, [], ageless);
    await changeManifest(project, 'retrain: {', 'retrain: {then: champion, ');
    const asked = await openProject(project.root);
    const { summary, figure } = await perform(asked, retrain, { model: 'uptake', force: true }, '2009-09-15');
    assert.match(figure ?? '', /^roc_auc 0\.\d{3} against 0\.\d{3} on 200 rows$/);
    assert.match(
      summary,
      /is the new champion\.\n {2}✓ better_than: Against version 1, the champion: roc_auc [\d.]+ against [\d.]+ on 200 rows: better by/,
    );
    const { events } = (await readRegistry(project.paths, 'uptake')).state;
    const moves = events.flatMap(({ event }) =>
      event.kind === 'aliased' && event.version === 2 ? [[event.alias, event.gates[0]?.reason]] : [],
    );
    assert.equal(moves.length, 1);
    assert.match(String(moves), /^champion,Against version 1, the champion: roc_auc .*: better by/);
  });

  it('checks the rows that the challenger learnt from, not the history', async () => {
    const odd = lived.map((call) => (call.id === 3005 ? { ...call, job: 'pilot' } : call));
    const { project } = await readyToRetrain(odd);
    await perform(project, retrain, { model: 'uptake', force: true }, '2009-09-15');
    const { checks } = (await latest(project)) ?? {};
    assert.equal(checks?.passed, false);
    assert.match(checks.open.join(), /columns\.job\.in/);
  });

  it("learns from predictions by the steps that the challenger is served with, not by the champion's", async () => {
    const { project } = await readyToRetrain(lived, [{ derive: { age: 'age / 2' } }]);
    const { passed, summary } = await perform(
      project,
      retrain,
      { model: 'uptake', force: true },
      '2009-09-15',
    );
    assert.ok(passed, summary);
    const july = lived.filter(({ ts }) => ts.startsWith('2009-07'));
    const learnt = await trainedOn(project, july);
    assert.deepEqual(
      learnt,
      july.map(({ id, age, y }) => ({ id, age: age / 2, y })),
    );
    const version = await latest(project);
    assert.ok(version);
    const preparation = await openPreparation(version.preparation);
    const served = await preparation.apply(july.map(({ age, job }) => ({ age, job })));
    await preparation.close();
    assert.deepEqual(
      served.map(({ age }) => age),
      learnt.map(({ age }) => age),
    );
  });

  it('refuses before training where predictions lack what the preparation has come to need', async () => {
    const { project } = await readyToRetrain(lived, [{ derive: { age: 'age + length(y)' } }]);
    await assert.rejects(
      perform(project, retrain, { model: 'uptake', force: true }, '2009-09-15'),
      /"age" is made of "y", which 200 of 200 labelled predictions of the span did not bring/,
    );
    await assert.rejects(readFile(join(project.root, 'told.txt')), { code: 'ENOENT' });
  });

  describe('is asked for by an open alert', () => {
    const answering = (value: number): Window => ({
      ...window,
      performance: { ...interval(value), metric: 'roc_auc' },
    });
    const asked = [
      { name: 'about what its policy names', when: 'drift', judged: window, isAsked: true },
      { name: 'about drift that came with a fall', when: 'drift', judged: answering(0.5), isAsked: true },
      { name: 'not about what its policy does not name', when: 'performance', judged: window, isAsked: false },
      { name: 'not about drift of what answers well', when: 'drift', judged: answering(0.8), isAsked: false },
    ]; // prettier-ignore
    for (const { name, when, judged, isAsked } of asked)
      it(name, async () => {
        const { project } = await readyToRetrain([]);
        await changeManifest(project, 'when: [performance]', `when: [${when}]`);
        await appendWindows(project.paths, 'local', [judged]);
        await appendAlertEvents(project.paths, 'local', [opened('drift')]);
        const retrained = perform(
          await openProject(project.root),
          retrain,
          { model: 'uptake' },
          '2026-12-01',
        );
        if (isAsked)
          return assert.rejects(retrained, /^LifecycleError: uptake has no labelled prediction yet/);
        assert.equal((await retrained).kind, 'skipped');
      });
  });

  describe('is refused before training', () => {
    const refused: {
      name: string;
      calls: readonly Call[];
      manifest?: readonly [string, string];
      message: RegExp;
      hint: RegExp;
      date?: string;
    }[] = [
      {
        name: 'where the rows to compare on are of one class',
        calls: lived.map((call) => (call.ts < '2009-08' ? call : { ...call, y: 'no' })),
        message: /^All 200 labelled predictions from 29 Jul 2009 to 28 Aug 2009, to compare on, are "no"\.$/,
        hint: /^Lengthen compare\.last/,
      },
      {
        name: 'where they are, and labels may still come',
        calls: lived.map((call) => (call.ts < '2009-08' ? call : { ...call, y: 'no' })),
        message: /^All \d+ labelled predictions from 31 Jul 2009 to 21 Aug 2009, to compare on, are "no"\.$/,
        manifest: ['compare: {last: 1 month}', 'compare: {last: 22d}'],
        hint: /^Wait for labels, or lengthen compare\.last/,
        date: '2009-09-05',
      },
      {
        name: 'where no prediction was made',
        calls: [],
        message: /^uptake has no labelled prediction yet\.$/,
        hint: /^Use it first/,
      },
      {
        name: 'where no label has come',
        calls: lived,
        message: /^uptake has no labelled prediction yet\.$/,
        hint: /^Wait for labels\.$/,
        date: '2009-07-10',
      },
      {
        name: 'where the rows to learn from are of one class',
        calls: lived.map((call) => (call.ts < '2009-08' ? { ...call, y: 'no' } : call)),
        manifest: ['data: {last: 2 months}', 'data: {last: 1 month}'],
        message: /^All 200 labelled rows from 29 Jun 2009 to 28 Jul 2009 are "no"\.$/,
        hint: /^Lengthen data\.last/,
      },
      {
        name: 'where the rows to learn from are too few to be parted',
        calls: lived.filter(({ ts, id }) => ts >= '2009-08' || id < 3007),
        manifest: ['data: {last: 2 months}', 'data: {last: 1 month}'],
        message: /^There are 6 labelled rows from 29 Jun 2009 to 28 Jul 2009, under the 10/,
        hint: /^Lengthen data\.last/,
      },
      {
        name: 'where the prepared rows lack the key',
        calls: lived,
        manifest: ['key: id, prepare', 'key: customer, prepare'],
        message: /no column "customer", its key/,
        hint: /prepare it again/,
      },
    ];
    for (const { name, calls, manifest, message, hint, date = '2009-09-15' } of refused)
      it(name, async () => {
        const { project } = await readyToRetrain(calls);
        if (manifest) await changeManifest(project, ...manifest);
        const asked = await openProject(project.root);
        await assert.rejects(
          perform(asked, retrain, { model: 'uptake', force: true }, date),
          (error: { message: string; hint: string }) => {
            assert.match(error.message, message);
            assert.match(error.hint, hint);
            return true;
          },
        );
        await assert.rejects(readFile(join(project.root, 'told.txt')), { code: 'ENOENT' });
      });
  });

  it('chooses the threshold on more than a tenth where a class is rare, and says so; on none, too', async () => {
    const rarely = (every: number) =>
      lived.map((call): Call => (call.id % every === 0 ? { ...call, y: 'yes' } : { ...call, y: 'no' }));
    const chosen = async (every: number) => {
      const { project } = await readyToRetrain(rarely(every));
      const told = await perform(project, retrain, { model: 'uptake', force: true }, '2009-09-15');
      const card = await readFile(project.paths.registry('uptake', '2', 'card.md'), 'utf8');
      return { told, card, version: await latest(project) };
    };
    const grown = await chosen(10);
    assert.match(
      grown.card,
      /chosen on the newest \d+ training rows \(more than a tenth, to hold 10 of each class\), scored/,
    );
    const none = await chosen(40);
    assert.equal(none.version?.threshold, undefined);
    const sentence =
      /No threshold was chosen, as the newest third of its 400 training rows has \d of "yes", under 10: 0\.5 is served\./;
    assert.match(none.card, sentence);
    assert.match(none.told.summary, sentence);
  });

  it('warns of another share than the twin called, and of predictions that bring no group', async () => {
    const aged = lived.map((call): Call => (call.ts < '2009-08' ? call : { ...call, age: call.age / 2 }));
    const { project } = await readyToRetrain(aged, [{ derive: { customer: 'id // 10' } }]);
    await changeManifest(project, 'key: id, prepare', 'key: customer, prepare');
    const asked = await openProject(project.root);
    await perform(asked, prepare, {}, '2009-07-01');
    const { summary } = await perform(asked, retrain, { model: 'uptake', force: true }, '2009-09-15');
    assert.match(
      summary,
      /The threshold [\d.]+ calls [\d.]+% of the test rows yes, but [\d.]+% of the rows that it was chosen on/,
    );
    assert.match(
      summary,
      /Rows come in groups by "customer", but 200 of 200 compared predictions do not bring it/,
    );
  });
});
