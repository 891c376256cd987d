import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeploymentState } from '../../../src/core/deploy/deployment';
import type { Deployment } from '../../../src/core/manifest/manifest';
import type { Version } from '../../../src/core/registry/version';
import { readDeploymentState } from '../../../src/node/deploy/folder';
import { localTarget } from '../../../src/node/deploy/local';
import { projectPaths, type ProjectPaths } from '../../../src/node/paths';
import { isAlive } from '../../../src/node/process/identity';
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
    assert.equal(await localTarget(paths).health(state, signal), 'running');
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
    assert.equal((await predict(first.url)).version, 1);
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
    const plan = (number: number) =>
      localTarget(paths).plan(
        { name: 'live', settings, version: { ...version, version: number }, previous: state },
        signal,
      );
    assert.deepEqual((await plan(1)).actions, []);
    assert.equal((await plan(2)).actions.length, 1);
  });
});
