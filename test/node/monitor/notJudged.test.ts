// Lines of a prediction log that something else damaged are told by who reads them, those of a version that the registry does not show by the monitor; what a kill left of one is not.
import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clockAt } from '../../../src/node/clock';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { readAlerts, readWindows } from '../../../src/node/monitor/files';
import { explainedPredictions } from '../../../src/node/monitor/modelPredictions';
import { openProject, type Project } from '../../../src/node/project';
import { writeVersion } from '../../../src/node/registry/write';
import { monitor } from '../../../src/node/stages/monitor';
import { callsOf, livedProject, type LivedProject } from './livedProject';

const signal = new AbortController().signal;
const asOf = '2009-12-01T00:00:00.000Z';
const log = '.lifecycle/deployments/local/predictions';

type Damage = (lines: string[]) => string[];
const garbageFrom =
  (from: number, to = from): Damage =>
  (lines) =>
    lines.map((line, index) => (index + 1 >= from && index + 1 <= to ? line.slice(40) : line));
const ofVersion9From =
  (from: number, to = from): Damage =>
  (lines) =>
    lines.map((line, index) =>
      index + 1 >= from && index + 1 <= to ? line.replace(/"version":1/, '"version":9') : line,
    );
const withoutScores: Damage = (lines) =>
  lines.map((line) => line.replace(/"score":[\d.e-]+/, '"score":null'));

/** Two days of 200 predictions each. */
async function damagedProject(damages: readonly Damage[]): Promise<Project> {
  const lived = await livedProject();
  const { project } = lived;
  for (const [index, month] of ['2009-07', '2009-08'].entries())
    await lived.answer(callsOf({ month, count: 200, seed: index + 1, firstId: 1 + 200 * index }));
  const folder = deploymentFiles(project.paths, 'local').predictions;
  for (const [index, day] of (await readdir(folder)).sort().entries()) {
    const file = join(folder, day);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    await writeFile(file, `${(damages[index]?.(lines) ?? lines).join('\n')}\n`);
  }
  return project;
}

const performed = (project: Project) =>
  monitor.perform(
    {},
    {
      project,
      clock: clockAt(asOf),
      run: { id: 'test', folder: project.root },
      report: () => undefined,
      settled: () => Promise.resolve(),
      signal,
    },
  );

describe('damaged lines of a prediction log', () => {
  const cases: readonly (readonly [what: string, damages: readonly Damage[], told: RegExp, rows: number])[] =
    [
      [
        'one',
        [garbageFrom(5)],
        /1 line of \S+\/2009-07-01\.jsonl cannot be read and is left out \(line 5\)\./,
        399,
      ],
      [
        'some of a day',
        [garbageFrom(5, 65)],
        /61 lines of \S+\/2009-07-01\.jsonl cannot be read and are left out \(line 5 first\)\./,
        339,
      ],
      [
        'the last of a day, and a whole other one',
        [garbageFrom(200), withoutScores],
        /201 lines of 2 files in \S+ cannot be read and are left out \(line 200 of \S+\/2009-07-01\.jsonl first\)\./,
        199,
      ],
    ];
  for (const [what, damages, told, rows] of cases)
    it(`are counted, told with the first, and count nowhere: ${what}`, async () => {
      const project = await damagedProject(damages);
      const { summary, document } = await performed(project);
      assert.match(summary, told);
      assert.match(summary, /If there is a copy from before, put it back\./);
      const { monitors } = document as {
        monitors: { windows: { rows: number }[]; remarks: readonly string[] }[];
      };
      assert.match(monitors[0]?.remarks.join() ?? '', told);
      assert.equal(
        monitors[0]?.windows.reduce((sum, window) => sum + window.rows, 0),
        rows,
      );
      const { warnings } = await explainedPredictions({ project, model: 'uptake', asOf }, signal);
      assert.match(warnings.join(), told);
    });

  it('are told for what they are where they are all', async () => {
    const project = await damagedProject([withoutScores, withoutScores]);
    await assert.rejects(performed(project), {
      code: 'unavailable',
      message: `No prediction can be judged: 400 lines of 2 files in ${log} are damaged (line 1 of ${log}/2009-07-01.jsonl first).`,
      hint: 'If there is a copy from before, put it back.',
    });
  });

  it('are none where a kill left a part of one, before and after the server is back', async () => {
    const lived = await livedProject();
    const { project } = lived;
    const calls = callsOf({ month: '2009-07', count: 200, seed: 1, firstId: 1 });
    await lived.answer(calls);
    const folder = deploymentFiles(project.paths, 'local').predictions;
    const [day = ''] = await readdir(folder);
    await appendFile(join(folder, day), '{"id":"torn","at":"2009-07-');
    assert.doesNotMatch((await performed(project)).summary, /cannot be read/);
    await lived.answer(callsOf({ month: '2009-07', count: 20, seed: 2, firstId: 900 }));
    const { summary, document } = await performed(project);
    assert.doesNotMatch(summary, /cannot be read/);
    const [judged] = (document as { monitors: { windows: { rows: number }[] }[] }).monitors;
    assert.equal(judged?.windows[0]?.rows, 220);
  });
});

describe('windows of a version that the registry does not show', () => {
  const registry = '.lifecycle/registry/uptake';
  const lacks = {
    why: 'the registry lacks it',
    hint: 'If another branch or a copy has that version, bring its folder in the registry here.',
  };
  const remarksOf = async (project: Project) => {
    const { document } = await performed(project);
    return (document as { monitors: { remarks: readonly string[] }[] }).monitors[0]?.remarks;
  };

  /** By 100 rows: version 1 answered July well, version 2 answered what had turned in August. */
  async function answeredByTwo(isJudged: boolean): Promise<LivedProject> {
    const lived = await livedProject();
    const file = join(lived.project.root, 'lifecycle.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('window: 1 month', 'window: {rows: 100}'));
    await writeVersion(lived.project.paths, { ...lived.version, version: 2 }, '');
    const [july, august] = [
      callsOf({ month: '2009-07', count: 300, seed: 1, firstId: 1 }),
      callsOf({ month: '2009-08', count: 300, seed: 2, firstId: 1001, turned: true }),
    ];
    await lived.answer(july);
    await lived.answer(august, 2);
    await lived.label('all', [...july, ...august]);
    const project = await openProject(lived.project.root);
    if (isJudged) await performed(project);
    return { ...lived, project };
  }
  const stateOf = async ({ paths }: Project) => ({
    windows: await readWindows(paths, 'local', asOf),
    alerts: await readAlerts(paths, 'local', asOf),
  });
  const gone = ({ root }: Project) => rm(join(root, registry, '2'), { recursive: true });
  const tear = async ({ root }: Project) => {
    const file = join(root, registry, '2', 'version.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 30));
  };

  for (const [what, lose, why, hint] of [
    ['is gone', gone, 'the registry lacks it', lacks.hint],
    [
      'is torn',
      tear,
      `${registry}/2/version.yaml cannot be read: Implicit map keys need to be followed by map values at line 3, column 1`,
      'Restore it from git; registry files are never edited.',
    ],
  ] as const) {
    it(`stand as they were judged, with their alerts, where it ${what}, and why is told`, async () => {
      const { project } = await answeredByTwo(true);
      const before = await stateOf(project);
      assert.deepEqual(before.windows.map(({ version }) => version), [1, 1, 1, 2, 2, 2]); // prettier-ignore
      assert.deepEqual(before.alerts.map(({ opened, resolved }) => [opened.version, resolved]), [[2, undefined]]); // prettier-ignore
      await lose(project);
      const { summary, passed } = await performed(project);
      assert.match(summary, /^No window has changed: 1 alert is open\.\n/);
      assert.equal(passed, false);
      assert.deepEqual(await stateOf(project), before);
      assert.deepEqual(await remarksOf(project), [
        `300 lines of ${log}/2009-08-01.jsonl are of version 2 (line 1 first), none of whose windows is judged anew: ${why}. ${hint}`,
      ]);
    });

    it(`are judged once it can be shown again, those of others before, where it ${what}`, async () => {
      const { project, version } = await answeredByTwo(false);
      await lose(project);
      await performed(project);
      assert.deepEqual((await stateOf(project)).windows.map((window) => window.version), [1, 1, 1]); // prettier-ignore
      await rm(join(project.root, registry, '2'), { recursive: true, force: true });
      await writeVersion(project.paths, { ...version, version: 2 }, '');
      await performed(project);
      const { windows, alerts } = await stateOf(project);
      assert.deepEqual(windows.map((window) => window.version), [1, 1, 1, 2, 2, 2]); // prettier-ignore
      assert.equal(alerts.length, 1);
    });
  }

  it('end where they were judged by other rules, as those of every version do', async () => {
    const { project } = await answeredByTwo(true);
    await gone(project);
    const file = join(project.root, 'lifecycle.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('{rows: 100}', '{rows: 150}'));
    await performed(await openProject(project.root));
    const { windows, alerts } = await stateOf(project);
    assert.deepEqual(windows.map(({ version, rows }) => [version, rows]), [[1, 150], [1, 150]]); // prettier-ignore
    assert.match(alerts[0]?.resolved?.message ?? '', /lifecycle\.yaml has window: 150 rows by "ts" since/);
  });

  it('keep nothing else from being judged, where one line of a day is of it', async () => {
    const project = await damagedProject([garbageFrom(5), ofVersion9From(7)]);
    const { document } = await performed(project);
    const [judged] = (document as { monitors: { windows: { rows: number }[] }[] }).monitors;
    assert.deepEqual(judged?.windows.map(({ rows }) => rows), [199, 199]); // prettier-ignore
    const [damaged, ...others] = (await remarksOf(project)) ?? [];
    assert.match(damaged ?? '', /^1 line of \S+\/2009-07-\d\d\.jsonl cannot be read/);
    assert.equal(
      others.at(-1),
      `1 line of ${log}/2009-08-01.jsonl is of version 9 (line 7), none of whose windows is judged anew: ${lacks.why}. ${lacks.hint}`,
    );
  });

  it('are told with every reason where no other was ever judged', async () => {
    const project = await damagedProject([
      (lines) => garbageFrom(1)(ofVersion9From(2, 100)(lines)),
      ofVersion9From(1, 200),
    ]);
    const folder = deploymentFiles(project.paths, 'local').predictions;
    const file = join(folder, '2009-07-01.jsonl');
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('"version":1,', '"version":8,'));
    const first = `${log}/2009-07-01.jsonl`;
    await assert.rejects(performed(project), {
      code: 'unavailable',
      message: `No prediction can be judged: 1 line of ${first} is damaged (line 1); 100 lines of ${first} are of version 8 (line 101 first): ${lacks.why}; 299 lines of 2 files in ${log} are of version 9 (line 2 of ${first} first): ${lacks.why}.`,
      hint: `If there is a copy from before, put it back. ${lacks.hint}`,
    });
  });

  it('hold predictions that versions are compared and learn on all the same: each scores them anew', async () => {
    const { project } = await answeredByTwo(false);
    const asked = { project, model: 'uptake', asOf };
    const { predictions } = await explainedPredictions(asked, signal);
    assert.equal(predictions.length, 600);
    await gone(project);
    assert.deepEqual(await explainedPredictions(asked, signal), {
      predictions,
      unlabelled: [],
      warnings: [],
    });
    await rm(join(project.root, registry, '1'), { recursive: true });
    assert.equal((await explainedPredictions(asked, signal)).predictions.length, 600);
  });
});
