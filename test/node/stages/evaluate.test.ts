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

  /** What is written in lifecycle.yaml, changed. */
  const rewrite = async ({ root }: PeopleProject, ...changes: readonly (readonly [string, string])[]) => {
    const file = join(root, 'lifecycle.yaml');
    let text = await readFile(file, 'utf8');
    for (const [before, now] of changes) {
      assert.ok(text.includes(before), before);
      text = text.replace(before, now);
    }
    await writeFile(file, text);
  };
  const value = { tp: 60, fp: -12, capacity: '20%' };
  const asked = { model: 'finder' };
  const behind = {
    message: /was measured by other settings or rules/,
    remedy: { verb: 'evaluate', args: ['finder'] },
  };

  for (const [what, before, now, told] of [
    ['the metric', 'metric: roc_auc', 'metric: accuracy', ({ metric }: Evaluation) => metric],
    [
      'what calls are worth',
      'target: ">= 0.6"',
      `target: ">= 0.6"\n    value: ${JSON.stringify(value)}`,
      (one: Evaluation) => one.value?.policy,
    ],
    [
      'the slices',
      'params:',
      'evaluate: {slices: [job]}\n    params:',
      ({ slices }: Evaluation) => slices[0]?.column,
    ],
    ['the key', 'key: customer', 'key: age', ({ test }: Evaluation) => test.metrics['roc_auc']?.method],
  ] as const)
    it(`measures anew what was measured before lifecycle.yaml changed ${what}, and lets nothing else be registered`, async () => {
      const made = await peopleProject({ people: drawPeople(800) });
      const first = await made.evaluated();
      await rewrite(made, [before, now]);
      assert.equal((await made.perform('train', asked)).kind, 'skipped');
      await assert.rejects(made.perform('register', asked), behind);
      const again = await made.perform('evaluate', asked);
      const second = again.document as unknown as Evaluation;
      assert.deepEqual([again.kind, second.run, second.testReads], ['done', first.run, 2]);
      assert.notEqual(told(second), told(first));
      assert.equal((await made.perform('evaluate', asked)).kind, 'skipped');
      assert.equal((await made.perform('register', asked)).kind, 'done');
    });

  it('measures anew what it cannot tell by what it was measured, and is not asked to by the goal alone', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    const { run } = await made.evaluated();
    const file = join(made.root, '.lifecycle/runs', run, 'evaluation.json');
    const { key, ...older } = JSON.parse(await readFile(file, 'utf8')) as Evaluation;
    await writeFile(file, JSON.stringify(older));
    await assert.rejects(made.perform('register', asked), behind);
    const again = await made.perform('evaluate', asked);
    const { key: known, testReads } = again.document as unknown as Evaluation;
    assert.deepEqual([again.kind, known, testReads], ['done', key, 2]);
    await rewrite(made, ['>= 0.6', '>= 0.99']);
    const judged = await made.perform('evaluate', asked);
    assert.deepEqual([judged.kind, judged.passed], ['skipped', false]);
    assert.match(judged.summary, /misses the goal >= 0.99/);
  });

  for (const [what, change, aim] of [
    ['positive class', ['target: y', 'target: y\n    positive: "no"'], { target: 'y', positive: 'no' }],
    ['target', ['target: y', 'target: job\n    positive: student'], { target: 'job', positive: 'student' }],
  ] as const)
    it(`neither measures nor registers a model that was trained for another ${what}, which is trained anew`, async () => {
      const made = await peopleProject({ people: drawPeople(800) });
      const { run } = await made.evaluated();
      await rewrite(made, change);
      await made.perform('prepare', {});
      const other = {
        message: `Run ${run} of finder answers another question: its ${what} has changed since it was trained.`,
        remedy: { verb: 'train', args: ['finder'] },
      };
      await assert.rejects(made.perform('evaluate', asked), other);
      await assert.rejects(made.perform('register', asked), behind);
      assert.equal((await readsOf(made)).length, 1);
      assert.equal((await made.perform('train', asked)).kind, 'done');
      const { target, positive } = (await made.perform('evaluate', asked)).document as unknown as Evaluation;
      assert.deepEqual({ target, positive }, aim);
      await made.perform('register', asked);
      const [version] = (await readRegistry((await openProject(made.root)).paths, 'finder')).state.versions;
      assert.deepEqual({ target: version?.target, positive: version?.positive }, aim);
    });

  it('takes a positive class that is written down for the usual one that it was', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    await made.evaluated();
    await rewrite(made, ['target: y', 'target: y\n    positive: "yes"']);
    for (const stage of ['train', 'evaluate'] as const)
      assert.equal((await made.perform(stage, asked)).kind, 'skipped');
  });

  it('tells that a version keeps its threshold where the one of now is another', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    await made.evaluated();
    await made.perform('register', asked);
    await rewrite(made, ['target: ">= 0.6"', `target: ">= 0.6"\n    value: ${JSON.stringify(value)}`]);
    await made.perform('evaluate', asked);
    const { kind, summary } = await made.perform('register', asked);
    assert.equal(kind, 'skipped');
    assert.match(
      summary,
      /was registered before from run \S+ It keeps the threshold that it was registered with, 0\.\d+: to have the one of now, 0\.\d+, train/,
    );
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
