import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendWindows, readWindows } from '../../../src/node/monitor/files';
import { projectPaths } from '../../../src/node/paths';
import { quarter } from '../../core/monitor/quarter';

describe('the windows of a monitor on disk', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'windows-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('are read as they were judged, figures that JSON cannot write with them', async () => {
    const figure = { level: 0.95, method: 'none', n: 9, tooFew: 'fewer than ten of a class' };
    const windows = [
      quarter('2009-07-01', '2009-10-01', { auc: [0.5, 0.6, 0.7] }),
      quarter('2009-10-01', '2010-01-01', {
        performance: { ...figure, metric: 'log_loss', value: NaN, low: 0, high: Infinity },
        performanceWithin: { ...figure, metric: 'r2', value: 0.2, low: -Infinity, high: 1 },
      }),
    ];
    const paths = projectPaths(root);
    await appendWindows(paths, 'local', windows);
    assert.deepEqual(await readWindows(paths, 'local'), windows);
  });
});
