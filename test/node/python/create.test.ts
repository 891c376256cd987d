// The project's environment, made for real: whole, or known not to be.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { remedy } from '../../../src/core/remedy';
import { isLifecycleError } from '../../../src/core/errors';
import { openProject, type Project } from '../../../src/node/project';
import { createEnvironment, requirementsToInstall } from '../../../src/node/python/create';
import { findPython, interpreterIn } from '../../../src/node/python/find';
import { builtProgram } from '../../builtProgram';

const { signal } = new AbortController();

describe('the project’s Python environment', () => {
  let project: Project;
  let folder: string;
  const create = () => createEnvironment(project, () => undefined, signal);
  const found = async () =>
    (await findPython(project, { report: () => undefined, signal })).environment.python;
  const isIncomplete = (error: unknown) =>
    isLifecycleError(error) &&
    /is not complete/.test(error.message) &&
    error.remedy?.verb === remedy('python').verb;

  before(builtProgram);
  beforeEach(async () => {
    const root = await mkdtemp(join(tmpdir(), 'python-'));
    await writeFile(join(root, 'lifecycle.yaml'), 'python: {requirements: requirements.txt}\n');
    await writeFile(join(root, 'requirements.txt'), '# nothing that has to be fetched\n');
    project = await openProject(root);
    folder = join(root, '.venv');
  });
  afterEach(() => rm(project.root, { recursive: true, force: true, maxRetries: 5 }));

  /** A folder for PATH in which `uv` does not work: it is done before it could be killed. */
  const withoutUv = async () => {
    const bin = join(project.root, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'uv'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    return bin;
  };

  /** By a kill, as pip is put into it. */
  const leftHalfMade = async () => {
    const args = [await builtProgram(), '--dir', project.root, 'python', '--create'];
    const env = { ...process.env, PATH: [await withoutUv(), process.env.PATH].join(delimiter) };
    const making = spawn('node', args, { env, timeout: 40_000, killSignal: 'SIGKILL' });
    const ended = once(making, 'exit');
    const mark = join(folder, 'lifecycle.unfinished');
    while (!/^new \d+$/.test(await readFile(mark, 'utf8').catch(() => ''))) {
      const end = making.exitCode ?? making.signalCode;
      assert.equal(end, null, 'it took longer than 40 s, or ended before it could be killed');
      await sleep(10);
    }
    making.kill('SIGKILL');
    await ended;
  };

  it('is none while its making was killed, and is made anew by creating it again', async () => {
    await leftHalfMade();
    await assert.rejects(found(), isIncomplete);
    await writeFile(join(folder, 'left'), '');
    assert.equal((await create()).isNew, true);
    assert.equal(await found(), interpreterIn(folder));
    assert.equal(existsSync(join(folder, 'left')), false);
    assert.equal((await create()).isNew, false);
  });

  it('is a person’s own where he made it over what a kill left, and stays', async () => {
    await leftHalfMade();
    await promisify(execFile)('python3', ['-m', 'venv', '--without-pip', folder]);
    await writeFile(join(folder, 'own'), '');
    assert.equal(await found(), interpreterIn(folder));
    await writeFile(join(project.root, 'requirements.txt'), 'no requirement at all\n');
    await assert.rejects(create(), /failed/);
    assert.equal(await found(), interpreterIn(folder));
    assert.ok(existsSync(join(folder, 'own')));
  });

  for (const [when, mark] of [
    ['before anybody can tell whose it is', () => 'new'],
    ['as one was made over a person’s own', (made: bigint) => `old ${String(made)}`],
  ] as const)
    it(`is not deleted where a kill left it ${when}`, async () => {
      await promisify(execFile)('python3', ['-m', 'venv', '--without-pip', folder]);
      const { mtimeNs } = await stat(join(folder, 'pyvenv.cfg'), { bigint: true });
      await writeFile(join(folder, 'lifecycle.unfinished'), mark(mtimeNs));
      await writeFile(join(folder, 'own'), '');
      await assert.rejects(found(), isIncomplete);
      await create();
      assert.equal(await found(), interpreterIn(folder));
      assert.ok(existsSync(join(folder, 'own')));
    });

  it('is not taken for a person’s own where what a kill left lost its pyvenv.cfg, and is not deleted', async () => {
    await leftHalfMade();
    await rm(join(folder, 'pyvenv.cfg'));
    await writeFile(join(folder, 'own'), '');
    await assert.rejects(found(), isIncomplete);
    await create();
    assert.equal(await found(), interpreterIn(folder));
    assert.ok(existsSync(join(folder, 'own')));
  });

  it('is not made over a link that leads nowhere now, which stays', async () => {
    await symlink('/nonexistent/shared', folder);
    await assert.rejects(create(), {
      code: 'unavailable',
      message: '.venv is a link to what is not there now.',
      hint: 'Bring back what it leads to, /nonexistent/shared, or delete the link.',
    });
    assert.equal(await readlink(folder), '/nonexistent/shared');
  });

  it('is not waited for, with a way out, where a process of another machine has been making it for long', async () => {
    const file = project.paths.locks('python.json');
    await mkdir(dirname(file), { recursive: true });
    const other = { host: 'oldname', pid: 4242, started: 'then' };
    await writeFile(
      file,
      JSON.stringify({ process: other, purpose: 'python', at: '2026-11-24T22:40:00.000Z', nonce: 'a' }),
    );
    await assert.rejects(create(), {
      code: 'unavailable',
      message:
        'Another creation of .venv is under way, by process 4242 on oldname, since 24 Nov 2026, 22:40 UTC.',
      hint: `Wait for its end, then run it again. If that process is gone, delete ${file}.`,
    });
    await rm(file);
  });

  it('is made once by two that ask for it, and lacks nothing of its requirements then', async () => {
    const both = await Promise.all([create(), create()]);
    assert.deepEqual(both.map(({ isNew }) => isNew).sort(), [false, true]);
    const lacking = () => requirementsToInstall(project, interpreterIn(folder));
    assert.equal(await lacking(), undefined);
    await writeFile(join(project.root, 'requirements.txt'), 'pandas\n');
    assert.equal(await lacking(), 'pandas\n');
    assert.equal(await requirementsToInstall(project, 'python3'), undefined);
  });

  it('of a person’s own counts as ever, and stays where bringing it up to date fails', async () => {
    await create();
    await rm(join(folder, 'requirements.sha256'));
    await writeFile(join(folder, 'own'), '');
    await writeFile(join(project.root, 'requirements.txt'), 'no requirement at all\n');
    await assert.rejects(create(), /failed/);
    assert.equal(await found(), interpreterIn(folder));
    assert.ok(existsSync(join(folder, 'own')));
  });

  it('is gone again where it cannot be made, and no word is left of it', async () => {
    await writeFile(join(project.root, 'requirements.txt'), 'no requirement at all\n');
    await assert.rejects(create(), /failed/);
    assert.equal(existsSync(folder), false);
    await mkdir(folder);
    await assert.rejects(found(), /was not made yet/);
  });
});
