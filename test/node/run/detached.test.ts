import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent, RunState } from '../../../src/core/run/run';
import { clockAt } from '../../../src/node/clock';
import { identityOf, isAlive } from '../../../src/node/process/identity';
import type { Project } from '../../../src/node/project';
import { followToEnd, startRun } from '../../../src/node/run/detached';
import { listRuns, readRun, type FoundRun } from '../../../src/node/run/find';
import { runFiles } from '../../../src/node/run/folder';
import { followRun } from '../../../src/node/run/follow';
import { readHeartbeat } from '../../../src/node/run/heartbeat';
import { keepRuntime } from '../../../src/node/run/runtime';
import { stoppableRuns, stopRun } from '../../../src/node/run/stop';
import { builtProgram } from '../../builtProgram';
import { lifecycle } from '../../cli/commandLine';
import { useOwnDataHome } from '../../ownDataHome';
import { trainingProject, writesModel } from '../train/project';
import { remedy } from '../../../src/core/remedy';

const never = new AbortController().signal;
const sleeps = (seconds: number) => `print("begun", flush=True)\nimport time; time.sleep(${seconds})\n`;

describe('a detached run', () => {
  let cli: string;
  useOwnDataHome();
  before(async () => {
    cli = await builtProgram();
  });

  const startTraining = (project: Project) =>
    startRun({ project, clock: clockAt(), stage: 'train', request: { model: 'uptake' } });

  /** Starts `lifecycle train uptake` and waits until its script began. */
  const startCli = async (project: Project, program = cli) => {
    const child = spawn(process.execPath, [program, 'train', 'uptake', '--dir', project.root], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { child, run: await begun(project) };
  };

  it('tells a follower every event, once, and its outcome', async () => {
    const project = await trainingProject({ script: writesModel });
    const { folder } = await startTraining(project);
    const seen: RunEvent[] = [];
    const outcome = await followToEnd(folder, { onEvent: (event) => seen.push(event), signal: never });
    assert.equal(outcome.kind, 'done');
    const lines = (await readFile(runFiles(folder).events, 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      seen.map((event) => JSON.stringify(event)),
      lines,
    );
    assert.equal(await readFile(runFiles(folder).runnerLog, 'utf8'), '');
  });

  it('that changed nothing leaves no folder', async () => {
    const project = await trainingProject();
    for (const kind of ['done', 'skipped']) {
      const child = spawn(process.execPath, [cli, 'train', 'uptake', '--dir', project.root, '--json']);
      let text = '';
      child.stdout.on('data', (chunk) => (text += chunk));
      assert.deepEqual(await once(child, 'exit'), [0, null]);
      assert.equal((JSON.parse(text) as { outcome: { kind: string } }).outcome.kind, kind);
    }
    assert.equal((await readdir(project.paths.runs())).length, 1);
  });

  it('outlives the command line that started it', async () => {
    const project = await trainingProject({ script: `${sleeps(1)}${writesModel}` });
    const { child, run } = await startCli(project);
    await kill(child);
    const state = await end(run);
    assert.equal(state.status, 'done');
    assert.equal(state.outputs.length, 1);
  });

  it('outlives the program it was started from', async () => {
    const project = await trainingProject({ script: `${sleeps(1)}${writesModel}` });
    const copy = await mkdtemp(join(tmpdir(), 'program-'));
    await cp(dirname(cli), copy, { recursive: true });
    const { child, run } = await startCli(project, join(copy, 'cli.js'));
    await kill(child);
    await rm(copy, { recursive: true });
    const state = await end(run); // ONNX Runtime is loaded only now, to look at the model
    assert.equal(state.status, 'done', state.error?.message);
  });

  it('is started from a copy that the next start takes again', async () => {
    const [first, second] = [await keepRuntime(), await keepRuntime()];
    assert.equal(first, second);
    assert(first.startsWith(process.env['XDG_DATA_HOME'] ?? 'none'));
    assert.equal(await readFile(first, 'utf8'), await readFile(cli, 'utf8'));
  });

  it('says where else it may be kept, where that folder may not be written', async () => {
    const home = process.env['XDG_DATA_HOME'];
    const inTheWay = join(await mkdtemp(join(tmpdir(), 'data-home-')), 'file');
    await writeFile(inTheWay, '');
    process.env['XDG_DATA_HOME'] = inTheWay;
    try {
      await assert.rejects(keepRuntime(), {
        code: 'unavailable',
        message: new RegExp(`could not be kept in ${inTheWay}/model-lifecycle`),
        hint: /you may write; set XDG_DATA_HOME/,
      });
    } finally {
      process.env['XDG_DATA_HOME'] = home;
    }
  });

  it('is stopped by Ctrl-C in the command line, with all it started, and says so', async () => {
    const project = await trainingProject({ script: sleeps(60) });
    const { child, run } = await startCli(project);
    const command = await commandOf(run);
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [130, null]);
    assert.equal((await readRun(project, run.record.id)).state.status, 'stopped');
    assert.equal(isAlive(command), false);
  });

  it('is stopped by anyone who shares the folder', async () => {
    const project = await trainingProject({ script: sleeps(60) });
    const { folder, record } = await startTraining(project);
    const run = await begun(project);
    const command = await commandOf(run);
    const child = spawn(process.execPath, [cli, 'stop', '--dir', project.root]);
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.match(text, new RegExp(`Stopped train uptake ${record.id}`));
    assert.equal((await end(run)).status, 'stopped');
    assert.equal(isAlive(command), false);
    await assert.rejects(followToEnd(folder, { signal: never }), { code: 'cancelled' });
  });

  it('is lost when its runner is killed; what it left is ended, and the model is free', async () => {
    const project = await trainingProject({
      script: `import signal\nsignal.signal(signal.SIGPIPE, signal.SIG_IGN)\n${sleeps(60)}`,
    });
    const { folder } = await startTraining(project);
    const run = await begun(project);
    const command = await commandOf(run);
    const runner = (await readHeartbeat(folder))?.process;
    assert(runner);
    process.kill(runner.pid, 'SIGKILL');
    await assert.rejects(followToEnd(folder, { signal: never }), /was lost/);
    assert.equal((await readRun(project, run.record.id)).state.status, 'lost');
    const second = await startTraining(project);
    await begun(project, second.record.id);
    assert.equal(isAlive(command), false, 'the next training ends what the lost one left');
    assert.equal((await stopRun(second.folder, 'test')).status, 'stopped');
  });

  it('that was lost while its command lives is what stop stops, and counts as stopped then', async () => {
    const project = await trainingProject({
      script: `import signal\nsignal.signal(signal.SIGPIPE, signal.SIG_IGN)\n${sleeps(60)}`,
    });
    const { folder, record } = await startTraining(project);
    const run = await begun(project);
    const command = await commandOf(run);
    process.kill((await readHeartbeat(folder))?.process.pid ?? NaN, 'SIGKILL');
    await assert.rejects(followToEnd(folder, { signal: never }), {
      hint: /Stopping it ends what/,
      remedy: remedy('stop', record.id),
    });
    const child = spawn(process.execPath, [cli, 'stop', '--dir', project.root]);
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.match(text, new RegExp(`Stopped train uptake ${record.id}`));
    assert.equal(isAlive(command), false);
    assert.equal((await readRun(project, record.id)).state.status, 'stopped');
    assert.deepEqual(await stoppableRuns(project), []);
  });

  it('that was lost is also stopped, by the name of its model, for what its command left in a session of its own', async () => {
    const project = await trainingProject({
      script: `import os, subprocess, sys
left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
with open(os.path.join(os.path.dirname(__file__), "left"), "w") as file: file.write(str(left.pid))
${sleeps(60)}`,
    });
    const { folder, record } = await startTraining(project);
    const command = await commandOf(await begun(project));
    const left = identityOf(Number(await readFile(join(project.root, 'left'), 'utf8')));
    assert(left);
    process.kill((await readHeartbeat(folder))?.process.pid ?? NaN, 'SIGKILL');
    process.kill(command.pid, 'SIGKILL');
    await assert.rejects(followToEnd(folder, { signal: never }), /was lost/);
    assert.equal(isAlive(left), true);
    const { stdout, stderr } = await lifecycle('--dir', project.root, 'stop', 'uptake');
    assert.equal(isAlive(left), false);
    assert.match(
      stdout,
      new RegExp(`Stopped train uptake ${record.id}: what its lost runner had left at work was ended\\.`),
      stderr,
    );
    assert.equal((await readRun(project, record.id)).state.status, 'stopped');
    assert.deepEqual(await stoppableRuns(project), []);
  });

  it('leaves nothing where its runner cannot be started, and says so', async () => {
    const project = await trainingProject();
    const node = process.execPath;
    process.execPath = '/nowhere/node';
    try {
      await assert.rejects(startTraining(project), {
        code: 'unavailable',
        message: '/nowhere/node cannot be started.',
      });
    } finally {
      process.execPath = node;
    }
    assert.deepEqual(await readdir(project.paths.runs()), []);
  });

  it('keeps the error of its stage', async () => {
    const project = await trainingProject({ script: 'import nothere' });
    const { folder } = await startTraining(project);
    await assert.rejects(followToEnd(folder, { signal: never }), {
      code: 'failed',
      hint: /pip install nothere/,
    });
  });
});

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Waits for the run, the newest or the one named, until its script said that it began. */
async function begun(project: Project, id?: string): Promise<FoundRun> {
  for (let tries = 0; tries < 600; tries++) {
    const run = (await listRuns(project)).find(({ record }) => id === undefined || record.id === id);
    if (run?.state.progress?.message === 'begun') return run;
    await sleep(50);
  }
  return assert.fail('The script did not begin.');
}

async function end({ folder }: FoundRun): Promise<RunState> {
  const events = followRun(folder, never);
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
  }
}

async function commandOf({ folder }: FoundRun) {
  const text = await readFile(runFiles(folder).events, 'utf8');
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
  const command = events.find((event) => event.kind === 'command');
  assert(command);
  return command.process;
}
