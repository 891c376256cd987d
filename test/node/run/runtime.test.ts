// Which kept programs go when another is kept.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readdir, rm, stat, utimes, writeFile, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { mock } from 'node:test';
import { keepRuntime, runtimeRoot } from '../../../src/node/run/runtime';
import { builtProgram } from '../../builtProgram';
import { useOwnDataHome } from '../../ownDataHome';

describe('keeping a program', () => {
  useOwnDataHome();
  before(builtProgram);

  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

  const put = async (name: string, { days, usedOn }: { days: number; usedOn: Record<string, number> }) => {
    const folder = join(runtimeRoot(), name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'cli.js'), 'console.log("lives"); setInterval(() => {}, 1000);');
    for (const [host, used] of Object.entries(usedOn)) {
      await writeFile(join(folder, `used-on-${host}`), '');
      await utimes(join(folder, `used-on-${host}`), daysAgo(used), daysAgo(used));
    }
    await utimes(folder, daysAgo(days), daysAgo(days));
    return folder;
  };

  it('removes those that were not used for a month, nor for a year by another name of the machine, and none that a process lives from', async () => {
    const own = hostname();
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(32));
    const [old = '', young = '', back = '', elsewhere = '', living = '', renamed = ''] = names;
    await put(old, { days: 40, usedOn: { [own]: 35 } });
    await put(`${old}.1-ab.tmp`, { days: 40, usedOn: {} });
    await put(young, { days: 20, usedOn: {} });
    await put(back, { days: 40, usedOn: { [own]: 20 } });
    await put(elsewhere, { days: 40, usedOn: { [own]: 35, 'another-machine': 35 } });
    await put(renamed, { days: 500, usedOn: { [own]: 35, 'macbook.fritz.box': 400 } });
    await put('of-a-person', { days: 40, usedOn: {} });
    const folder = await put(living, { days: 40, usedOn: { [own]: 35 } });
    const child = spawn(process.execPath, [join(folder, 'cli.js')], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await once(child.stdout, 'data');
      const kept = basename(dirname(await keepRuntime()));
      const left = (await readdir(runtimeRoot())).filter((name) => name !== 'digests.json');
      assert.deepEqual(left.sort(), [young, back, elsewhere, living, kept, 'of-a-person'].sort());
    } finally {
      child.kill();
    }
  });

  it('keeps it through a loss of power: its files are on the disk before it has its name', async () => {
    await rm(runtimeRoot(), { recursive: true, force: true });
    const before = await open(import.meta.filename, 'r');
    const synced = new Set<number>();
    const sync = mock.method(
      Object.getPrototypeOf(before) as FileHandle,
      'sync',
      async function (this: FileHandle) {
        synced.add((await this.stat()).ino);
        return this.datasync();
      },
    );
    await before.close();
    try {
      const kept = await keepRuntime();
      for (const path of [kept, join(dirname(kept), 'model.js'), dirname(kept), runtimeRoot()])
        assert.ok(synced.has((await stat(path)).ino), path);
    } finally {
      sync.mock.restore();
    }
  });

  it('counts each time that it is asked for as a use of it', async () => {
    const mark = join(dirname(await keepRuntime()), `used-on-${hostname()}`);
    await utimes(mark, daysAgo(29), daysAgo(29));
    await keepRuntime();
    assert.ok((await stat(mark)).mtime > daysAgo(1));
  });
});
