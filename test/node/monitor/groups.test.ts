import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clockAt } from '../../../src/node/clock';
import { judgeMonitor } from '../../../src/node/monitor/judgeMonitor';
import { openProject } from '../../../src/node/project';
import { compareWith } from '../../../src/node/promote/compare';
import { readRegistry } from '../../../src/node/registry/read';
import { callsOf, livedProject } from './livedProject';

const signal = new AbortController().signal;
const asOf = '2009-08-20T00:00:00.000Z';
const calls = callsOf({ month: '2009-07', count: 300, seed: 2, firstId: 1 });

describe('predictions whose key names a customer of several calls', () => {
  it('are judged and compared by customer', async () => {
    const lived = await livedProject();
    await lived.answer(calls.map((call) => ({ ...call, customer: Math.floor(call.id / 10) })));
    await lived.label('july', calls);
    const { root } = lived.project;
    const measured = async () => {
      const project = await openProject(root);
      const [window] = (await judgeMonitor({ project, name: 'local', asOf }, signal)).windows;
      const { state: registry } = await readRegistry(project.paths, 'uptake');
      const weaker = { ...lived.version, version: 2, calibration: { intercept: 0, slope: -1 } };
      const { comparison: compared } = await compareWith(
        {
          project,
          clock: clockAt(asOf),
          registry,
          ever: registry,
          champion: lived.version,
          candidate: weaker,
        },
        signal,
      );
      return { window, compared };
    };
    const manifest = join(root, 'lifecycle.yaml');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('time: ts, key: id', 'time: ts, key: customer'));
    const grouped = await measured();
    assert.match(grouped.window?.performance?.method ?? '', /BCa/);
    assert.match(grouped.window?.performanceWithin?.method ?? '', /BCa/);
    // Renamed in preparation: requests bring it under its raw name.
    await writeFile(manifest, text.replace('time: ts, key: id', 'time: ts, key: group, prepare: [{rename: {customer: group}}]')); // prettier-ignore
    assert.deepEqual((await measured()).compared?.low, grouped.compared?.low);
    await writeFile(manifest, text);
    const single = await measured();
    const difference = single.compared?.difference ?? NaN;
    assert.ok(Math.abs(difference - (grouped.compared?.difference ?? NaN)) < 1e-12);
    assert.notEqual(single.compared?.low, grouped.compared?.low);
  });
});
