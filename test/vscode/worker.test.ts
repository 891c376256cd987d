// The window's worker without a window: how its process is started, and what a question hears when it ends.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '../../src/vscode/worker';
import { builtProgram } from '../builtProgram';

const never = new AbortController().signal;

describe('the worker', () => {
  let folder: string;
  const said: string[] = [];
  const note = (text: string | Error) => void said.push(String(text));
  const workers: Worker[] = [];
  const worker = (program: string) => {
    const made = new Worker(program, { warn: note, error: note });
    workers.push(made);
    return made;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'worker-'));
    await writeFile(join(folder, 'calls.csv'), 'id,answer\n1,yes\n2,no\n');
  });
  afterEach(() => {
    for (const one of workers.splice(0)) one.dispose();
    said.length = 0;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is started without what an editor gave to our own Node', async () => {
    const program = await builtProgram();
    const before = process.env['NODE_OPTIONS'];
    process.env['NODE_OPTIONS'] = '--require /nowhere/bootloader.js';
    try {
      const files = [join(folder, 'calls.csv')];
      const profile = await worker(program).ask('profile', { files }, never);
      assert.equal(profile.rows, 2, said.join('\n'));
    } finally {
      if (before === undefined) delete process.env['NODE_OPTIONS'];
      else process.env['NODE_OPTIONS'] = before;
    }
  });

  it('that ends tells everyone who waits', async () => {
    const program = join(folder, 'ends.js');
    await writeFile(program, 'process.stdin.once("data", () => process.exit(3));');
    const ending = worker(program);
    const questions = [1, 2, 3].map(() => ending.ask('profile', { files: [] }, never));
    for (const question of questions)
      await assert.rejects(question, { code: 'unavailable', message: /ended unexpectedly/ });
  });
});
