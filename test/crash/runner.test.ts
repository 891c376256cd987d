// Kills runners at random moments: what was told to a follower stays, nothing half-written is read, the loss is seen.
// LIFECYCLE_CRASH_ROUNDS and LIFECYCLE_CRASH_SEED repeat or prolong it; `npm run soak` does 200 rounds.
import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom, type Random } from '../../src/core/random';
import type { RunEvent } from '../../src/core/run/run';
import { clockAt } from '../../src/node/clock';
import { digestFile } from '../../src/node/files/digest';
import { isAlive } from '../../src/node/process/identity';
import type { Project } from '../../src/node/project';
import { hasOutputs, latestCandidate } from '../../src/node/run/candidate';
import { startRun } from '../../src/node/run/detached';
import { executeStage } from '../../src/node/run/execute';
import { listRuns, readRun } from '../../src/node/run/find';
import { runFiles } from '../../src/node/run/folder';
import { followRun } from '../../src/node/run/follow';
import { readHeartbeat } from '../../src/node/run/heartbeat';
import { stopRun } from '../../src/node/run/stop';
import { train } from '../../src/node/stages/train';
import { builtProgram } from '../builtProgram';
import { useOwnDataHome } from '../ownDataHome';
import { trainingProject, writesModel } from '../node/train/project';

const rounds = Number(process.env['LIFECYCLE_CRASH_ROUNDS'] ?? 20);
const seed = Number(process.env['LIFECYCLE_CRASH_SEED'] ?? Date.now() % 1_000_000);
const atOnce = 2;
const never = new AbortController().signal;

/** Two seconds of metrics, then a model. */
const script = `import time
for step in range(100):
    print('{"metric": "loss", "value": %s, "step": %s}' % (1 / (step + 1), step), flush=True)
    time.sleep(0.02)
${writesModel}`;

describe(`runners killed at random moments, ${rounds} rounds, seed ${seed}`, function () {
  this.timeout(60_000 + rounds * 20_000);
  useOwnDataHome();
  before(builtProgram);

  it('lose nothing that was told, leave nothing half-written, and are seen as lost', async () => {
    const random = seededRandom(seed);
    const waits = Array.from({ length: rounds }, () => waitOf(random));
    const ends = new Map<string, number>();
    const takeRounds = async () => {
      const project = await trainingProject({ script });
      for (let wait = waits.pop(); wait !== undefined; wait = waits.pop()) {
        const status = await killAfter(project, wait);
        ends.set(status, (ends.get(status) ?? 0) + 1);
        await rm(project.paths.runs(), { recursive: true, force: true });
      }
      await trainsAgain(project);
      await rm(project.root, { recursive: true, force: true });
    };
    await Promise.all(Array.from({ length: atOnce }, takeRounds));
    assert((ends.get('lost') ?? 0) >= rounds / 4, `ended: ${JSON.stringify([...ends])}`);
  });
});

/** Most within the three seconds that a run takes, some within the first moments. */
const waitOf = (random: Random) => random.uniform() ** 1.5 * 3_000;

/** Starts a training, kills its runner after so many milliseconds, and returns how the run is seen then. */
async function killAfter(project: Project, wait: number): Promise<string> {
  const { folder, record } = await startRun({
    project,
    clock: clockAt(),
    stage: 'train',
    request: { model: 'uptake' },
  });
  const told: string[] = [];
  const events = followRun(folder, never);
  const following = (async () => {
    for (;;) {
      const next = await events.next();
      if (next.done) return next.value;
      told.push(JSON.stringify(next.value));
    }
  })();
  await sleep(wait);
  const runner = (await readHeartbeat(folder))?.process;
  assert(runner, 'who starts a run tells its process');
  if (isAlive(runner)) process.kill(runner.pid, 'SIGKILL');
  const { status } = await following;
  const lines = (await readFile(runFiles(folder).events, 'utf8').catch(() => '')).split('\n');
  const torn = lines.pop();
  assert.deepEqual(lines.slice(0, told.length), told, 'what a follower was told is still there, in order');
  const whole = lines.map((line) => JSON.parse(line) as RunEvent);
  const { state } = await readRun(project, record.id);
  assert.equal(state.status, status);
  await readsWhole(folder);
  if (status === 'done') {
    assert.equal(torn, '');
    for (const { path, digest } of state.outputs)
      assert.equal(await digestFile(join(runFiles(folder).artifacts, path)), digest);
  } else {
    assert.equal(status, 'lost');
    assert(!(await hasOutputs(await readRun(project, record.id))), 'a lost run is nobody’s candidate');
  }
  await stopRun(folder, 'test');
  const command = whole.find((event) => event.kind === 'command')?.process;
  if (command) assert.notEqual(isAlive(command), true, 'a stop ends what a lost run left');
  return status;
}

/** Every document with a final name is whole. */
async function readsWhole(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.endsWith('.json')) JSON.parse(await readFile(join(folder, name), 'utf8'));
}

/** After all that, the model is free and trains. */
async function trainsAgain(project: Project): Promise<void> {
  const outcome = await executeStage({
    project,
    clock: clockAt(),
    stage: train,
    request: { model: 'uptake' },
    detach: false,
    signal: never,
  });
  assert.equal(outcome.kind, 'done');
  const candidate = await latestCandidate(project, 'uptake');
  assert.equal(candidate?.record.id, (outcome.document as { run: string }).run);
  assert.equal((await listRuns(project)).length, 1);
}
