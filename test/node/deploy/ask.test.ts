// Rows go to this machine only, and what another program answers is told as that.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeploymentState } from '../../../src/core/deploy/deployment';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { localTarget } from '../../../src/node/deploy/local';
import { predictFile } from '../../../src/node/deploy/predictFile';
import { askService } from '../../../src/node/deploy/service';
import { writeJson } from '../../../src/node/files/atomic';
import { openProject, type Project } from '../../../src/node/project';
import { writeVersion } from '../../../src/node/registry/write';
import { storedVersion } from './storedVersion';

const signal = new AbortController().signal;
const manifest = `
datasets: {bank: {path: rows.csv, target: y}}
models: {uptake: {dataset: bank, train: python train.py}}
deployments: {live: {model: uptake@1, target: local, port: 0}}
`;

describe('a deployment whose state file names an address', () => {
  let project: Project;
  let server: Server;
  let asked: string[];
  let answer: RequestListener;

  const deployedAt = async (host: string) => {
    const state: DeploymentState = {
      schema: 1,
      deployment: 'live',
      target: 'local',
      model: 'uptake',
      version: 1,
      digest: '',
      at: '2026-11-20T09:00:00.000Z',
      url: `http://${host}:${(server.address() as AddressInfo).port}`,
    };
    await writeJson(deploymentFiles(project.paths, 'live').state, state);
    return state;
  };
  const predict = (until = signal) =>
    predictFile({ project, deployment: 'live', input: join(project.root, 'rows.csv') }, until);

  before(async () => {
    const root = await mkdtemp(join(tmpdir(), 'ask-'));
    await writeFile(join(root, 'lifecycle.yaml'), manifest);
    await writeFile(join(root, 'rows.csv'), 'age,job\n30,admin\n31,student\n');
    project = await openProject(root);
    await writeVersion(project.paths, await storedVersion(project.paths), '');
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      answer(request, response);
    }).listen(0);
    await once(server, 'listening');
  });
  beforeEach(() => (asked = []));
  after(async () => {
    server.close();
    await rm(project.root, { recursive: true, force: true });
  });

  for (const host of ['127.0.0.2', 'localhost.example.org'])
    it(`sends nothing to ${host}`, async () => {
      const state = await deployedAt(host);
      const refusal = {
        code: 'input',
        message: `live is said to answer at ${state.url}, which is not asked.`,
      };
      await assert.rejects(predict(), refusal);
      await assert.rejects(askService(state, signal), refusal);
      assert.equal(await localTarget(project.paths).health(state, signal), 'unreachable');
      assert.deepEqual(asked, []);
    });

  const page: RequestListener = (_, response) =>
    void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>A page</h1>');
  const away: RequestListener = (_, response) =>
    void response.writeHead(307, { Location: 'http://127.0.0.2:9/elsewhere' }).end();
  const other: RequestListener = (_, response) => void response.writeHead(200).end('{"predictions": 7}');
  for (const [name, listener] of Object.entries({ page, away, other }))
    it(`says that another program answers there (${name})`, async () => {
      answer = listener;
      const state = await deployedAt('127.0.0.1');
      const told = {
        code: 'unavailable',
        message: `What answers at ${state.url} is not live but another program.`,
      };
      await assert.rejects(predict(), told);
      await assert.rejects(askService(state, signal), told);
      assert.equal(await localTarget(project.paths).health(state, signal), 'unreachable');
      assert.deepEqual(asked, ['/predict', '/metrics', '/health']);
    });

  it('counts no row as answered where it is ended before an answer came', async () => {
    const ending = new AbortController();
    answer = () => ending.abort();
    await deployedAt('127.0.0.1');
    await assert.rejects(predict(ending.signal), {
      code: 'cancelled',
      message: 'Cancelled before any answer came: the first 2 rows were on the way and may be logged.',
      hint: 'No answer was written down. Rows that are sent again are logged again.',
    });
  });
});
