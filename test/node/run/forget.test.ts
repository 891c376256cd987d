// Runs that had nothing to do: which are forgotten, and which stay as the sign that a failure is over.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord } from '../../../src/core/run/run';
import { openProject, type Project } from '../../../src/node/project';
import { runFiles } from '../../../src/node/run/folder';
import { forgetSkipped } from '../../../src/node/run/forget';

type Status = 'done' | 'failed' | 'stopped';
type About = readonly string[] | 'all';

describe('a run that had nothing to do', () => {
  let project: Project;
  beforeEach(async () => {
    project = await openProject(await mkdtemp(join(tmpdir(), 'forget-')));
  });
  afterEach(() => rm(project.root, { recursive: true, force: true }));

  const put = async (hour: number, about: About, status: Status) => {
    const at = `2026-11-20T0${hour}:00:00.000Z`;
    const [name] = about === 'all' || about.length > 1 ? [] : about;
    const record: RunRecord = {
      schema: 1,
      id: `20261120T0${hour}0000-aaaaaaaa`,
      stage: 'prepare',
      ...(name === undefined ? {} : { name }),
      request: about === 'all' ? {} : { names: [...about] },
      at,
    };
    const folder = join(project.paths.runs(), record.id);
    const end = {
      done: { kind: 'finished', at, outcome: { kind: 'done', passed: true, summary: '', document: null } },
      failed: { kind: 'failed', at, error: { code: 'failed', message: 'no' } },
      stopped: { kind: 'stopped', at, by: 'ana' },
    }[status];
    await mkdir(folder, { recursive: true });
    await writeFile(runFiles(folder).record, JSON.stringify(record));
    await writeFile(runFiles(folder).events, `${JSON.stringify(end)}\n`);
    return { record, folder };
  };

  const cases: readonly [string, readonly (readonly [About, Status])[], About, boolean][] = [
    ['is forgotten where nothing failed before', [[['a'], 'done']], ['a'], false],
    ['stays after a failure of the same', [[['a'], 'failed']], ['a'], true],
    ['of one stays after a failure of all', [['all', 'failed']], ['a'], true],
    [
      'of all stays after a failure of one',
      [
        [['a'], 'failed'],
        [['b'], 'done'],
      ],
      'all',
      true,
    ],
    ['of one stays after a failure of several', [[['a', 'b'], 'failed']], ['b'], true],
    ['is forgotten after a failure of others', [[['b', 'c'], 'failed']], ['a'], false],
    [
      'is forgotten where the failure is over',
      [
        ['all', 'failed'],
        ['all', 'done'],
      ],
      ['a'],
      false,
    ],
    [
      'stays where the failure was followed by a stop',
      [
        ['all', 'failed'],
        [['a'], 'stopped'],
      ],
      ['a'],
      true,
    ],
  ];
  for (const [what, before, about, stays] of cases)
    it(what, async () => {
      for (const [hour, [whom, status]] of before.entries()) await put(hour + 1, whom, status);
      const run = await put(9, about, 'done');
      await forgetSkipped(project, run);
      assert.equal((await readdir(project.paths.runs())).includes(run.record.id), stays);
    });
});
