// Lines of a prediction log that something else damaged, or of a version that is not there, are told by who reads them; what a kill left of one is not.
import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clockAt } from '../../../src/node/clock';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { explainedPredictions } from '../../../src/node/monitor/modelPredictions';
import type { Project } from '../../../src/node/project';
import { monitor } from '../../../src/node/stages/monitor';
import { callsOf, livedProject } from './livedProject';

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

const copy = /If there is a copy from before, put it back\./;

describe('damaged lines of a prediction log', () => {
  const cases: readonly (readonly [
    what: string,
    damages: readonly Damage[],
    told: RegExp,
    rows: number,
    hint?: RegExp,
  ])[] = [
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
    [
      'one of a version that is not registered',
      [ofVersion9From(7), (lines) => lines],
      /1 line of \S+\/2009-07-01\.jsonl is of a version that the registry lacks and is left out \(line 7, version 9\)\./,
      399,
      /If another branch or a copy has that version, bring its folder in the registry here\./,
    ],
    [
      'some of a version that is not registered, and some damaged',
      [garbageFrom(5), ofVersion9From(3, 12)],
      /1 line of \S+\/2009-07-01\.jsonl cannot be read [^\n]*\s.*10 lines of \S+\/2009-08-01\.jsonl are of a version that the registry lacks and are left out \(line 3 first, version 9\)\./,
      389,
    ],
  ];
  for (const [what, damages, told, rows, hint = copy] of cases)
    it(`are counted, told with the first, and count nowhere: ${what}`, async () => {
      const project = await damagedProject(damages);
      const { summary, document } = await performed(project);
      assert.match(summary, told);
      assert.match(summary, hint);
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
      message: `No prediction can be read: 400 lines of 2 files in ${log} are damaged.`,
      hint: 'If there is a copy from before, put it back.',
    });
  });

  it('are told with the version where it is registered nowhere', async () => {
    const project = await damagedProject([ofVersion9From(1, 200), ofVersion9From(1, 200)]);
    await assert.rejects(performed(project), {
      code: 'unavailable',
      message: `No prediction can be judged: 400 lines of 2 files in ${log} are of a version that the registry lacks (line 1 of ${log}/2009-07-01.jsonl first, version 9).`,
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
