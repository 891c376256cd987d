import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  mkdtemp,
  mkdir,
  open,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
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

  it('takes away what a kill left of an earlier version, and nothing that may still be written', async () => {
    const left = paths.registry('uptake', '.new-killed');
    const now = paths.registry('uptake', '.new-atwork');
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'version.yaml'), 'half');
    await mkdir(now);
    await utimes(left, new Date('2026-01-01'), new Date('2026-01-01'));
    await writeVersion(paths, exampleVersion(), '# uptake');
    assert.deepEqual((await readdir(paths.registry('uptake'))).sort(), ['.new-atwork', '1']);
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
  it('takes a decision that moved an alias past a gate for damaged', async () => {
    const gates = [{ gate: 'goal', passed: false, reason: 'Missed.' }] as const;
    await writeVersion(paths, exampleVersion(), '');
    await writeEvent(paths, 'uptake', decision({ kind: 'refused', alias: 'champion', version: 1, gates }));
    await writeEvent(paths, 'uptake', decision({ kind: 'aliased', alias: 'champion', version: 1, gates }));
    const { state, problems } = await readRegistry(paths, 'uptake');
    assert.deepEqual(state.aliases, {});
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        'cannot be read, as it is torn or was edited: its "gates.0.passed" is missing or not what it should be.',
      ],
    );
  });

  it('tells a version that was edited since it was registered, and how to have it back', async () => {
    await writeVersion(paths, exampleVersion(), '');
    const file = paths.registry('uptake', '1', 'version.yaml');
    const text = await readFile(file, 'utf8');
    const folder = join('.lifecycle', 'registry', 'uptake', '1');
    await writeFile(file, text.replaceAll('\n', '\r\n'));
    assert.deepEqual((await readRegistry(paths, 'uptake')).problems, []);
    await writeFile(file, text.replace('value: 0.687', 'value: 0.999'));
    const { state, problems } = await readRegistry(paths, 'uptake');
    assert.deepEqual(state.versions, []);
    assert.deepEqual(problems, [
      {
        severity: 'error',
        file: join(folder, 'version.yaml'),
        message: 'was edited: its digest is not the one that version.sha256 beside it has.',
        hint: `Restore it: git checkout -- ${folder} (where the edit was committed, git checkout COMMIT -- ${folder} with the commit that registered it).`,
      },
    ]);
    await writeFile(file, text);
    execFileSync('sha256sum', ['-c', 'version.sha256'], { cwd: paths.registry('uptake', '1') });
  });

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
