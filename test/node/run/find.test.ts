import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeJson } from '../../../src/node/files/atomic';
import { openProject } from '../../../src/node/project';
import { listRuns } from '../../../src/node/run/find';
import { runFiles } from '../../../src/node/run/folder';

describe('runs that are listed', () => {
  it('stand in the order of their start, also those of one second', async () => {
    const project = await openProject(await mkdtemp(join(tmpdir(), 'runs-')));
    try {
      const started = { z: '00.100', a: '00.200', m: '00.300', b: '01.000' };
      for (const [letter, second] of Object.entries(started)) {
        const id = `20261120T0000${second.slice(0, 2)}-${letter}`;
        const record = { schema: 1, id, stage: 'check', request: {}, at: `2026-11-20T00:00:${second}Z` };
        await writeJson(runFiles(join(project.paths.runs(), id)).record, record);
      }
      const ids = (await listRuns(project)).map(({ record }) => record.id.slice(-1));
      assert.deepEqual(ids, ['b', 'm', 'a', 'z']);
    } finally {
      await rm(project.root, { recursive: true, force: true });
    }
  });
});
