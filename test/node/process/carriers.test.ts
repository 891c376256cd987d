import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { identityOf, isAlive } from '../../../src/node/process/identity';
import { findInPs, endCarriers } from '../../../src/node/process/carriers';

const hasPs = spawnSync('ps', ['axeww', '-o', 'pid=,command=']).status === 0;

describe('a process that left its group', () => {
  const place = '/tmp/a place/runs/20261120T090000-aaaaaaaa/artifacts';
  const start = async (value: string) => {
    const args = ['-e', 'console.log("ready"); setInterval(() => {}, 1000)'];
    const env = { ...process.env, LIFECYCLE_OUT: value };
    const child = spawn(process.execPath, args, {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  };

  it('is known by its environment, and ended, and no other is', async () => {
    const [ours, other] = [await start(place), await start(`${place}2`)];
    try {
      if (hasPs) assert.deepEqual((await findInPs())(`LIFECYCLE_OUT=${place}`), [ours.pid]);
      await endCarriers('LIFECYCLE_OUT', place);
      assert.equal(identityOf(ours.pid ?? 0), undefined);
      const identity = identityOf(other.pid ?? 0);
      assert.ok(identity && isAlive(identity));
    } finally {
      ours.kill('SIGKILL');
      other.kill('SIGKILL');
    }
  });
});
