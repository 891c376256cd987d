import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Window } from '../../../src/core/monitor/window';
import { clockAt } from '../../../src/node/clock';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { alertsFile, readAlerts, readWindows, windowsFile } from '../../../src/node/monitor/files';
import { judgeMonitor } from '../../../src/node/monitor/judgeMonitor';
import { explainedPredictions, labelledPredictions } from '../../../src/node/monitor/modelPredictions';
import { openProject } from '../../../src/node/project';
import { prepareDataset } from '../../../src/node/prepare/prepare';
import { writeEvent, writeVersion } from '../../../src/node/registry/write';
import { openPredictionLog } from '../../../src/node/server/predictionLog';
import { monitor } from '../../../src/node/stages/monitor';
import { retrain } from '../../../src/node/stages/retrain';
import { callsOf, livedProject, type Call, type LivedProject } from './livedProject';

const signal = new AbortController().signal;
const day = (text: string) => `${text}T00:00:00.000Z`;
const july = callsOf({ month: '2009-07', count: 300, seed: 2, firstId: 1, turned: true });
const august = callsOf({ month: '2009-08', count: 300, seed: 3, firstId: 1001 });

const judge = ({ project }: LivedProject, date: string) =>
  judgeMonitor({ project, name: 'local', asOf: day(date) }, signal);
const alertsAt = async ({ project }: LivedProject, date: string) =>
  (await readAlerts(project.paths, 'local', day(date)))
    .filter(({ opened }) => opened.about === 'performance')
    .map(({ opened, resolved }) => [opened.alert, resolved === undefined]);
const openTexts = async ({ project }: LivedProject, date: string) =>
  (await readAlerts(project.paths, 'local', day(date))).flatMap(({ opened, resolved }) =>
    resolved || opened.about !== 'performance' ? [] : [opened.message],
  );
const perform = ({ project }: LivedProject, date: string) =>
  monitor.perform(
    {},
    {
      project,
      clock: clockAt(day(date)),
      run: { id: 'test', folder: project.root },
      report: () => undefined,
      settled: () => Promise.resolve(),
      signal,
    },
  );
const fall = 'performance:2009-07-01T00:00:00.000Z@1';

describe('a monitor', () => {
  it('knows a label only after its delay, and calls a window complete only then', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.label('july', july);
    const [early] = (await judge(lived, '2009-08-01')).windows;
    const known = july.filter(({ ts }) => ts < '2009-07-18').length;
    assert.deepEqual([early?.labelled, early?.isComplete, early?.hasAllRows], [known, false, true]);
    assert.deepEqual(await alertsAt(lived, '2009-08-01'), []);
    const [late] = (await judge(lived, '2009-08-15')).windows;
    assert.deepEqual([late?.labelled, late?.isComplete], [300, true]);
    assert.deepEqual(await alertsAt(lived, '2009-08-15'), [[fall, true]]);
  });

  it('judges a window once where it is asked for twice at the same time', async () => {
    const lived = await livedProject();
    await lived.answer([...july, ...august]);
    await lived.label('july', july);
    const both = await Promise.all([judge(lived, '2009-09-20'), judge(lived, '2009-09-20')]);
    assert.deepEqual(both.map(({ judged }) => judged.length).sort(), [0, 2]);
    assert.deepEqual(both[0].windows, both[1].windows);
    const lines = async (file: string) => (await readFile(file, 'utf8')).split('\n').filter(Boolean);
    assert.equal((await lines(windowsFile(lived.project.paths, 'local'))).length, 2);
    const told = await lines(alertsFile(lived.project.paths, 'local'));
    assert.deepEqual([...new Set(told)], told);
  });

  it('keeps alerts of a kind that it does not know, tells that it passes them over, and drops what is no JSON', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.label('july', july);
    const { events } = await judge(lived, '2009-08-15');
    const file = alertsFile(lived.project.paths, 'local');
    const known = await readFile(file, 'utf8');
    const [first] = events;
    const unknown = [
      { ...first, alert: 'value:2009-07', about: 'value' },
      { schema: 1, kind: 'silenced', alert: fall, at: day('2009-08-16') },
    ].map((line) => `${JSON.stringify(line)}\n`);
    await writeFile(file, `torn\n${known}${unknown.join('')}`);
    const { remarks } = await judge(lived, '2009-08-20');
    assert.equal(await readFile(file, 'utf8'), `${known}${unknown.join('')}`);
    assert.deepEqual(remarks, [
      '2 lines of .lifecycle/monitors/local/alerts.jsonl say what this version does not know: kept, and passed over. Update Model Lifecycle.',
    ]);
    assert.deepEqual(await alertsAt(lived, '2009-08-20'), [[fall, true]]);
  });

  it('knows no row later than the time judged at', async () => {
    const lived = await livedProject();
    await lived.answer([...july, ...august]);
    const [only, ...others] = (await judge(lived, '2009-07-15')).windows;
    assert.deepEqual(others, []);
    assert.equal(only?.rows, july.filter(({ ts }) => ts <= '2009-07-15').length);
    const { windows } = await judge(lived, '2009-09-01');
    assert.deepEqual(windows.map(({ rows }) => rows), [300, 300]); // prettier-ignore
  });

  it('joins labels by the id that was answered where rows bring no such key', async () => {
    const lived = await livedProject();
    const { root } = lived.project;
    await lived.answer(july);
    const manifest = join(root, 'lifecycle.yaml');
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace('key: id, delay', 'key: prediction, delay'),
    );
    await mkdir(join(root, 'outcomes'));
    const lines = july.map(({ id, y }) => `${id}-1,${y}`);
    await writeFile(join(root, 'outcomes', 'july.csv'), ['prediction,y', ...lines, ''].join('\n'));
    const project = await openProject(root);
    const [window] = (await judge({ ...lived, project }, '2009-08-15')).windows;
    assert.deepEqual([window?.labelled, window?.isComplete], [300, true]);
  });

  it('takes rows for the same by what labels are joined by, never by what they hold', async () => {
    const alike = july.map((call) => ({ ...call, age: call.id <= 150 ? 30 : 60, job: 'admin' }));
    const asOfAugust = async (lived: LivedProject) =>
      labelledPredictions({ project: lived.project, model: 'uptake', asOf: day('2009-08-20') }, signal);
    const lived = await livedProject();
    await lived.label('july', july);
    // Answered again by the next version, on the same day.
    await lived.answer(alike);
    await writeVersion(lived.project.paths, { ...lived.version, version: 2 }, '');
    await lived.answer(alike.slice(0, 10), 2);
    const rows = await asOfAugust(lived);
    assert.deepEqual([rows.length, rows.filter(({ version }) => version === 2).length], [300, 10]);
    const unkeyed = await livedProject();
    const manifest = join(unkeyed.project.root, 'lifecycle.yaml');
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace('key: id, delay', 'key: prediction, delay'),
    );
    const log = await openPredictionLog(deploymentFiles(unkeyed.project.paths, 'local').predictions);
    await log.append(
      alike.map(({ id, ts, age, job }) => ({
        id: `p${id}`, at: `${ts}T12:00:00.000Z`, version: 1, inputs: { ts, age, job }, output: { score: 0.5, label: 'no' },
      })),
    ); // prettier-ignore
    await log.close();
    await mkdir(join(unkeyed.project.root, 'outcomes'));
    const lines = july.map(({ id, y }) => `p${id},${y}`);
    await writeFile(
      join(unkeyed.project.root, 'outcomes', 'july.csv'),
      ['prediction,y', ...lines, ''].join('\n'),
    );
    const project = await openProject(unkeyed.project.root);
    assert.equal((await asOfAugust({ ...unkeyed, project })).length, 300);
  });

  it('takes rows whose key is missing for as many as were answered, also within one second', async () => {
    const lived = await livedProject();
    const log = await openPredictionLog(deploymentFiles(lived.project.paths, 'local').predictions);
    await log.append(
      july.map(({ id, age, job }) => ({
        id: `p${id}`, at: '2009-07-10T12:00:00.000Z', version: 1,
        inputs: { id: null, ts: '2009-07-10', age, job }, output: { score: 0.5, label: 'no' },
      })),
    ); // prettier-ignore
    await log.close();
    assert.deepEqual((await judge(lived, '2009-08-01')).windows.map(({ rows }) => rows), [300]); // prettier-ignore
  });

  it('alarms while labels have come and none matches a prediction, with how both keys are written', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.label('july', july, undefined, ({ id }) => `C-${id}`);
    const labelsAt = async (date: string) =>
      (await readAlerts(lived.project.paths, 'local', day(date)))
        .filter(({ opened }) => opened.about === 'labels')
        .map(({ resolved }) => resolved?.message ?? 'open');
    await perform(lived, '2009-07-10');
    assert.deepEqual(await labelsAt('2009-07-10'), [], 'no label is due yet');
    const told = await perform(lived, '2009-08-20');
    assert.equal(told.passed, false);
    assert.match(
      told.summary,
      /^ *0 of 300 labels match a prediction: "id" of the labels holds values such as "C-1", that of the predictions such as "1"\. Write the same values in both/m,
    );
    const asked = { project: lived.project, model: 'uptake', asOf: day('2009-08-20') };
    await assert.rejects(explainedPredictions(asked, signal), /0 of 300 labels match a prediction/);
    assert.deepEqual((await perform(lived, '2009-08-21')).kind, 'skipped', 'it is told once');
    await lived.label('july', july);
    await perform(lived, '2009-08-22');
    assert.deepEqual(await labelsAt('2009-08-22'), ['Labels match predictions now.']);
  });

  it('says which ids were answered where rows bring no key and no label matches', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await mkdir(join(lived.project.root, 'outcomes'));
    const file = join(lived.project.root, 'lifecycle.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('key: id, delay', 'key: prediction, delay'));
    await writeFile(join(lived.project.root, 'outcomes', 'july.csv'), 'prediction,y\n7,yes\n');
    const project = await openProject(lived.project.root);
    assert.match(
      (await perform({ ...lived, project }, '2009-08-20')).summary,
      /0 of 1 labels match a prediction: "prediction" of the labels holds values such as "7", requests bring no "prediction", and were answered with ids such as "1-1"\./,
    );
  });

  for (const [what, settings, told] of [
    [
      'names the keys of labels where it has none',
      '',
      /^Judged 1 window\.\n {2}local names no outcomes.*"labels".*"performance".*below monitors\.local/,
    ],
    ['asks for no labels where it says that it watches drift', ', drift: {}', /^Judged 1 window\.$/],
  ] as const)
    it(what, async () => {
      const lived = await livedProject();
      await lived.answer(july);
      const file = join(lived.project.root, 'lifecycle.yaml');
      const text = await readFile(file, 'utf8');
      const before = text.slice(0, text.indexOf('monitors:'));
      await writeFile(file, `${before}monitors: {local: {window: 1 month${settings}}}\n`);
      const project = await openProject(lived.project.root);
      assert.match((await perform({ ...lived, project }, '2009-08-20')).summary, told);
    });

  it('leaves rows that the version learnt from out of its performance, and says so', async () => {
    const newer = july.filter(({ ts }) => ts > '2009-07-14').length;
    const lived = await livedProject({ knownUntil: '2009-07-14' });
    await lived.answer(july);
    await lived.label('july', july);
    const told = `${300 - newer} of 300 rows are no news to version 1, whose data reaches to 14 Jul 2009: it was trained or chosen on such rows, so they do not count as its performance.`;
    assert.ok((await perform(lived, '2009-08-20')).summary.includes(`Jul 2009: ${told}`));
    const [window] = (await judge(lived, '2009-08-20')).windows;
    assert.deepEqual([window?.rows, window?.labelled, window?.performance?.n], [300, 300, newer]);
    assert.equal(window?.seen?.message, told);
  });

  it('measures nothing on rows that the version has all learnt from, so that no limit is kept by them', async () => {
    const lived = await livedProject({ knownUntil: '2009-08-31' });
    await writeVersion(lived.project.paths, { ...lived.version, version: 2, knownUntil: '2009-06-30' }, '');
    await lived.answer(july, 2);
    await lived.answer(august);
    await lived.label('both', [...july, ...august]);
    const [, again] = (await judge(lived, '2009-09-20')).windows;
    assert.deepEqual([again?.labelled, again?.seen?.count, again?.performance], [300, 300, undefined]);
  });

  const seenByKey = async (more: readonly (typeof july)[number][]) => {
    const lived = await livedProject();
    const { root } = lived.project;
    const file = join(root, 'lifecycle.yaml');
    const split = 'split: {by: random, train: 0.6, validation: 0.2, test: 0.2}';
    await writeFile(file, (await readFile(file, 'utf8')).replace('time: ts, key: id', `key: id, ${split}`));
    const lines = [...july, ...more].map(({ id, age, job, y }) => [id, age, job, y].join());
    await writeFile(join(root, 'bank.csv'), ['id,age,job,y', ...lines, ''].join('\n'));
    const project = await openProject(root);
    const dataset = project.manifest.datasets?.['bank'];
    assert.ok(dataset);
    const { version: prepared } = await prepareDataset({
      project, clock: clockAt(day('2009-06-01')), name: 'bank', dataset, report: () => undefined, signal,
    }); // prettier-ignore
    const { knownUntil: _dated, ...version } = lived.version;
    const lineage = { dataset: 'bank', prepared: prepared.fingerprint };
    await writeVersion(project.paths, { ...version, version: 2, at: day('2009-06-01'), lineage }, '');
    await lived.answer([...july, ...august], 2);
    await lived.label('both', [...july, ...august]);
    return (await judge({ ...lived, project }, '2009-09-20')).windows;
  };

  it('knows rows without a time that the version learnt from by their key', async () => {
    const windows = await seenByKey([]);
    assert.deepEqual(windows.map(({ seen }) => seen?.count), [240, undefined]); // prettier-ignore
    assert.match(windows[0]?.seen?.message ?? '', /240 of 300 rows are no news to version 2, by their keys/);
    assert.equal(windows[0]?.performance?.n, 60);
  });

  it('knows them by a key that is there twice, too, but not by one that groups rows', async () => {
    const [twice] = await seenByKey(july.slice(0, 1));
    assert.ok((twice?.seen?.count ?? 0) > 200, String(twice?.seen?.count));
    const [grouped] = await seenByKey(july);
    assert.equal(grouped?.seen, undefined);
  });

  it('says that there is no prediction yet', async () => {
    const lived = await livedProject();
    assert.equal((await perform(lived, '2009-08-01')).summary, 'No prediction was made yet.');
  });

  it('counts a row that was sent twice once, as it was answered last', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.answer(july.slice(0, 10));
    assert.deepEqual((await judge(lived, '2009-08-01')).windows.map(({ rows }) => rows), [300]); // prettier-ignore
  });

  it('judges a window again when labels come after their delay, and tells what they show', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    const [before] = (await judge(lived, '2009-10-20')).windows;
    assert.deepEqual([before?.isComplete, before?.labelled, before?.performance], [true, 0, undefined]);
    assert.match((await perform(lived, '2009-10-20')).summary, /No window has changed/);
    await lived.label('july', july.slice(0, 150));
    const told = await perform(lived, '2009-10-25');
    assert.match(told.summary, /Jul 2009: 150 of 300 rows are labelled/);
    assert.equal(told.passed, false);
    await lived.label('july', july);
    const { windows, judged, events } = await judge(lived, '2009-12-25');
    assert.equal(judged.length, 1);
    assert.equal(windows[0]?.labelled, 300);
    assert.ok((windows[0].performance?.high ?? 1) < 0.65);
    assert.deepEqual(events, []);
    assert.deepEqual(await alertsAt(lived, '2009-10-25'), [[fall, true]]);
    assert.deepEqual(await alertsAt(lived, '2009-10-24'), []);
    assert.deepEqual((await judge(lived, '2009-12-26')).judged, []);
  });

  it('judges anew, and tells its alerts by the new rules where the manifest has others', async () => {
    for (const [from, to, rule, before, after] of [
      ['time: ts', 'time: seen', 'window', '1 month by "ts"', '1 month by "seen"'],
      [
        'time: ts',
        'time: {column: ts, zone: Asia/Tokyo}',
        'window',
        '1 month by "ts"',
        '1 month by "ts" in Asia/Tokyo',
      ],
      ['window: 1 month', 'window: 1 day', 'window', '1 month by "ts"', '1 day by "ts"'],
      ['roc_auc, min: 0.65}', 'brier, max: 0.9}', 'performance', 'roc_auc >= 0.65', 'brier <= 0.9'],
      ['roc_auc, min: 0.65}', 'roc_auc, min: 0.7}', 'performance', 'roc_auc >= 0.65', 'roc_auc >= 0.7'],
    ] as const) {
      const lived = await livedProject();
      // Its own time by another clock: two years later.
      await lived.answer(july.map((call) => ({ ...call, seen: call.ts.replace('2009', '2011') })));
      await lived.label('july', july);
      await perform(lived, '2009-08-20');
      assert.deepEqual(await alertsAt(lived, '2009-08-20'), [[fall, true]]);
      const file = join(lived.project.root, 'lifecycle.yaml');
      await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
      const moved = { ...lived, project: await openProject(lived.project.root) };
      const told = await perform(moved, '2011-08-20');
      assert.ok(
        told.summary.includes(
          `1 window was judged by ${rule}: ${before}; lifecycle.yaml has ${rule}: ${after} now: it is outdated, and judged anew.`,
        ),
        told.summary,
      );
      const windows = await readWindows(moved.project.paths, 'local', day('2011-08-20'));
      assert.ok(windows.every(({ rules }) => rules?.[rule] === after));
      const metric = to.split(',')[0] ?? '';
      if (rule === 'performance') assert.deepEqual(windows.map(({ performance }) => performance?.metric), [metric]); // prettier-ignore
      assert.equal(windows.reduce((sum, { rows }) => sum + rows, 0), 300); // prettier-ignore
      const isOpen = (await alertsAt(moved, '2011-08-20')).some(([id, open]) => id === fall && open === true);
      if (to === 'time: seen' || metric === 'brier') assert.equal(isOpen, false);
      if (to.endsWith('0.7}'))
        assert.match((await openTexts(moved, '2011-08-20')).join(), /below the limit of 0\.7:/);
      assert.equal((await readWindows(moved.project.paths, 'local', day('2009-08-20'))).length, 1);
      assert.match((await perform(moved, '2011-08-21')).summary, /No window has changed/);
    }
  });

  it('judges a window again when a label is corrected or a row is answered again, though no count changes', async () => {
    const lived = await livedProject();
    const figure = async (date: string) => {
      const { windows, judged } = await judge(lived, date);
      const [window] = windows;
      return [judged.length, window?.rows, window?.labelled, window?.performance?.value] as const;
    };
    await lived.answer(august);
    await lived.label('august', august);
    const [, , , right = NaN] = await figure('2009-09-20');
    assert.equal((await figure('2009-09-21'))[0], 0);
    await lived.label('corrected', august, ({ y }) => (y === 'yes' ? 'no' : 'yes'));
    const [judged, rows, labelled, turned = NaN] = await figure('2009-09-22');
    assert.deepEqual([judged, rows, labelled], [1, 300, 300]);
    assert.ok(Math.abs(turned - (1 - right)) < 1e-9);
    const [alert] = await alertsAt(lived, '2009-09-22');
    assert.deepEqual(alert, ['performance:2009-08-01T00:00:00.000Z@1', true]);
    await lived.answer(august.map((call) => ({ ...call, age: 108 - call.age })));
    const [again, answered, , resent = NaN] = await figure('2009-09-23');
    assert.deepEqual([again, answered], [1, 300]);
    assert.notEqual(resent, turned);
    assert.equal((await figure('2009-09-24'))[0], 0);
  });

  it('keeps no window of rows that late rows have cut otherwise', async () => {
    const lived = await livedProject();
    const file = join(lived.project.root, 'lifecycle.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('window: 1 month', 'window: {rows: 100}'));
    const byRows = { ...lived, project: await openProject(lived.project.root) };
    const isLate = ({ id }: Call) => id > 5 && id <= 40;
    await lived.answer(july.filter((call) => !isLate(call)));
    const sizes = async (date: string) => (await judge(byRows, date)).windows.map(({ rows }) => rows);
    assert.deepEqual(await sizes('2009-08-20'), [100, 100, 65]);
    await lived.answer(july.filter(isLate));
    assert.deepEqual(await sizes('2009-08-21'), [100, 100, 100]);
    assert.deepEqual((await judge(byRows, '2009-08-22')).judged, []);
    const past = await readWindows(byRows.project.paths, 'local', day('2009-08-20'));
    assert.deepEqual(past.map(({ rows }) => rows), [100, 100, 65]); // prettier-ignore
  });

  it('judges a window of before its content was kept anew, once', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await judge(lived, '2009-08-20');
    const file = windowsFile(lived.project.paths, 'local');
    const { digest, ...before } = JSON.parse(await readFile(file, 'utf8')) as Window;
    assert.match(digest ?? '', /^[0-9a-f]{64}$/);
    await writeFile(file, `${JSON.stringify(before)}\n`);
    assert.equal((await judge(lived, '2009-08-21')).judged.length, 1);
    assert.equal((await judge(lived, '2009-08-22')).judged.length, 0);
  });

  it('ends an alert that all labels give no reason for', async () => {
    const lived = await livedProject();
    await lived.answer(august);
    await lived.label('wrong', august.slice(0, 100), ({ y }) => (y === 'yes' ? 'no' : 'yes'));
    await judge(lived, '2009-09-20');
    const alert = 'performance:2009-08-01T00:00:00.000Z@1';
    assert.deepEqual(await alertsAt(lived, '2009-09-20'), [[alert, true]]);
    await lived.label('wrong', august);
    await judge(lived, '2009-09-25');
    assert.deepEqual(await alertsAt(lived, '2009-09-25'), [[alert, false]]);
  });

  it('ends an alert of a version that another took over from, though a row of its own has a time that is too late', async () => {
    const lived = await livedProject();
    const log = await openPredictionLog(deploymentFiles(lived.project.paths, 'local').predictions);
    const inputs = { id: 9001, ts: '2009-10-03', age: 40, job: 'admin' };
    await log.append([{ id: 'stray', at: '2009-07-29T12:00:00.000Z', version: 1, inputs, output: { score: 0.5, label: 'yes' } }]); // prettier-ignore
    await log.close();
    await lived.answer(july);
    await writeVersion(lived.project.paths, { ...lived.version, version: 2 }, '');
    await lived.answer(august, 2);
    await lived.label('all', [...july, ...august]);
    await judge(lived, '2009-08-15');
    assert.deepEqual(await alertsAt(lived, '2009-08-15'), [[fall, true]]);
    await judge(lived, '2009-10-10');
    assert.deepEqual(await alertsAt(lived, '2009-10-10'), [[fall, false]]);
  });

  for (const [what, keeps, stray] of [
    ['all lines', () => false, false],
    ['all lines, one of them with a time that is too late', () => false, true],
    ['the lines of the older version', (line: string) => line.includes('"version":2'), false],
    [
      'the lines of the older version, one of them with a time that is too late',
      (line: string) => line.includes('"version":2'),
      true,
    ],
  ] as const)
    // prettier-ignore
    it(`tells nothing anew where ${what} are gone from the log`, async () => {
      const lived = await livedProject();
      const folder = deploymentFiles(lived.project.paths, 'local').predictions;
      await lived.answer(july);
      if (stray) {
        const log = await openPredictionLog(folder);
        const inputs = { id: 9001, ts: '2009-10-03', age: 40, job: 'admin' };
        await log.append([{ id: 'stray', at: '2009-07-29T12:00:00.000Z', version: 1, inputs, output: { score: 0.5, label: 'yes' } }]);
        await log.close();
      }
      await writeVersion(lived.project.paths, { ...lived.version, version: 2 }, '');
      await lived.answer(august, 2);
      await lived.label('all', [...july, ...august]);
      await judge(lived, '2009-10-10');
      assert.deepEqual(await alertsAt(lived, '2009-10-10'), [[fall, false]]);
      for (const name of await readdir(folder)) {
        const file = join(folder, name);
        const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '' && keeps(line));
        if (lines.length === 0) await rm(file);
        else await writeFile(file, [...lines, ''].join('\n'));
      }
      const before = await readFile(alertsFile(lived.project.paths, 'local'), 'utf8');
      assert.deepEqual((await judge(lived, '2009-10-11')).events, []);
      assert.equal(await readFile(alertsFile(lived.project.paths, 'local'), 'utf8'), before);
    });

  it('shows the past as it was, and the past judged late replaces nothing newer', async () => {
    const lived = await livedProject();
    await lived.answer([...july, ...august]);
    await lived.label('all', [...july, ...august]);
    await judge(lived, '2009-08-15');
    await judge(lived, '2009-09-15');
    assert.deepEqual(await alertsAt(lived, '2009-08-20'), [[fall, true]]);
    assert.deepEqual(await alertsAt(lived, '2009-09-20'), [[fall, false]]);
    const past = await perform(lived, '2009-08-20');
    assert.match(past.summary, /fell below the limit of 0\.65/);
    const now = await readWindows(lived.project.paths, 'local', day('2009-09-20'));
    assert.deepEqual(now.map(({ isComplete, rows }) => [isComplete, rows]), [[true, 300], [true, 300]]); // prettier-ignore
    assert.match((await perform(lived, '2009-09-20')).figure ?? '', /roc_auc 0\.[89]/);
  });

  it('does not retrain for an alert that was resolved later, nor for one that opens later', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.label('july', july);
    await judge(lived, '2009-08-15');
    await writeEvent(lived.project.paths, 'uptake', {
      schema: 1, kind: 'aliased', at: day('2009-07-01'), by: 'ana@example.org', version: 1, isSigned: false, alias: 'champion', gates: [],
    }); // prettier-ignore
    const context = {
      project: lived.project,
      clock: clockAt(day('2009-08-10')),
      run: { id: 'test', folder: lived.project.root },
      report: () => undefined,
      settled: () => Promise.resolve(),
      signal,
    };
    const early = await retrain.perform({ model: 'uptake' }, context);
    assert.match(early.summary, /No open alert asks for retraining/);
    const open = retrain.perform({ model: 'uptake' }, { ...context, clock: clockAt(day('2009-08-20')) });
    await assert.rejects(open, /was not prepared yet/);
  });
});

describe('retraining', () => {
  it('answers to the alert of any monitor of the model', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.label('july', july);
    await judge(lived, '2009-08-15');
    await writeEvent(lived.project.paths, 'uptake', {
      schema: 1, kind: 'aliased', at: day('2009-07-01'), by: 'ana@example.org', version: 1, isSigned: false, alias: 'champion', gates: [],
    }); // prettier-ignore
    const { manifest } = lived.project;
    const context = {
      project: {
        ...lived.project,
        manifest: {
          ...manifest,
          deployments: { quiet: manifest.deployments!['local']!, ...manifest.deployments },
          monitors: { quiet: manifest.monitors!['local']!, ...manifest.monitors },
        },
      },
      clock: clockAt(day('2009-08-20')),
      run: { id: 'test', folder: lived.project.root },
      report: () => undefined,
      settled: () => Promise.resolve(),
      signal,
    };
    await assert.rejects(retrain.perform({ model: 'uptake' }, context), /was not prepared yet/);
  });
});

describe('a label', () => {
  const labelled = (window: Window | undefined) => [window?.labelled, window?.foreignLabels?.count];

  it('that the version does not know is none: told, and from 1% on no figure is made', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.label('july', july, ({ id, y }) => (id <= 30 && y === 'yes' ? 'Yes' : y));
    const wrong = july.filter(({ id, y }) => id <= 30 && y === 'yes').length;
    const told = await perform(lived, '2009-08-15');
    assert.equal(told.passed, false);
    assert.match(told.summary, new RegExp(`${wrong} of 300 labels in column "y" are none of no, yes, e\\.g\\. "Yes"\\. Its performance is not judged`)); // prettier-ignore
    const [window] = await readWindows(lived.project.paths, 'local', day('2009-08-15'));
    assert.deepEqual(labelled(window), [300 - wrong, wrong]);
    assert.equal(window?.performance, undefined);
    assert.deepEqual((await judge(lived, '2009-08-16')).judged, []);
    const asked = { project: lived.project, model: 'uptake', asOf: day('2009-08-15') };
    await assert.rejects(labelledPredictions(asked, signal), /none of no, yes/);
    await lived.label('july', july);
    assert.deepEqual(labelled((await judge(lived, '2009-08-20')).windows[0]), [300, undefined]);
    assert.equal((await labelledPredictions(asked, signal)).length, 300);
  });

  it('of under 1% only counts as missing', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.label('july', july, ({ id, y }) => (id === 7 ? 'maybe' : y));
    const told = await perform(lived, '2009-08-15');
    assert.match(
      told.summary,
      /1 of 300 labels in column "y" are none of no, yes, e\.g\. "maybe"\. They count as missing/,
    );
    const [window] = await readWindows(lived.project.paths, 'local', day('2009-08-15'));
    assert.deepEqual(labelled(window), [299, 1]);
    const asked = { project: lived.project, model: 'uptake', asOf: day('2009-08-20') };
    assert.deepEqual((await explainedPredictions(asked, signal)).warnings, [
      '1 of 300 labels in column "y" are none of no, yes, e.g. "maybe". Their rows were left out.',
    ]);
    assert.ok(window?.performance);
  });

  it('and its key are matched as numbers where they are numbers', async () => {
    const lived = await livedProject({ classes: ['0', '1'], positive: '1' });
    await lived.answer(july);
    const text = ({ y }: Call) => (y === 'yes' ? '1.0' : '0.0');
    await lived.label('july', july, text, ({ id }) => `${id}.0`);
    const [window] = (await judge(lived, '2009-08-15')).windows;
    assert.equal(window?.labelled, 300);
    const share = july.filter(({ y }) => y === 'yes').length / july.length;
    assert.ok(Math.abs((window.positiveRate ?? 0) - share) < 1e-9);
  });

  it('is counted once where its row was sent again with its key written as a fraction', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    const again = july.slice(0, 10).map((call) => ({ ...call, id: `${call.id}.0` as unknown as number }));
    await lived.answer(again);
    await lived.label('july', july);
    const [window] = (await judge(lived, '2009-08-15')).windows;
    assert.deepEqual([window?.rows, window?.labelled], [300, 300]);
  });

  it('that is empty has not come', async () => {
    const lived = await livedProject();
    await lived.answer(july);
    await lived.label('july', july, ({ id, y }) => (id <= 100 ? '' : y));
    assert.deepEqual(labelled((await judge(lived, '2009-08-15')).windows[0]), [200, undefined]);
  });
});
