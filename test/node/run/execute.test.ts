import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { failed } from '../../../src/core/errors';
import type { Outcome, RunEvent } from '../../../src/core/run/run';
import { clockAt } from '../../../src/node/clock';
import { openProject, type Project } from '../../../src/node/project';
import { executeStage } from '../../../src/node/run/execute';
import { listRuns, readRun } from '../../../src/node/run/find';
import { runFiles } from '../../../src/node/run/folder';
import { stopRun } from '../../../src/node/run/stop';
import type { Stage, StageContext } from '../../../src/node/stage';

const done: Outcome = { kind: 'done', passed: true, summary: 'Collected.', document: { rows: 3 } };

/** A stage of the test's own, executed by the real protocol. */
const stageThat = (perform: (context: StageContext) => Promise<Outcome>): Stage<{ names?: string[] }> => ({
  name: 'collect',
  request: z.strictObject({ names: z.array(z.string()).optional() }) as z.ZodType<{ names?: string[] }>,
  isDetached: false,
  perform: (_request, context) => perform(context),
});

describe('an inline run', () => {
  let project: Project;
  beforeEach(async () => {
    project = await openProject(await mkdtemp(join(tmpdir(), 'run-')));
  });
  afterEach(() => rm(project.root, { recursive: true, force: true }));
  const never = new AbortController().signal;
  const execute = (
    perform: (context: StageContext) => Promise<Outcome>,
    options: { signal?: AbortSignal; onEvent?: (event: RunEvent) => void; asOf?: string } = {},
  ) =>
    executeStage({
      project,
      clock: clockAt(options.asOf),
      stage: stageThat(perform),
      request: { names: ['bank'] },
      ...(options.onEvent ? { onEvent: options.onEvent } : {}),
      signal: options.signal ?? never,
    });

  it('leaves its record, its events and its outcome, in order', async () => {
    const seen: RunEvent[] = [];
    const outcome = await execute(
      (context) => {
        context.report({ kind: 'progress', message: 'half', done: 1, total: 2 });
        context.report({ kind: 'metric', name: 'rows', value: 3 });
        return Promise.resolve(done);
      },
      { onEvent: (event) => seen.push(event), asOf: '2009-12-31T00:00:00.000Z' },
    );
    assert.deepEqual(outcome, done);
    const [run, ...others] = await listRuns(project);
    assert(run);
    assert.deepEqual(others, []);
    assert.equal(run.record.name, 'bank');
    assert.equal(run.record.asOf, '2009-12-31T00:00:00.000Z');
    assert.equal(run.state.status, 'done');
    assert.deepEqual(run.state.outcome, done);
    assert.deepEqual(run.state.metrics, { rows: 3 });
    const lines = (await readFile(runFiles(run.folder).events, 'utf8')).trimEnd().split('\n');
    const kinds = lines.map((line) => (JSON.parse(line) as RunEvent).kind);
    assert.deepEqual(kinds, ['started', 'progress', 'metric', 'finished']);
    assert.deepEqual(
      lines,
      seen.map((event) => JSON.stringify(event)),
    );
    await assert.rejects(stat(runFiles(run.folder).reserve), { code: 'ENOENT' });
  });

  it('has told what it reported before work that blocks begins', async () => {
    const told: string[] = [];
    await execute(
      async ({ report, settled }) => {
        report({ kind: 'progress', message: 'Measuring' });
        await settled();
        assert.deepEqual(told, ['started', 'progress']);
        return done;
      },
      { onEvent: ({ kind }) => told.push(kind) },
    );
  });

  it('that changed nothing leaves no folder', async () => {
    await execute(() => Promise.resolve({ ...done, kind: 'skipped' }));
    assert.deepEqual(await readdir(project.paths.runs()), []);
  });

  it('keeps a run that found nothing to do after a failure, as the sign that all is well again', async () => {
    await assert.rejects(execute(() => Promise.reject(failed('No answer.'))));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await execute(() => Promise.resolve({ ...done, kind: 'skipped' }));
    const runs = await listRuns(project);
    assert.deepEqual(runs.map(({ state }) => state.status).sort(), ['failed', 'skipped']);
  });

  it('that fails keeps code, message and hint, for the caller and on disk', async () => {
    const error = { code: 'failed', message: 'It is empty.', hint: 'Collect it again.' };
    await assert.rejects(
      execute(() => Promise.reject(failed(error.message, { hint: error.hint }))),
      error,
    );
    const [run] = await listRuns(project);
    assert.equal(run?.state.status, 'failed');
    assert.deepEqual(run?.state.error, error);
  });

  it('that meets a defect keeps the stack in a file, not in its message', async () => {
    await assert.rejects(
      execute(() => Promise.reject(new TypeError('x is undefined'))),
      { code: 'unexpected', message: 'x is undefined' },
    );
    const [run] = await listRuns(project);
    assert(run);
    assert.match(await readFile(runFiles(run.folder).error, 'utf8'), /TypeError: x is undefined\n +at /);
    assert.doesNotMatch(JSON.stringify(run.state.error), /at /);
  });

  it('is stopped by its signal', async () => {
    const controller = new AbortController();
    const running = execute(
      (context) =>
        new Promise((_resolve, reject) => {
          context.signal.addEventListener('abort', () => reject(context.signal.reason as Error));
          controller.abort();
        }),
      { signal: controller.signal },
    );
    await assert.rejects(running, { code: 'cancelled' });
    const [run] = await listRuns(project);
    assert.equal(run?.state.status, 'stopped');
  });

  it('refuses a request it does not understand', async () => {
    const stage: Stage<unknown> = stageThat(() => Promise.resolve(done));
    const running = executeStage({
      project,
      clock: clockAt(),
      stage,
      request: { nmaes: ['bank'] },
      signal: never,
    });
    await assert.rejects(running, { code: 'input' });
  });

  it('that ended is left as it is by a stop', async () => {
    await execute(() => Promise.resolve(done));
    const [run] = await listRuns(project);
    assert(run);
    assert.equal((await stopRun(run.folder, 'ana')).status, 'done');
    assert.equal((await readRun(project, run.record.id)).state.status, 'done');
  });

  it('is not found by a name that leaves the folder', async () => {
    await execute(() => Promise.resolve(done));
    await assert.rejects(readRun(project, '../..'), { code: 'input' });
    await assert.rejects(readRun(project, '20260101T000000-zzzz'), { code: 'input' });
  });
});
