import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../../../src/core/evaluate/evaluation';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { testReads } from '../../../src/node/dataset/testReads';
import { readRegistry } from '../../../src/node/registry/read';
import { openProject } from '../../../src/node/project';
import { openValidation } from '../../../src/node/tune/validation';
import { drawPeople, peopleProject, type PeopleProject } from '../evaluate/peopleProject';

const readsOf = async ({ root }: PeopleProject) => {
  const project = await openProject(root);
  const prepared = await currentPrepared(project, 'people');
  assert.ok(prepared);
  return testReads(project, prepared);
};

describe('evaluate', () => {
  it('records each reading of the test split, and none where the run was measured before', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    const first = await made.evaluated();
    assert.equal(first.testReads, 1);
    const again = await made.perform('evaluate', { model: 'finder' });
    assert.equal(again.kind, 'skipped');
    assert.deepEqual((await readsOf(made)).map(({ model, run, why }) => [model, run, why]), [['finder', first.run, 'evaluate']]); // prettier-ignore

    await made.perform('train', { model: 'finder', params: { kind: 'complex' } });
    const second = (await made.perform('evaluate', { model: 'finder' })).document as unknown as Evaluation;
    assert.notEqual(second.run, first.run);
    assert.equal(second.testReads, 2);
    assert.deepEqual((await readsOf(made)).map(({ run }) => run), [first.run, second.run]); // prettier-ignore
  });

  it("of a run that was measured before its goal had another metric judges by the goal's, and measures again what it lacks", async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    const { run, test } = await made.evaluated();
    const manifest = join(made.root, 'lifecycle.yaml');
    const text = await readFile(manifest, 'utf8');
    const [accuracy, auc] = ['accuracy', 'roc_auc'].map((name) => test.metrics[name]?.value ?? NaN);
    assert.ok(accuracy !== undefined && auc !== undefined && accuracy < auc);
    const target = `>= ${(accuracy + auc) / 2}`;
    await writeFile(manifest, text.replace('metric: roc_auc', 'metric: accuracy').replace('>= 0.6', target));
    const judged = await made.perform('evaluate', { model: 'finder' });
    assert.deepEqual([judged.kind, judged.passed], ['skipped', false]);
    assert.match(judged.figure ?? '', /^accuracy 0\./);
    assert.match(judged.summary, /misses the goal >= /);

    const file = join(made.root, '.lifecycle/runs', run, 'evaluation.json');
    const { accuracy: _lacking, ...others } = test.metrics;
    const stored = JSON.parse(await readFile(file, 'utf8')) as Evaluation;
    await writeFile(file, JSON.stringify({ ...stored, test: { ...test, metrics: others } }));
    const again = await made.perform('evaluate', { model: 'finder' });
    assert.deepEqual([again.kind, again.passed, again.figure], ['done', false, judged.figure]);
    assert.equal((again.document as unknown as Evaluation).metric, 'accuracy');
  });

  it('of so few rows that a figure has no interval can be registered, promoted and read again', async () => {
    const made = await peopleProject({ people: drawPeople(140) });
    await made.evaluated();
    await made.perform('register', { model: 'finder' });
    const { state, problems } = await readRegistry((await openProject(made.root)).paths, 'finder');
    assert.deepEqual(problems, []);
    assert.equal(state.versions[0]?.metrics.values['log_loss']?.high, Infinity);
    assert.ok((await made.perform('promote', { model: 'finder', version: 1 })).passed);
    const { metrics } = (
      (await made.perform('evaluate', { model: 'finder' })).document as unknown as Evaluation
    ).test;
    assert.equal(metrics['log_loss']?.high, Infinity);
  });

  it('measures and registers no other bytes than those that the run left', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    const { run } = await made.evaluated();
    const file = join(made.root, '.lifecycle/runs', run, 'artifacts/model.onnx');
    const left = await readFile(file);
    const other = Buffer.from(left).fill(left[99] === 0 ? 1 : 0, 99, 100);
    const reads = (await readsOf(made)).length;
    const changed = {
      code: 'failed',
      message: `The model file of run ${run} was changed after it was trained.`,
      remedy: { verb: 'train', args: ['finder'] },
    };
    await writeFile(file, other);
    assert.equal(
      (await made.perform('evaluate', { model: 'finder' })).kind,
      'skipped',
      'its figure is known',
    );
    await assert.rejects(made.perform('register', { model: 'finder' }), changed);
    await rm(join(made.root, '.lifecycle/runs', run, 'evaluation.json'));
    await assert.rejects(made.perform('evaluate', { model: 'finder' }), changed);
    assert.equal((await readsOf(made)).length, reads, 'no test row was read for it');
    assert.equal((await made.perform('train', { model: 'finder' })).kind, 'done', 'it is trained again');

    await rm(file);
    const gone = { message: /is gone\.$/, hint: /^Name another run/ };
    await assert.rejects(made.perform('evaluate', { model: 'finder', run }), gone);
  });

  it('takes back a figure of bytes that were changed while they were measured', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    await made.perform('collect', { names: ['people'] });
    await made.perform('prepare', { names: ['people'] });
    const { document } = await made.perform('train', { model: 'finder' });
    const { run } = document as { readonly run: string };
    const folder = join(made.root, '.lifecycle/runs', run);
    const swap = (message: string) => {
      if (message === 'Reading the test rows')
        copyFileSync(join(made.root, 'models/complex.onnx'), join(folder, 'artifacts/model.onnx'));
    };
    await assert.rejects(made.perform('evaluate', { model: 'finder' }, swap), { message: /was changed/ });
    await assert.rejects(readFile(join(folder, 'evaluation.json')), { code: 'ENOENT' });
  });

  it('takes "yes" of yes and no for positive, and asks where that cannot be told', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    assert.equal((await made.evaluated()).positive, 'yes');
    const people = drawPeople(800);
    const odd = await peopleProject({ people });
    const csv = join(odd.root, 'people.csv');
    await writeFile(csv, (await readFile(csv, 'utf8')).replaceAll(',yes\n', ',stays\n'));
    await assert.rejects(odd.evaluated(), { code: 'input', message: /not said which value of the target y/ });
    assert.deepEqual(await readsOf(odd), [], 'nothing was read for nothing');
  });

  it('knows by the key which rows belong together, as tuning does', async () => {
    const made = await peopleProject({ people: drawPeople(800, { visits: 4 }) });
    const { test, validation } = await made.evaluated();
    for (const figures of [test, validation]) assert.match(figures?.metrics['roc_auc']?.method ?? '', /BCa/);
    const project = await openProject(made.root);
    const rows = await openValidation(project, { dataset: 'people', task: 'classification' }, new AbortController().signal); // prettier-ignore
    assert.equal(new Set(rows?.groups).size, 50);
    const single = await peopleProject({ people: drawPeople(800) });
    assert.match((await single.evaluated()).test.metrics['roc_auc']?.method ?? '', /^DeLong/);
  });

  it('tells its warnings in the sentence that a person sees', async () => {
    const people = drawPeople(800).map((person, row) => (row === 700 ? { ...person, age: null } : person));
    const made = await peopleProject({ people });
    await made.evaluated();
    const { summary } = await made.perform('evaluate', { model: 'finder' });
    assert.match(summary, /The model gives no score for 1 of 200 rows; the figures leave them out\.$/);
  });
});
