// That a model which never ends can be ended, by whoever asked and by that one's own end, and that nothing is left running.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { capture } from '../../../src/node/process/capture';
import { openModel } from '../../../src/node/onnx/session';
import { endModelProcesses, exists, modelProcessesOf, until } from './modelProcesses';

const root = join(__dirname, '../../..');
const endless = join(root, 'test/fixtures/onnx/endless.onnx');

describe('the process that a model runs in', () => {
  it('is ended by an abort whatever the model does, and the model answers again', async () => {
    const model = await openModel(endless);
    const [pid = 0] = await modelProcessesOf(process.pid);
    for (const _time of ['first', 'second']) {
      const ended = AbortSignal.timeout(300);
      const began = performance.now();
      await assert.rejects(model.predict([{ age: 1 }], ended), { name: 'TimeoutError' });
      assert.ok(performance.now() - began < 3_000);
    }
    assert.equal(exists(pid), false);
    await model.close();
  });

  it('is the same for one model after the other, and another for one beside it', async () => {
    const regression = join(root, 'test/fixtures/onnx/regression.onnx');
    const processes = () => modelProcessesOf(process.pid);
    const first = await openModel(regression);
    const before = await processes();
    await first.close();
    const [second, third] = [await openModel(regression), await openModel(regression)];
    assert.deepEqual((await processes()).slice(0, before.length), before);
    assert.equal((await processes()).length, before.length + 1);
    assert.equal((await third.predict([{ age: 1 }])).rows, 1);
    await Promise.all([second.close(), third.close()]);
  });

  it('is told as what went wrong where something else ends it', async () => {
    const model = await openModel(endless);
    const predicting = model.predict([{ age: 1 }]);
    for (const pid of await modelProcessesOf(process.pid)) process.kill(pid, 'SIGSEGV');
    await assert.rejects(predicting, {
      code: 'unavailable',
      message: `${endless} could not be run on 1 row: ONNX Runtime ended without a word (SIGSEGV).`,
    });
    await model.close();
  });

  it('that dies while it reads a file fails for the file, unless that was read before', async () => {
    const regression = join(root, 'test/fixtures/onnx/regression.onnx');
    await endModelProcesses();
    /** Reads by a process that waits, and dies over it. */
    const dyingOver = async (read: () => Promise<unknown>) => {
      await (await openModel(regression)).close();
      const pids = await modelProcessesOf(process.pid);
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      const reading = assert.rejects(read(), ({ code }: { code?: unknown }) => {
        codes.push(code);
        return true;
      });
      await sleep(50);
      await endModelProcesses();
      await reading;
    };
    const codes: unknown[] = [];
    await dyingOver(() => openModel(regression));
    const model = await openModel(regression);
    await endModelProcesses();
    await dyingOver(() => model.predict([{ age: 1 }]));
    assert.deepEqual(codes, ['failed', 'unavailable']);
    assert.equal((await model.predict([{ age: 1 }])).rows, 1);
    await model.close();
  });

  it('is told as what keeps it from being started where too many files are open, and is started later', async () => {
    const source = `
      const { openSync, closeSync } = require('node:fs');
      const { openModel } = require(${JSON.stringify(join(root, 'src/node/onnx/session.ts'))});
      const open = [];
      const opening = () => openModel(${JSON.stringify(endless)});
      const told = ({ code, message, hint }) => console.log([code, message, hint].join(' | '));
      try { for (;;) open.push(openSync('/dev/null')); } catch { /* no more can be opened */ }
      opening().catch(told).then(() => setTimeout(async () => {
        open.forEach((file) => closeSync(file));
        await (await opening()).close();
        console.log('opened');
      }, 100));
    `;
    const run = 'ulimit -n 200 && exec "$0" --import tsx -e "$1"';
    const printed = await capture('bash', ['-c', run, process.execPath, source], { cwd: root });
    assert.equal(
      printed,
      [
        `unavailable | ${process.execPath} cannot be started. | Too many files are open: close other programs, or raise the limit (ulimit -n), and try again.`,
        'opened\n',
      ].join('\n'),
    );
  });

  for (const [how, program, code] of [
    [
      'is ended by the death of the one that it runs for, in the middle of an endless model',
      'model.predict([{ age: 1 }]);',
      null,
    ],
    [
      'does not keep one that has finished from ending, nor outlives it',
      'model.close(); setTimeout(() => undefined, 1500);',
      0,
    ],
  ] as const)
    // prettier-ignore
    it(how, async () => {
      const source = `
        const { openModel } = require(${JSON.stringify(join(root, 'src/node/onnx/session.ts'))});
        openModel(${JSON.stringify(endless)}).then((model) => { ${program} console.log('opened'); });
      `;
      const child = spawn(process.execPath, ['--import', 'tsx', '-e', source], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      await once(child.stdout, 'data');
      const own = await modelProcessesOf(child.pid ?? 0);
      assert.equal(own.length, 1);
      if (code === null) {
        await sleep(200);
        child.kill('SIGKILL');
      }
      assert.equal((await exit)[0], code);
      await until(() => own.every((pid) => !exists(pid)));
    });
});
