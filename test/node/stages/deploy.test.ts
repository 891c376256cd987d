import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockAt } from '../../../src/node/clock';
import { stopDeployment } from '../../../src/node/deploy/stop';
import { openProject } from '../../../src/node/project';
import { writeVersion } from '../../../src/node/registry/write';
import { executeStage } from '../../../src/node/run/execute';
import { deploy } from '../../../src/node/stages/deploy';
import { builtProgram } from '../../builtProgram';
import { storedVersion } from '../deploy/storedVersion';

const signal = new AbortController().signal;
const manifest = `lifecycle: 1
datasets: {bank: data/bank.csv}
models: {uptake: {train: python train.py, dataset: bank}}
deployments: {live: {model: uptake@1, target: local, port: 0}}
`;

describe('deploy', () => {
  before(builtProgram);

  it('asked for several times at once starts one server', async () => {
    const root = await mkdtemp(join(tmpdir(), 'deploy-'));
    await writeFile(join(root, 'lifecycle.yaml'), manifest);
    const project = await openProject(root);
    await writeVersion(project.paths, await storedVersion(project.paths), '');
    try {
      const outcomes = await Promise.all(
        [1, 2, 3].map(() =>
          executeStage({
            project,
            clock: clockAt(),
            stage: deploy,
            request: { deployment: 'live' },
            signal,
          }),
        ),
      );
      assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['done', 'skipped', 'skipped']);
      assert.equal(new Set(outcomes.map(({ figure }) => figure)).size, 1);
    } finally {
      await stopDeployment(project.paths, 'live', signal);
      await rm(root, { recursive: true });
    }
  });
});
