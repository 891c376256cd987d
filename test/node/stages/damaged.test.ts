// A file of ours that is torn: the remedy that the tree prints for it works, and stages that need nothing of it do not mind.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CurrentVersions } from '../../../src/core/dataset/version';
import type { Outcome } from '../../../src/core/run/run';
import { gatherFacts } from '../../../src/node/catalog/gather';
import { clockAt } from '../../../src/node/clock';
import { openProject } from '../../../src/node/project';
import { listRuns } from '../../../src/node/run/find';
import { check } from '../../../src/node/stages/check';
import { collect } from '../../../src/node/stages/collect';
import { prepare } from '../../../src/node/stages/prepare';
import { withProject, type TemporaryProject } from './temporaryProject';

const dataset = { source: 'calls.csv', path: 'data/calls.csv', target: 'answer' };
const rows = Array.from({ length: 50 }, (_, at) => `${at},${at % 3 ? 'no' : 'yes'}\n`).join('');

const verbs: Readonly<Record<string, (project: TemporaryProject) => Promise<Outcome>>> = {
  collect: (project) => project.perform(collect, { names: ['calls'] }),
  prepare: (project) => project.perform(prepare, { names: ['calls'] }),
  check: (project) => project.perform(check, { names: ['calls'] }),
};

const state = (root: string, ...parts: string[]) => join(root, '.lifecycle', 'datasets', 'calls', ...parts);
async function current(root: string, kind: 'collected' | 'prepared'): Promise<string> {
  const versions = JSON.parse(await readFile(state(root, 'current.json'), 'utf8')) as CurrentVersions;
  return (versions[kind] ?? '').replace('sha256:', '');
}

const files: Readonly<Record<string, (root: string) => Promise<string>>> = {
  'current.json': (root) => Promise.resolve(state(root, 'current.json')),
  'the collected version.json': async (root) => state(root, await current(root, 'collected'), 'version.json'),
  'the prepared version.json': async (root) => state(root, await current(root, 'prepared'), 'version.json'),
  'check.json': async (root) => state(root, await current(root, 'prepared'), 'check.json'),
};
const damages = { torn: '{"schema": 1, "kind', emptied: '', edited: '{"schema": 1, "collected": 5}\n' };

describe('a damaged file of a dataset', () => {
  for (const [what, fileOf] of Object.entries(files))
    for (const [how, text] of Object.entries(damages))
      it(`is mended by what is printed for it: ${what}, ${how}`, () =>
        withProject(async (project) => {
          const { root } = project;
          await project.write({ 'calls.csv': `id,answer\n${rows}` });
          await project.declare({ calls: dataset });
          for (const verb of Object.values(verbs)) await verb(project);
          const facts = async () => gatherFacts(await openProject(root), clockAt());
          const before = await facts();
          await writeFile(await fileOf(root), text);
          const [broken] = (await facts()).broken;
          const verb = /^Run "lifecycle (\w+) calls" again\.$/.exec(broken?.hint ?? '')?.[1] ?? '';
          const remedy = verbs[verb] ?? assert.fail(`No remedy for ${what}: ${broken?.hint}`);
          const outcome = await remedy(project);
          assert.equal(outcome.kind, 'done');
          assert.deepEqual((await facts()).broken, []);
          for (const [, next] of Object.entries(verbs)) await next(project);
          const { datasets } = await facts();
          assert.equal(datasets[0]?.prepared?.fingerprint, before.datasets[0]?.prepared?.fingerprint);
          assert.equal(datasets[0]?.isCheckCurrent, true);
        }));

  it('of a newer version is not replaced', () =>
    withProject(async (project) => {
      await project.write({ 'calls.csv': `id,answer\n${rows}` });
      await project.declare({ calls: dataset });
      await project.perform(collect, {});
      const file = state(project.root, 'current.json');
      await writeFile(file, '{"schema": 2}');
      await assert.rejects(project.perform(collect, {}), {
        code: 'unavailable',
        message: 'current.json was written by a newer version (schema 2).',
        hint: 'Update Model Lifecycle.',
      });
      assert.equal(await readFile(file, 'utf8'), '{"schema": 2}');
    }));
});

describe('a damaged file of a run', () => {
  for (const [file, text] of [
    ['run.json', '{"schema": 1, "id'],
    ['run.json', 'null'],
    ['heartbeat.json', '{"process'],
  ] as const)
    it(`hides no other run and stops no stage: ${file} that is ${text}`, () =>
      withProject(async (project) => {
        const { root } = project;
        const run = { schema: 1, stage: 'train', name: 'm', request: {}, at: '2026-11-20T09:00:00.000Z' };
        const [first, second] = ['20261120T090000-aaaaaaaa', '20261120T090000-bbbbbbbb'];
        await project.write({
          [`.lifecycle/runs/${first}/run.json`]: JSON.stringify({ ...run, id: first }),
          [`.lifecycle/runs/${second}/run.json`]: JSON.stringify({ ...run, id: second }),
          [`.lifecycle/runs/${second}/${file}`]: text,
        });
        const found = await listRuns(await openProject(root));
        assert.ok(found.some(({ record }) => record.id === first));
      }));
});
