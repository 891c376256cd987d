// Kills servers at random moments while several clients ask: each prediction that was answered is in the log, and the log stays readable.
// LIFECYCLE_CRASH_ROUNDS and LIFECYCLE_CRASH_SEED repeat or prolong it; `npm run soak` does 200 rounds.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeploymentState } from '../../src/core/deploy/deployment';
import { seededRandom } from '../../src/core/random';
import { deploymentFiles } from '../../src/node/deploy/folder';
import { localTarget } from '../../src/node/deploy/local';
import { projectPaths, type ProjectPaths } from '../../src/node/paths';
import { isAlive } from '../../src/node/process/identity';
import { readPredictions } from '../../src/node/server/predictionLog';
import { builtProgram } from '../builtProgram';
import { storedVersion } from '../node/deploy/storedVersion';

const rounds = Number(process.env['LIFECYCLE_CRASH_ROUNDS'] ?? 20);
const seed = Number(process.env['LIFECYCLE_CRASH_SEED'] ?? Date.now() % 1_000_000);
const clients = 4;
const never = new AbortController().signal;

describe(`servers killed at random moments, ${rounds} rounds, seed ${seed}`, function () {
  this.timeout(60_000 + rounds * 20_000);
  let paths: ProjectPaths;
  before(async () => {
    await builtProgram();
    paths = projectPaths(await mkdtemp(join(tmpdir(), 'server-crash-')));
  });
  after(() => rm(paths.root, { recursive: true, force: true }));

  it('lose no prediction that they answered, and answer again', async () => {
    const random = seededRandom(seed);
    const version = await storedVersion(paths);
    const answered: string[] = [];
    let previous: DeploymentState | undefined;
    for (let round = 0; round < rounds; round++) {
      const state = await localTarget(paths).apply(
        {
          name: 'live',
          settings: { model: 'uptake@champion', target: 'local', port: 0 },
          version,
          ...(previous ? { previous } : {}),
        },
        never,
      );
      const asking = Promise.all(
        Array.from({ length: clients }, (_, client) => askOn(state.url, client + 1)),
      );
      await sleep(random.uniform() ** 1.5 * 500);
      assert.ok(state.process);
      process.kill(state.process.pid, 'SIGKILL');
      answered.push(...(await asking).flat());
      while (isAlive(state.process) !== false) await sleep(10);
      assert.equal(await localTarget(paths).health(state, never), 'stopped');

      const logged = await readPredictions(deploymentFiles(paths, 'live').predictions);
      const ids = new Set(logged.map(({ id }) => id));
      assert.equal(ids.size, logged.length, 'no prediction is there twice');
      assert.deepEqual(
        answered.filter((id) => !ids.has(id)),
        [],
        `round ${round}`,
      );
      previous = state;
    }
    assert.ok(answered.length > rounds * clients, `${answered.length} predictions were answered`);
  });
});

/** Asks for predictions of so many rows at a time until the server is gone; gives the ids that were answered. */
async function askOn(url: string, rows: number): Promise<string[]> {
  const body = JSON.stringify(Array.from({ length: rows }, () => ({ age: 30, job: 'student' })));
  const ids: string[] = [];
  for (;;) {
    const text = await fetch(`${url}/predict`, { method: 'POST', body })
      .then((response) => response.text())
      .catch(() => undefined);
    if (text === undefined) return ids;
    const { predictions } = JSON.parse(text) as { predictions: { id: string }[] };
    ids.push(...predictions.map(({ id }) => id));
  }
}
