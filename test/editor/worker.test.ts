// The window's worker as a process: asked, killed, asked again, cancelled, ended.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogOutputChannel } from 'vscode';
import type { LifecycleError } from '../../src/core/errors';
import { Worker } from '../../src/vscode/worker';
import { builtProgram } from '../builtProgram';

const never = new AbortController().signal;
const quiet = { warn: () => undefined, error: () => undefined } as unknown as LogOutputChannel;

describe('the worker of a window', () => {
  let folder: string;
  let file: string;
  let program: string;
  let worker: Worker;
  before(async () => {
    program = await builtProgram();
    folder = await mkdtemp(join(tmpdir(), 'window-worker-'));
    file = join(folder, 'rows.csv');
    await writeFile(file, `n,t\n${Array.from({ length: 3000 }, (_, n) => `${n},t${n % 7}`).join('\n')}\n`);
  });
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => {
    worker = new Worker(program, quiet);
  });
  afterEach(() => worker.dispose());
  const page = (signal = never) => worker.ask('rows', { files: [file], offset: 2998, limit: 5 }, signal);

  it('starts when it is asked, and answers', async () => {
    assert.deepEqual(children(), []);
    const { rows, total } = await page();
    assert.deepEqual(
      { rows, total },
      {
        rows: [
          [2998, 't2'],
          [2999, 't3'],
        ],
        total: 3000,
      },
    );
    assert.equal(children().length, 1);
  });

  it('refuses with a message for a person', async () => {
    await assert.rejects(worker.ask('profile', { files: [join(folder, 'none.csv')] }, never), {
      kind: 'LifecycleError',
      code: 'input',
    });
  });

  it('refuses a file with each of its wrong lines', async () => {
    const wrong = join(folder, 'wrong.csv');
    await writeFile(wrong, 'a,b\n1,2\n1,2,3\n1,2\n1,2,3,4\n');
    await assert.rejects(
      worker.ask('profile', { files: [wrong] }, never),
      (error: LifecycleError) => error.problems.map(({ line }) => line).join() === '3,5',
    );
  });

  it('that is killed says so, and is there again for the next question', async () => {
    await page();
    const waiting = assert.rejects(page(), { code: 'unavailable' });
    for (const pid of children()) process.kill(pid, 'SIGKILL');
    await waiting;
    assert.equal((await page()).total, 3000);
  });

  it('forgets a question that is cancelled, and answers the next', async () => {
    const gone = new AbortController();
    const asked = page(gone.signal);
    gone.abort();
    await assert.rejects(asked, { code: 'cancelled' });
    assert.equal((await page()).total, 3000);
  });

  it('ends with its window', async () => {
    await page();
    const [pid] = children();
    assert.ok(pid);
    worker.dispose();
    await gone(pid);
    await assert.rejects(page(), { code: 'cancelled' });
  });
});

function children(): number[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return processes
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => Number(match?.[2]) === process.pid && match?.[3]?.includes('serve --stdio'))
    .map((match) => Number(match?.[1]));
}

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
