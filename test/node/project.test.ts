import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gatherFacts } from '../../src/node/catalog/gather';
import { clockAt } from '../../src/node/clock';
import { changeManifest } from '../../src/node/manifest/change';
import { ensureState, openProject } from '../../src/node/project';

describe('a project’s folder', () => {
  let outside: string;
  let root: string;
  beforeEach(async () => {
    outside = await mkdtemp(join(tmpdir(), 'project-'));
    root = join(outside, 'project');
    await mkdir(root);
  });
  afterEach(() => rm(outside, { recursive: true }));

  const manifests: readonly [string, (file: string) => unknown, RegExp][] = [
    ['a pipe', (file) => execFileSync('mkfifo', [file]), /no plain file/],
    ['a folder', (file) => mkdir(file), /no plain file/],
    [
      'a link out of it',
      async (file) => {
        await writeFile(join(outside, 'secret'), 'root:x:0:0');
        await symlink('../secret', file);
      },
      /link to a file outside/,
    ],
    ['a huge file', (file) => writeFile(file, '#'.repeat(5_000_000)), /has 5000000 bytes/],
  ];
  for (const [what, make, message] of manifests)
    it(`whose manifest is ${what} is told of it, without reading that`, async () => {
      await make(join(root, 'lifecycle.yaml'));
      const { problems, manifest } = await openProject(root);
      assert.equal(problems.length, 1);
      assert.deepEqual([problems[0]?.severity, problems[0]?.file], ['error', 'lifecycle.yaml']);
      assert.match(problems[0]?.message ?? '', message);
      assert.doesNotMatch(JSON.stringify(problems), /root:x/);
      assert.deepEqual(manifest, (await openProject(outside)).manifest);
      const facts = await gatherFacts(await openProject(root), clockAt());
      assert.deepEqual([facts.problems, facts.entries], [problems, []]);
      await assert.rejects(
        changeManifest(await openProject(root), (text) => text),
        /cannot be read/,
      );
    });

  it('may have a manifest that is a link inside of it', async () => {
    await writeFile(join(root, 'other.yaml'), 'lifecycle: 1\ndatasets: {a: a.csv}\n');
    await symlink('other.yaml', join(root, 'lifecycle.yaml'));
    const { problems, manifest } = await openProject(root);
    assert.deepEqual([problems, Object.keys(manifest.datasets ?? {})], [[], ['a']]);
  });

  for (const path of [
    '.lifecycle',
    '.lifecycle/runs',
    '.lifecycle/runs/20261120T090000-aaaaaaaa',
    '.lifecycle/store/sha256/0a',
    '.lifecycle/registry/uptake',
    '.lifecycle/registry/uptake/events',
    '.lifecycle/datasets/bank/0123456789abcdef',
    '.lifecycle/datasets/bank/0123456789abcdef/test-reads.jsonl',
    '.lifecycle/deployments/uptake/predictions',
    '.lifecycle/monitors/uptake/alerts.jsonl',
  ])
    it(`whose ${path} leads out of it is written nowhere`, async () => {
      await mkdir(join(outside, 'elsewhere'));
      await mkdir(dirname(join(root, path)), { recursive: true });
      await symlink(join(outside, 'elsewhere'), join(root, path));
      const project = await openProject(root);
      assert.match(project.problems[0]?.message ?? '', /is a link to a place outside/);
      await assert.rejects(ensureState(project), { code: 'input', message: /written elsewhere/ });
      assert.deepEqual(await readdir(join(outside, 'elsewhere')), []);
    });

  it('may have its state in another place of the same folder', async () => {
    await mkdir(join(root, 'large', 'store'), { recursive: true });
    await mkdir(join(root, '.lifecycle'));
    await symlink('../large/store', join(root, '.lifecycle', 'store'));
    assert.deepEqual((await openProject(root)).problems, []);
  });
});
