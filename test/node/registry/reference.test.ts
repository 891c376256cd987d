// What windows are compared with: scores of rows that the version did not learn from, as the window's rows are.
import assert from 'node:assert/strict';
import { appendFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expit } from '../../../src/core/distribution';
import { seededRandom } from '../../../src/core/random';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { judgeMonitor } from '../../../src/node/monitor/judgeMonitor';
import { openProject } from '../../../src/node/project';
import { readRegistry } from '../../../src/node/registry/read';
import { openScorer } from '../../../src/node/score/scorer';
import { openPredictionLog } from '../../../src/node/server/predictionLog';
import { peopleProject, type Person, type PeopleProject } from '../evaluate/peopleProject';

const signal = new AbortController().signal;
const windows = 20;
const rows = 300;

/** The rows that the model `overfit` knows by heart. */
async function known(): Promise<readonly Person[]> {
  const file = resolve(import.meta.dirname, '../../fixtures/tuning/overfit.csv');
  const [, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line, customer) => {
    const [age, job, y] = line.split(',');
    return { customer, age: Number(age), job: job as Person['job'], y: y as Person['y'] };
  });
}

/** Others of the same kind. */
function others(count: number, seed: number): readonly Person[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_none, row) => {
    const age = 18 + Math.round(72_000 * random.uniform()) / 1000;
    const job = random.uniform() < 0.5 ? 'admin' : 'student';
    const y = random.uniform() < expit((age - 50) / 15) ? 'yes' : 'no';
    return { customer: 1000 * seed + row, age, job, y };
  });
}

async function judgedWindows({ root }: PeopleProject) {
  await appendFile(join(root, 'lifecycle.yaml'), `\nmonitors: {live: {window: {rows: ${rows}}}}\n`);
  const project = await openProject(root);
  const { state } = await readRegistry(project.paths, 'finder');
  const [version] = state.versions;
  assert.ok(version);
  const asked = others(windows * rows, 7).map(({ age }) => ({ age }));
  const scorer = await openScorer(project.paths, version, signal);
  const scores = await scorer.score(await scorer.prepare(asked), signal);
  await scorer.close();
  const log = await openPredictionLog(deploymentFiles(project.paths, 'live').predictions);
  const start = Date.parse('2026-01-01T00:00:00.000Z');
  await log.append(
    asked.map((inputs, row) => ({
      id: String(row),
      at: new Date(start + 1000 * row).toISOString(),
      version: 1,
      inputs,
      output: { score: scores[row] ?? NaN },
    })),
  );
  await log.close();
  const asOf = '2026-02-01T00:00:00.000Z';
  return (await judgeMonitor({ project, name: 'live', asOf }, signal)).windows;
}

describe('the reference of a version', () => {
  it('has scores of validation rows, so that a model which overfits raises no alarm on rows like those it learnt from', async () => {
    const made = await peopleProject({
      people: [...(await known()), ...others(400, 3)],
      model: { params: { kind: 'overfit' } },
    });
    await made.evaluated();
    await made.perform('register', { model: 'finder' });
    const judged = await judgedWindows(made);
    const drifted = judged.map(({ prediction }) => prediction?.drifted);
    assert.equal(drifted.length, windows);
    assert.ok(drifted.every((one) => one !== undefined));
    assert.ok(drifted.filter(Boolean).length <= 1, `${drifted.filter(Boolean).length} windows drifted`);
  });
});
