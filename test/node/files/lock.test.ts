import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { tryLock } from '../../../src/node/files/lock';
import { withLock } from '../../../src/node/files/withLock';
import { identityOf } from '../../../src/node/process/identity';

describe('a lock', () => {
  let file: string;
  beforeEach(async () => {
    file = join(await mkdtemp(join(tmpdir(), 'lock-')), 'locks', 'uptake.json');
  });

  it('is held by one, and the other is told by whom', async () => {
    const first = await tryLock(file, 'run-1');
    const second = await tryLock(file, 'run-2');
    assert.equal(first.kind, 'held');
    assert(second.kind === 'taken');
    assert.equal(second.holder.purpose, 'run-1');
    assert.equal(second.holder.process.pid, process.pid);
  });

  it('is free again after its release, and nothing is left beside it', async () => {
    const first = await tryLock(file, 'run-1');
    assert(first.kind === 'held');
    await first.release();
    assert.deepEqual(await readdir(join(file, '..')), []);
    const second = await tryLock(file, 'run-2');
    assert.equal(second.kind, 'held');
  });

  it('is taken over from a dead process, once, however many try', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const dead = identityOf(child.pid ?? 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await tryLock(file, 'run-1');
    const held = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...held, process: dead }));
    const attempts = await Promise.all(Array.from({ length: 8 }, (_, n) => tryLock(file, `run-${n + 2}`)));
    const winners = attempts.filter((attempt) => attempt.kind === 'held');
    assert.equal(winners.length, 1);
    assert(winners[0]?.kind === 'held');
    assert.equal(winners[0].previous?.purpose, 'run-1');
  });

  for (const [what, text] of [
    ['empty', ''],
    ['torn', '{"process": {"host"'],
    ['nothing', 'null'],
    ['without a time', JSON.stringify({ process: identityOf(process.pid), purpose: 'run-1', nonce: '1' })],
  ] as const)
    it(`that is not whole is taken over, and released again: ${what}`, async () => {
      const first = await tryLock(file, 'run-1');
      assert(first.kind === 'held');
      await writeFile(file, text);
      await first.release();
      const second = await tryLock(file, 'run-2');
      assert(second.kind === 'held');
      assert.equal(second.previous, undefined);
      assert.equal((await tryLock(file, 'run-3')).kind, 'taken');
      await second.release();
      assert.deepEqual(await readdir(join(file, '..')), []);
    });

  it('of another host is never taken over', async () => {
    await tryLock(file, 'run-1');
    const held = JSON.parse(await readFile(file, 'utf8')) as { process: object };
    await writeFile(file, JSON.stringify({ ...held, process: { ...held.process, host: 'elsewhere' } }));
    assert.equal((await tryLock(file, 'run-2')).kind, 'taken');
  });

  it('of another host is waited for while it is new, and told of at once when it is old', async () => {
    await tryLock(file, 'run-1');
    const held = JSON.parse(await readFile(file, 'utf8')) as { process: object };
    const write = (at: string) =>
      writeFile(file, JSON.stringify({ ...held, process: { ...held.process, host: 'elsewhere' }, at }));
    const waiting = new AbortController();
    const told: string[] = [];
    const onWait = (message: string) => {
      told.push(message);
      waiting.abort();
    };
    const wait = () =>
      withLock({ file, purpose: 'run-2', work: 'preparation of bank' }, () => Promise.resolve(), {
        onWait,
        signal: waiting.signal,
      });
    await write('2026-11-24T22:40:00.000Z');
    await assert.rejects(
      wait(),
      /^LifecycleError: Another preparation of bank is under way, by process \d+ on elsewhere, since/,
    );
    await write(new Date().toISOString());
    await assert.rejects(wait(), { code: 'cancelled' });
    assert.deepEqual(told, ['Waiting for another preparation of bank']);
  });

  it('of a living process of this machine is waited for, however long it has held it', async () => {
    await tryLock(file, 'run-1');
    const held = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...held, at: '2026-11-24T22:40:00.000Z' }));
    const waiting = new AbortController();
    const wait = withLock({ file, purpose: 'run-2', work: 'preparation of bank' }, () => Promise.resolve(), {
      onWait: () => waiting.abort(),
      signal: waiting.signal,
    });
    await assert.rejects(wait, { code: 'cancelled' });
  });

  for (const [clock, ahead] of [
    ['goes as ours', 0],
    ['is ahead', 3_600_000],
  ] as const)
    it(`of another host, whose clock ${clock}, is waited for 20 seconds`, async () => {
      await tryLock(file, 'run-1');
      const held = JSON.parse(await readFile(file, 'utf8')) as { process: object };
      const now = Date.now();
      const at = new Date(now + ahead).toISOString();
      await writeFile(file, JSON.stringify({ ...held, process: { ...held.process, host: 'elsewhere' }, at }));
      for (const [seconds, limit, code] of [
        [19, 200, 'cancelled'],
        [20, 5000, 'unavailable'],
      ] as const) {
        const clock = mock.method(Date, 'now', () => now);
        const wait = withLock(
          { file, purpose: 'run-2', work: 'preparation of bank' },
          () => Promise.resolve(),
          {
            onWait: () => clock.mock.mockImplementation(() => now + seconds * 1000),
            signal: AbortSignal.timeout(limit),
          },
        );
        await assert.rejects(wait, { code }).finally(() => clock.mock.restore());
      }
    });

  it('of this machine is waited for however old it is, as its end can be seen', async () => {
    const first = await tryLock(file, 'run-1');
    assert(first.kind === 'held');
    const held = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...held, at: '2026-01-01T00:00:00.000Z' }));
    const waited = withLock(
      { file, purpose: 'run-2', work: 'preparation of bank' },
      () => Promise.resolve('done'),
      { onWait: () => void first.release() },
    );
    assert.equal(await waited, 'done');
  });

  it('of another is not released by who lost it', async () => {
    const first = await tryLock(file, 'run-1');
    assert(first.kind === 'held');
    await first.release();
    const second = await tryLock(file, 'run-2');
    await first.release();
    assert.equal(second.kind, 'held');
    assert.equal((await tryLock(file, 'run-3')).kind, 'taken');
  });
});
