import assert from 'node:assert/strict';
import { readWindows } from '../../../src/node/monitor/files';
import { judgeMonitor } from '../../../src/node/monitor/judgeMonitor';
import type { StageReport } from '../../../src/node/stage';
import { callsOf, livedProject } from './livedProject';

const july = callsOf({ month: '2009-07', count: 30, seed: 2, firstId: 1 });
const august = callsOf({ month: '2009-08', count: 40, seed: 3, firstId: 1001 });
const asOf = '2009-09-01T00:00:00.000Z';

describe('a monitor that judges', () => {
  it('says what it reads and which window it judges', async () => {
    const lived = await livedProject();
    const { project } = lived;
    await lived.answer([...july, ...august]);
    const told: StageReport[] = [];
    const report = (event: StageReport) => void told.push(event);
    await judgeMonitor({ project, name: 'local', asOf, report }, new AbortController().signal);
    assert.deepEqual(
      told.map((event) => ('message' in event ? event.message : '')),
      [
        'Reading the predictions of local: 70 rows',
        'Reading the labels of local',
        'Sorting 70 predictions of local by time',
        'Looking for what has changed in 2 windows of local',
        'Judging local: Jul 2009, 30 rows',
        'Judging local: Aug 2009, 40 rows',
      ],
    );
    assert.deepEqual(told.at(-1), { ...told.at(-1), done: 1, total: 2, unit: 'steps' });
  });

  it('writes no window when it is given up between two', async () => {
    const lived = await livedProject();
    const { project } = lived;
    await lived.answer([...july, ...august]);
    const given = new AbortController();
    const report = (event: StageReport) => {
      if ('done' in event && event.done === 1) given.abort();
    };
    await assert.rejects(judgeMonitor({ project, name: 'local', asOf, report }, given.signal), {
      name: 'AbortError',
    });
    assert.deepEqual(await readWindows(project.paths, 'local', asOf), []);
  });
});
