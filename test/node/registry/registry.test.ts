import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, open, readdir, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { projectPaths, type ProjectPaths } from '../../../src/node/paths';
import { readRegistry } from '../../../src/node/registry/read';
import { writeEvent, writeVersion } from '../../../src/node/registry/write';
import { decision, exampleVersion } from '../../core/registry/example';

describe('the registry on disk', () => {
  let paths: ProjectPaths;
  beforeEach(async () => {
    paths = projectPaths(await mkdtemp(join(tmpdir(), 'registry-')));
  });
  afterEach(() => rm(paths.root, { recursive: true, force: true }));

  it('reads back what was written', async () => {
    const version = exampleVersion();
    const event = decision({
      kind: 'aliased',
      alias: 'champion',
      version: 1,
      gates: [{ gate: 'goal', passed: true, reason: 'It is.' }],
    });
    await writeVersion(paths, version, '# uptake');
    const file = await writeEvent(paths, 'uptake', event);
    const { state, problems } = await readRegistry(paths, 'uptake');
    assert.deepEqual(problems, []);
    assert.deepEqual(state.versions, [version]);
    assert.deepEqual(state.events, [{ file, event }]);
    assert.deepEqual(state.aliases, { champion: 1 });
  });

  it("keeps a version through a loss of power: its folder's name is on the disk when it is written", async () => {
    const handle = await open(paths.root, 'r');
    const synced: number[] = [];
    const sync = mock.method(
      Object.getPrototypeOf(handle) as FileHandle,
      'sync',
      async function (this: FileHandle) {
        const isNamed = existsSync(paths.registry('uptake', '1'));
        if (isNamed) synced.push((await this.stat()).ino);
        return this.datasync();
      },
    );
    await handle.close();
    try {
      await writeVersion(paths, exampleVersion(), '# uptake');
    } finally {
      sync.mock.restore();
    }
    assert.deepEqual(synced, [(await stat(paths.registry('uptake'))).ino]);
  });

  it('refuses a number that is taken and leaves nothing behind', async () => {
    await writeVersion(paths, exampleVersion(), '# one');
    await assert.rejects(
      writeVersion(paths, exampleVersion({ by: 'eve@example.org' }), '# two'),
      /registered by someone else/,
    );
    assert.deepEqual(await readdir(paths.registry('uptake')), ['1']);
    assert.equal((await readRegistry(paths, 'uptake')).state.versions[0]?.by, 'ana@example.org');
  });

  it('is empty where there is none', async () => {
    assert.deepEqual((await readRegistry(paths, 'uptake')).state.versions, []);
  });

  const damaged: [string, string, RegExp][] = [
    ['garbage', '{{{', /cannot be read/],
    ['an empty file', '', /^cannot be read, as it is torn or was edited: it has no fields\.$/],
    ['nothing but zeros', '\0\0\0\0', /: it has no fields\.$/],
    ['a newer schema', 'schema: 2\nkind: approved', /newer version of Model Lifecycle/],
    [
      'a missing member',
      'schema: 1\nkind: approved\nat: "2009"\nby: a@b',
      /: its "version" is missing or not what it should be\.$/,
    ],
    [
      'an unknown kind',
      'schema: 1\nkind: bribed\nat: "2009"\nby: a@b\nversion: 1',
      /: its "kind" is missing or not what it should be\.$/,
    ],
  ];
  for (const [what, text, message] of damaged)
    it(`names the file that holds ${what} and keeps the rest`, async () => {
      await writeVersion(paths, exampleVersion(), '');
      await mkdir(paths.registry('uptake', 'events'), { recursive: true });
      await writeFile(paths.registry('uptake', 'events', 'x.yaml'), text);
      const { state, problems } = await readRegistry(paths, 'uptake');
      assert.equal(state.versions.length, 1);
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? '', message);
      assert.equal(problems[0]?.file, join('.lifecycle', 'registry', 'uptake', 'events', 'x.yaml'));
    });
});
