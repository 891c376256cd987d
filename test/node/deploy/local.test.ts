import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { dirname, join } from 'node:path';
import type { DeploymentState } from '../../../src/core/deploy/deployment';
import type { Deployment } from '../../../src/core/manifest/manifest';
import type { Version } from '../../../src/core/registry/version';
import { gatherProduction } from '../../../src/node/catalog/production';
import { deploymentFiles, readDeploymentState } from '../../../src/node/deploy/folder';
import { localTarget } from '../../../src/node/deploy/local';
import { stopDeployment } from '../../../src/node/deploy/stop';
import { projectPaths, type ProjectPaths } from '../../../src/node/paths';
import type { Project } from '../../../src/node/project';
import { identityOf, isAlive } from '../../../src/node/process/identity';
import { keepRuntime } from '../../../src/node/run/runtime';
import { builtProgram } from '../../builtProgram';
import { storedVersion } from './storedVersion';

const signal = new AbortController().signal;
const settings: Deployment = { model: 'uptake@champion', target: 'local', port: 0 };

describe('a local deployment', () => {
  let paths: ProjectPaths;
  let version: Version;
  let states: DeploymentState[];

  before(builtProgram);
  beforeEach(async () => {
    paths = projectPaths(await mkdtemp(join(tmpdir(), 'deploy-')));
    version = await storedVersion(paths);
    states = [];
  });
  afterEach(async () => {
    for (const state of states) await localTarget(paths).stop(state, signal);
    await rm(paths.root, { recursive: true, force: true });
  });

  const apply = async (
    parts: { settings?: Partial<Deployment>; version?: Version; previous?: DeploymentState } = {},
  ) => {
    const wanted = {
      name: 'live',
      settings: { ...settings, ...parts.settings },
      version: parts.version ?? version,
    };
    const state = await localTarget(paths).apply(
      { ...wanted, ...(parts.previous ? { previous: parts.previous } : {}) },
      signal,
    );
    states.push(state);
    return state;
  };
  const predict = async (url: string) =>
    (
      await fetch(`${url}/predict`, { method: 'POST', body: '{"age": 30, "job": "student"}' })
    ).json() as Promise<{ version: number; predictions: { id: string }[] }>;

  it('answers, and says so in its state', async () => {
    const state = await apply();
    assert.equal((await predict(state.url)).version, 1);
    assert.deepEqual(await readDeploymentState(paths, 'live'), state);
    for (const [recorded, expected] of [
      [state, 'running'],
      [{ ...state, version: 2 }, 'unreachable'],
      [{ ...state, model: 'churn' }, 'unreachable'],
    ] as const)
      assert.equal(await localTarget(paths).health(recorded, signal), expected);
  });

  it('is stopped from any process, and says that it was', async () => {
    const { process } = await apply();
    assert.equal(await stopDeployment(paths, 'live', signal), true);
    assert.equal(process && isAlive(process), false);
    assert.match((await readDeploymentState(paths, 'live'))?.stoppedAt ?? '', /^\d{4}-/);
    assert.equal(await stopDeployment(paths, 'live', signal), false);
    assert.equal((await apply()).stoppedAt, undefined);
  });

  it('that died by itself does not say that it was stopped', async () => {
    const { process: server } = await apply();
    if (server) process.kill(server.pid, 'SIGKILL');
    while (server && isAlive(server)) await sleep(20);
    assert.equal(await stopDeployment(paths, 'live', signal), false);
    assert.equal((await readDeploymentState(paths, 'live'))?.stoppedAt, undefined);
  });

  it('is one server, whatever became of the record of the one before', async () => {
    const first = await apply();
    assert.ok(first.process);
    await rm(deploymentFiles(paths, 'live').state);
    const second = await apply();
    assert.equal(isAlive(first.process), false);
    assert.equal((await predict(second.url)).version, 1);
  });

  it('is replaced by the next version on the same port, and the one before ends', async () => {
    const first = await apply();
    const second = await apply({ version: { ...version, version: 2 }, previous: first });
    assert.equal(second.url, first.url);
    assert.equal(second.previous, 1);
    assert.equal((await predict(second.url)).version, 2);
    assert.equal(first.process && isAlive(first.process), false);
  });

  it('keeps answering with the old version when the new one cannot be loaded', async () => {
    const first = await apply();
    const broken = {
      ...version,
      version: 2,
      files: [{ ...version.files[0]!, digest: `sha256:${'1'.repeat(64)}` }],
    };
    await assert.rejects(apply({ version: broken, previous: first }), /is not in the store/);
    const stored = paths.stored(broken.files[0]?.digest ?? '');
    await mkdir(dirname(stored), { recursive: true });
    await writeFile(stored, 'another');
    await assert.rejects(apply({ version: broken, previous: first }), {
      message: /is not what was registered/,
      remedy: { verb: 'register', args: [version.model] },
    });
    assert.equal((await predict(first.url)).version, 1);
  });

  it('of a copied project is not the original’s: neither asked, stopped nor replaced', async () => {
    const original = await apply();
    assert.ok(original.process);
    const copy = projectPaths(`${paths.root}-copy`);
    await cp(paths.root, copy.root, { recursive: true });
    try {
      assert.equal(await readDeploymentState(copy, 'live'), undefined);
      await assert.rejects(stopDeployment(copy, 'live', signal), {
        code: 'input',
        message: /never deployed from this folder/,
      });
      const { deployments } = await gatherProduction(withDeployment(copy));
      assert.deepEqual(deployments, [{ name: 'live' }]);
      const second = await localTarget(copy).apply({ name: 'live', settings, version }, signal);
      assert.notEqual(second.url, original.url);
      assert.equal(isAlive(original.process), true);
      assert.equal(await stopDeployment(copy, 'live', signal), true);
      assert.equal((await predict(original.url)).version, 1);
    } finally {
      await rm(copy.root, { recursive: true, force: true });
    }
  });

  for (const taken of ['folder', 'predictions'] as const)
    it(`ends when its ${taken} was removed, and acknowledges nothing more`, async () => {
      const { url, process: server } = await apply();
      assert.ok(server);
      await predict(url);
      await rm(deploymentFiles(paths, 'live')[taken], { recursive: true });
      const refused = await fetch(`${url}/predict`, {
        method: 'POST',
        body: '{"age": 30, "job": "student"}',
      });
      assert.equal(refused.status, 503);
      assert.match(await refused.text(), /was moved or removed/);
      await until(() => !isAlive(server));
      const { url: second } = await apply();
      assert.equal((await predict(second)).version, 1);
    });

  it('ends without being asked when its project was moved', async () => {
    const { process: server } = await apply();
    assert.ok(server);
    await rename(paths.root, `${paths.root}-moved`);
    await until(() => !isAlive(server));
    await rename(`${paths.root}-moved`, paths.root);
  });

  it('keeps answering when the one to come finds its port taken, or its lock held elsewhere', async () => {
    const first = await apply();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await assert.rejects(apply({ settings: { port }, previous: first }), {
      code: 'unavailable',
      message: `Port ${port} is taken by another program.`,
    });
    assert.deepEqual(await readDeploymentState(paths, 'live'), first);
    assert.equal((await predict(first.url)).version, 1);
    other.close();

    const { lock } = deploymentFiles(paths, 'live');
    const holder = {
      process: { host: 'elsewhere', pid: 1, started: '' },
      purpose: 'live',
      at: '2026-11-24T22:40:00.000Z',
      nonce: '',
    };
    await writeFile(lock, JSON.stringify(holder));
    await assert.rejects(apply({ previous: first }), {
      message: /is served on elsewhere already/,
      hint: `Run "lifecycle stop live" on elsewhere. If that process is gone, delete ${lock}.`,
    });
    assert.equal((await predict(first.url)).version, 1);
    await rm(lock);

    const second = await apply({ settings: { port }, previous: first });
    assert.equal(second.url, `http://127.0.0.1:${port}`);
    assert.equal(first.process && isAlive(first.process), false);
  });

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await assert.rejects(apply({ settings: { port } }), (error: Error) =>
      error.message.includes(`Port ${port} is taken`),
    );
    other.close();
  });

  it('refuses bytes that are not the version’s', async () => {
    await writeFile(paths.stored(version.files[0]?.digest ?? ''), 'swapped');
    await assert.rejects(apply(), /is not what was registered/);
  });

  it('has nothing to do when it already runs as wanted', async () => {
    const state = await apply();
    const plan = (number: number, more: { timeColumn?: string } = {}) =>
      localTarget(paths).plan(
        { name: 'live', settings, version: { ...version, version: number }, previous: state, ...more },
        signal,
      );
    assert.deepEqual((await plan(1)).actions, []);
    assert.equal((await plan(2)).actions.length, 1);
    assert.equal((await plan(1, { timeColumn: 'ts' })).actions.length, 1);
  });

  it('is started without what an editor gave to our own Node', async () => {
    await withChanged(process.env, 'NODE_OPTIONS', '--require /nowhere/bootloader.js', async () => {
      const state = await apply();
      assert.equal((await predict(state.url)).version, 1);
    });
  });

  it('says so when its program cannot be started', async () => {
    await withChanged(process, 'execPath', '/nowhere/node', () =>
      assert.rejects(apply(), { code: 'unavailable', message: '/nowhere/node cannot be started.' }),
    );
  });

  describe('whose server starts and never answers', () => {
    let home: string;
    beforeEach(async () => {
      home = await mkdtemp(join(tmpdir(), 'data-home-'));
      await withChanged(process.env, 'XDG_DATA_HOME', home, async () => {
        const program = await keepRuntime();
        await rm(program);
        await writeFile(program, writesStateAndKeepsSilent);
      });
    });
    afterEach(() => rm(home, { recursive: true, force: true }));

    const start = (options: { patience?: number; signal: AbortSignal }) =>
      withChanged(process.env, 'XDG_DATA_HOME', home, () =>
        localTarget(paths, options.patience).apply({ name: 'live', settings, version }, options.signal),
      );
    const serverThatStarted = async () => {
      for (let tries = 0; tries < 200; tries++) {
        const state = await readDeploymentState(paths, 'live');
        if (state?.process) return state.process.pid;
        await sleep(50);
      }
      return assert.fail('The server did not start.');
    };

    it('is ended when nobody waits for it any more', async () => {
      const controller = new AbortController();
      const starting = start({ signal: controller.signal });
      const pid = await serverThatStarted();
      await sleep(200); // until its health is being asked
      controller.abort();
      await assert.rejects(starting, { name: 'AbortError' });
      assert.equal(identityOf(pid), undefined, 'the server is still there');
    });

    it('is given up in the end, and says where to look', async () => {
      const starting = start({ patience: 2000, signal });
      await assert.rejects(starting, {
        code: 'unavailable',
        message: /did not answer in time/,
        hint: /log\.txt/,
      });
      const pid = (await readDeploymentState(paths, 'live'))?.process?.pid; // none where it was ended before it began
      assert.equal(pid === undefined ? undefined : identityOf(pid), undefined, 'the server is still there');
    });
  });
});

/** Listens and answers nothing; its state tells another host, so that whether it lives is not looked at. */
const writesStateAndKeepsSilent = `
const { readFileSync, writeFileSync } = require('node:fs');
const { join, dirname } = require('node:path');
const order = JSON.parse(readFileSync(process.argv[3], 'utf8'));
const server = require('node:net').createServer(() => {}).listen(0, '127.0.0.1', () =>
  writeFileSync(join(dirname(process.argv[3]), 'state.json'), JSON.stringify({
    schema: 1, deployment: order.deployment, target: 'local', model: 'uptake', version: 1, digest: '',
    at: '2026-11-20T09:00:00.000Z', url: 'http://127.0.0.1:' + server.address().port,
    process: { host: 'elsewhere', pid: process.pid, started: '' },
  })));
`;

const withDeployment = (paths: ProjectPaths): Project => ({
  root: paths.root,
  paths,
  text: '',
  manifest: { lifecycle: 1, deployments: { live: settings } },
  hasManifest: true,
  problems: [],
  entries: [],
  isReadOnly: false,
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !holds(); tries++) await sleep(50);
  assert.ok(holds());
}

/** Runs with one property changed, and puts it back. */
async function withChanged<T, K extends keyof T, R>(
  object: T,
  key: K,
  value: T[K],
  run: () => Promise<R>,
): Promise<R> {
  const before = object[key];
  object[key] = value;
  try {
    return await run();
  } finally {
    if (before === undefined) delete object[key];
    else object[key] = before;
  }
}
