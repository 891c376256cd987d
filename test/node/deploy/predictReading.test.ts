// Files of rows are read as the data was that the version learnt from, not as each looks by itself.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeploymentState } from '../../../src/core/deploy/deployment';
import type { Version } from '../../../src/core/registry/version';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { predictFile } from '../../../src/node/deploy/predictFile';
import { writeJson } from '../../../src/node/files/atomic';
import { openProject, type Project } from '../../../src/node/project';
import { writeVersion } from '../../../src/node/registry/write';
import { storedVersion } from './storedVersion';

const manifest = `
datasets: {us: {path: us.csv, target: y, time: Snapshot Date}}
models: {uptake: {dataset: us, train: python train.py}}
deployments: {live: {model: uptake@1, target: local, port: 0}}
`;
const days = ['03/01/2025', '03/02/2025', '03/05/2025'];

describe('a file that is sent to a deployment', () => {
  let project: Project;
  let server: Server;
  let rows: readonly Readonly<Record<string, unknown>>[];

  before(async () => {
    const root = await mkdtemp(join(tmpdir(), 'reading-'));
    await writeFile(join(root, 'lifecycle.yaml'), manifest);
    project = await openProject(root);
    const base = await storedVersion(project.paths);
    const day = { name: 'Snapshot Date', type: 'DATE' };
    const known: Version = {
      ...base,
      time: { column: day.name, preparation: { steps: [], inputs: [day] } },
      reading: { decimal: '.', date: '%m/%d/%Y' },
    };
    await writeVersion(project.paths, known, '');
    const { reading: _, ...older } = known;
    await writeVersion(project.paths, { ...older, version: 2 }, '');
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        ({ rows } = JSON.parse(body) as { rows: typeof rows });
        const predictions = rows.map((_row, index) => ({ id: String(index), score: 0.5, label: 'no' }));
        response.end(JSON.stringify({ model: 'uptake', version: 1, predictions }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    server.close();
    await rm(project.root, { recursive: true, force: true });
  });

  async function predict(text: string, version: number) {
    const state: DeploymentState = {
      schema: 1,
      deployment: 'live',
      target: 'local',
      model: 'uptake',
      version,
      digest: '',
      at: '2026-11-20T09:00:00.000Z',
      url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    };
    await writeJson(deploymentFiles(project.paths, 'live').state, state);
    const input = join(project.root, 'new.csv');
    await writeFile(input, text);
    const { warnings } = await predictFile(
      { project, deployment: 'live', input },
      new AbortController().signal,
    );
    return { sent: rows.map((row) => row['Snapshot Date']), warnings };
  }

  const file = (all: readonly string[]) =>
    ['Snapshot Date,age,job', ...all.map((day) => `${day},30,admin`), ''].join('\n');

  it('has its dates in the order of the training data, also where it shows none itself', async () => {
    const { sent, warnings } = await predict(file(days), 1);
    assert.deepEqual(sent, ['2025-03-01', '2025-03-02', '2025-03-05']);
    assert.deepEqual(warnings, []);
  });

  it('has the same dates in it as rows of a longer file', async () => {
    const { sent } = await predict(file([...days, '03/31/2025']), 1);
    assert.deepEqual(sent.slice(0, 3), (await predict(file(days), 1)).sent);
  });

  it('is refused where it contradicts that order', () =>
    assert.rejects(predict(file(['31/03/2025']), 1), {
      code: 'input',
      message: /line 2: Column "Snapshot Date": Could not convert string "31\/03\/2025" to 'DATE'/,
      hint: 'Dates are read as month/day/year, as in the data that was prepared. Write them so, or as 2026-01-31.',
    }));

  it('is told to be guessed at where the version was registered before its reading was kept', async () => {
    const { warnings } = await predict(file(days), 2);
    assert.match(
      warnings.map(({ message }) => message).join(),
      /"Snapshot Date" were read as day\/month\/year, which is a guess/,
    );
  });
});
