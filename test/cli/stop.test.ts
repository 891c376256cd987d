// `lifecycle stop` by the name of what is under way.
import assert from 'node:assert/strict';
import { clockAt } from '../../src/node/clock';
import { startRun } from '../../src/node/run/detached';
import { builtProgram } from '../builtProgram';
import { trainingProject } from '../node/train/project';
import { useOwnDataHome } from '../ownDataHome';
import { lifecycle } from './commandLine';

describe('lifecycle stop', () => {
  useOwnDataHome();
  before(builtProgram);

  it('stops the run under way of a model that is named, and knows no other name', async () => {
    const project = await trainingProject({ script: 'import time\ntime.sleep(600)' });
    const { record } = await startRun({
      project,
      clock: clockAt(),
      stage: 'train',
      request: { model: 'uptake' },
    });
    const stop = (what: string) => lifecycle('--dir', project.root, '--json', 'stop', what);
    assert.match((await stop('churn')).stderr, /There is no run churn\./);
    const { exitCode, stdout, stderr } = await stop('uptake');
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), { run: record.id, status: 'stopped' });
    assert.match((await stop('uptake')).stderr, /There is no run uptake\./);
  });
});
