// Files written whole or not at all, on a disk that takes no byte.
import assert from 'node:assert/strict';
import { mkdtemp, open, readdir, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { writeAtomic, writeNew } from '../../../src/node/files/atomic';
import { tryLock } from '../../../src/node/files/lock';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

describe('a disk that is full', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'full-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Files are made there, as on a disk that is full, and hold nothing. */
  async function onFullDisk(write: () => Promise<unknown>): Promise<void> {
    const handle = await open(folder, 'r');
    const refusing = mock.method(Object.getPrototypeOf(handle) as FileHandle, 'writeFile', () =>
      Promise.reject(full),
    );
    await handle.close();
    try {
      await assert.rejects(write(), full);
      assert.equal(refusing.mock.callCount(), 1);
    } finally {
      refusing.mock.restore();
    }
  }

  for (const [what, write] of [
    ['a file', writeAtomic],
    ['a new file', writeNew],
    ['a lock', tryLock],
  ] as const)
    it(`leaves nothing of ${what} behind`, async () => {
      await onFullDisk(() => write(join(folder, 'a.json'), '{}'));
      assert.deepEqual(await readdir(folder), []);
    });

  it('leaves what was there', async () => {
    await writeFile(join(folder, 'a.json'), 'old');
    await onFullDisk(() => writeAtomic(join(folder, 'a.json'), 'new'));
    assert.deepEqual(await readdir(folder), ['a.json']);
    assert.equal(await readFile(join(folder, 'a.json'), 'utf8'), 'old');
  });
});
