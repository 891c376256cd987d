// A file of ours that is torn: the remedy that the tree prints for it works, and stages that need nothing of it do not mind.
import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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
import { requireDeployed } from '../../../src/node/deploy/folder';
import { judgeMonitor } from '../../../src/node/monitor/judgeMonitor';
import { readRegistry } from '../../../src/node/registry/read';
import { findVersion } from '../../../src/node/registry/versionOf';
import { callsOf, livedProject } from '../monitor/livedProject';
import { withProject, type TemporaryProject } from './temporaryProject';
import { remedy } from '../../../src/core/remedy';

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
          assert.deepEqual(broken?.remedy?.args, ['calls']);
          const mend = verbs[broken.remedy.verb] ?? assert.fail(`No remedy for ${what}`);
          const outcome = await mend(project);
          assert.equal(outcome.kind, 'done');
          assert.deepEqual((await facts()).broken, []);
          for (const [, next] of Object.entries(verbs)) await next(project);
          const { datasets } = await facts();
          assert.equal(datasets[0]?.prepared?.fingerprint, before.datasets[0]?.prepared?.fingerprint);
          assert.equal(datasets[0]?.checkStanding, 'current');
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
    ['run.json', 'folder'],
    ['events.jsonl', 'folder'],
    ['heartbeat.json', '{"process'],
    ['heartbeat.json', 'folder'],
  ] as const)
    it(`hides no other run and stops no stage: ${file} that is ${text}`, () =>
      withProject(async (project) => {
        const { root } = project;
        const run = { schema: 1, stage: 'train', name: 'm', request: {}, at: '2026-11-20T09:00:00.000Z' };
        const [first, second] = ['20261120T090000-aaaaaaaa', '20261120T090000-bbbbbbbb'];
        await project.write({
          [`.lifecycle/runs/${first}/run.json`]: JSON.stringify({ ...run, id: first }),
          [`.lifecycle/runs/${second}/run.json`]: JSON.stringify({ ...run, id: second }),
        });
        const place = `.lifecycle/runs/${second}/${file}`;
        await rm(join(root, place), { force: true });
        await project.write({ [text === 'folder' ? `${place}/x` : place]: text });
        const found = await listRuns(await openProject(root));
        assert.ok(found.some(({ record }) => record.id === first));
        const { broken, runs } = await gatherFacts(await openProject(root), clockAt());
        assert.ok(runs.some(({ record }) => record.id === first));
        if (text === 'folder') {
          assert.match(
            `${broken[0]?.file} ${broken[0]?.reason}`,
            new RegExp(`${second}.*${file} is a folder`),
          );
          assert.equal(broken[0]?.hint, 'Move it away and try again.');
        }
      }));

  it('hides nothing else where the folder of all runs cannot be read', () =>
    withProject(async (project) => {
      await project.write({ 'calls.csv': `id,answer\n${rows}` });
      await project.declare({ calls: dataset });
      await project.perform(collect, {});
      await symlink('runs', join(project.root, '.lifecycle', 'runs'));
      const { broken, datasets } = await gatherFacts(await openProject(project.root), clockAt());
      assert.deepEqual(
        broken.map(({ section, file, reason }) => [section, file, reason]),
        [['runs', '.lifecycle/runs', '.lifecycle/runs is a link that leads to itself']],
      );
      assert.ok(datasets[0]?.collected);
    }));
});

describe('a damaged file of what is served', () => {
  const signal = new AbortController().signal;

  for (const file of ['windows.jsonl', 'alerts.jsonl'])
    it(`is mended by what is printed for it: ${file}`, async () => {
      const lived = await livedProject();
      const { project } = lived;
      const calls = callsOf({ month: '2009-07', count: 400, seed: 3, firstId: 1, turned: true });
      await lived.answer(calls);
      await lived.label('2009-07', calls);
      const judge = () => judgeMonitor({ project, name: 'local', asOf: '2009-09-01T00:00:00.000Z' }, signal);
      const before = await judge();
      const facts = () => gatherFacts(project, clockAt());
      const { monitors } = await facts();
      assert.ok(monitors[0]?.alerts.length);
      await appendFile(project.paths.monitors('local', file), 'torn\n{"schema": 2}\n');
      await writeFile(
        project.paths.monitors('local', file),
        `torn\n${await readFile(project.paths.monitors('local', file), 'utf8')}`.replace('"schema":1', '"s'),
      );
      const [broken] = (await facts()).broken;
      assert.deepEqual([broken?.section, broken?.name], ['monitors', 'local']);
      assert.deepEqual(broken?.remedy, remedy('monitor', 'local'));
      const { windows } = await judge();
      assert.deepEqual(windows, before.windows);
      const after = await facts();
      const alerts = (of: typeof after) => of.monitors[0]?.alerts.map(({ alert }) => alert).sort();
      assert.deepEqual(alerts(after), monitors[0]?.alerts.map(({ alert }) => alert).sort());
      assert.match(after.broken.map(({ hint }) => hint).join(), /^Update Model Lifecycle\.$/);
    });

  it('is told by each verb that needs it, with what mends it: state.json', async () => {
    const { project } = await livedProject();
    const file = project.paths.deployments('local', 'state.json');
    await mkdir(file, { recursive: true });
    const [broken] = (await gatherFacts(project, clockAt())).broken;
    assert.equal(broken?.hint, 'Move it away and try again.');
    await assert.rejects(requireDeployed(project.paths, 'local'), {
      code: 'unavailable',
      message: `${file} is a folder, where a file is needed.`,
    });
    await rm(file, { recursive: true });
    await writeFile(file, '{"schema": 1');
    await assert.rejects(requireDeployed(project.paths, 'local'), {
      code: 'unavailable',
      remedy: remedy('deploy', 'local'),
    });
    await rm(file);
    await assert.rejects(requireDeployed(project.paths, 'local'), {
      code: 'input',
      message: /never deployed/,
    });
  });

  it('leaves its number taken and is named wherever it is asked for: version.yaml', async () => {
    const { project } = await livedProject();
    await writeFile(project.paths.registry('uptake', '1', 'version.yaml'), 'schema: "1');
    const { next, problems } = await readRegistry(project.paths, 'uptake');
    assert.equal(next, 2);
    await assert.rejects(findVersion(project.paths, 'uptake@1'), { code: 'input', problems });
  });

  it('is told beside its model: candidates', async () => {
    const { project } = await livedProject();
    await mkdir(project.paths.candidates());
    await writeFile(project.paths.candidates('uptake.json'), '');
    const [broken] = (await gatherFacts(project, clockAt())).broken;
    assert.deepEqual([broken?.section, broken?.name], ['models', 'uptake']);
    assert.deepEqual(broken?.remedy, remedy('train', 'uptake'));
  });
});
