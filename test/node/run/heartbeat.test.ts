// The heart of a run, beaten by the test itself.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeJson } from '../../../src/node/files/atomic';
import { ownIdentity } from '../../../src/node/process/identity';
import { runFiles, type StopRequest } from '../../../src/node/run/folder';
import { keepBeating, readHeartbeat } from '../../../src/node/run/heartbeat';

interface Beat {
  readonly once: () => void;
  /** Milliseconds. */
  readonly every: number;
}

describe('the heart of a run', () => {
  it('beats every two seconds, and tells once that somebody asks it to stop', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'heart-'));
    const asked: StopRequest[] = [];
    const beats: Beat[] = [];
    const timer = mock.method(globalThis, 'setInterval', (once: () => void, every: number) => {
      beats.push({ once, every });
      return undefined;
    });
    try {
      using _heart = keepBeating(folder, ownIdentity(), (request) => asked.push(request));
      const [beat] = beats;
      assert.equal(beat?.every, 2_000);
      await writeJson(runFiles(folder).stop, { by: 'ana', at: '2026-11-24T22:40:00.000Z' });
      for (let count = 1; count <= 3; count++) {
        await rm(runFiles(folder).heartbeat, { force: true });
        beat.once();
        await until(async () => asked.length === 1 && (await readHeartbeat(folder)) !== undefined);
      }
      assert.equal(asked[0]?.by, 'ana');
    } finally {
      timer.mock.restore();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await sleep(25);
  }
  assert.fail('The heart does not beat.');
}
