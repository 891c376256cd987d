// Windows by a time that preparation makes: the log holds raw rows, so their time has to be made by the steps that were registered.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputRow } from '../../../src/core/dataset/inputRow';
import { refuseCells } from '../../../src/core/deploy/refuseCells';
import { timeOf } from '../../../src/core/manifest/lookups';
import { plainTimeOf } from '../../../src/core/prepare/timePreparation';
import type { Version } from '../../../src/core/registry/version';
import { clockAt } from '../../../src/node/clock';
import { requirePrepared } from '../../../src/node/dataset/versions';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { readWindows } from '../../../src/node/monitor/files';
import { loggedPredictions } from '../../../src/node/monitor/labelled';
import { explainedPredictions } from '../../../src/node/monitor/modelPredictions';
import { rowTimes } from '../../../src/node/monitor/rowTimes';
import { prepareDataset } from '../../../src/node/prepare/prepare';
import { timeServingOf } from '../../../src/node/prepare/serving';
import { openProject, type Project } from '../../../src/node/project';
import { writeVersion } from '../../../src/node/registry/write';
import { openPredictionLog } from '../../../src/node/server/predictionLog';
import { monitor } from '../../../src/node/stages/monitor';
import { callsOf, livedProject, type Call } from './livedProject';

const signal = new AbortController().signal;
const answeredAt = '2010-05-20T09:00:00.000Z';
const calls = callsOf({ month: '2009-07', count: 56, seed: 2, firstId: 1 });
type Raw = (call: Call) => InputRow;

/** Version 2, registered on data whose time comes about by these steps, answered every row on one day of another year. */
async function answered(
  steps: string,
  raw: Raw,
  own: Raw = raw,
  isRegistered = true,
  zone?: string,
): Promise<Project> {
  const lived = await livedProject();
  const { root } = lived.project;
  const rows = calls.map(({ id, age, job, y, ts }) => ({ id, age, job, y, ...raw({ id, age, job, y, ts }) }));
  await writeRows(join(root, 'bank.parquet'), rows);
  const file = join(root, 'lifecycle.yaml');
  await writeFile(
    file,
    (await readFile(file, 'utf8'))
      .replace('path: bank.csv', 'path: bank.parquet')
      .replace(
        'time: ts,',
        `time: ${zone === undefined ? 'ts' : `{column: ts, zone: ${zone}}`}, prepare: ${steps},`,
      ),
  );
  const project = await openProject(root);
  assert.deepEqual(project.problems, []);
  const dataset = project.manifest.datasets?.['bank'];
  assert.ok(dataset);
  const { version: prepared } = await prepareDataset({
    project, clock: clockAt('2009-08-01T00:00:00.000Z'), name: 'bank', dataset, report: () => undefined, signal,
  }); // prettier-ignore
  const time = isRegistered ? { time: await timeServingOf(prepared, 'ts') } : {};
  const version = { ...lived.version, version: 2, ...time };
  await writeVersion(project.paths, version, '');
  const inputs = calls.map((call): InputRow => ({ id: call.id, age: call.age, job: call.job, ...own(call) }));
  const asked = timeOf(project.manifest, 'uptake');
  assert.ok(asked);
  refuseCells(inputs, plainTimeOf(version, asked)); // as the server does
  const log = await openPredictionLog(deploymentFiles(project.paths, 'local').predictions);
  await log.append(
    inputs.map((row) => ({
      id: `p${String(row['id'])}`, at: answeredAt, version: 2, inputs: row, output: { score: 0.5, label: 'yes' },
    })),
  ); // prettier-ignore
  await log.close();
  return project;
}

const textType = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'DATE' : /^\d{4}-\d{2}-\d{2} /.test(text) ? 'TIMESTAMP' : 'VARCHAR';

/** Parquet in which a text stays a text: of a CSV, DuckDB would make a date of `05/07/2009`. */
const writeRows = (file: string, rows: readonly InputRow[]) =>
  withDatabase(async (database) => {
    await writeFile(`${file}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const typed = Object.entries(rows[0] ?? {}).map(
      ([name, value]) => `${name}: '${typeof value === 'number' ? 'BIGINT' : textType(String(value))}'`,
    );
    await database.run(
      `COPY (FROM read_json(${literal(`${file}.jsonl`)}, format = 'newline_delimited', columns = {${typed.join(', ')}})) TO ${literal(file)} (FORMAT parquet)`,
    );
  });

const timesOf = async (project: Project) => {
  const settings = project.manifest.monitors?.['local'];
  assert.ok(settings);
  const { rows } = await loggedPredictions({ project, deployment: 'local', settings, asOf: '2011-01-01T00:00:00.000Z' }, signal); // prettier-ignore
  return new Map(rows.map(({ line, time }) => [line.inputs['id'], time]));
};

const judged = (project: Project) =>
  monitor.perform(
    {},
    {
      project,
      clock: clockAt('2011-01-01T00:00:00.000Z'),
      run: { id: 'test', folder: project.root },
      report: () => undefined,
      settled: () => Promise.resolve(),
      signal,
    },
  );

const slashed = (ts: string) => ts.split('-').reverse().join('/');
const parts = (ts: string) => ({ y4: Number(ts.slice(0, 4)), m: Number(ts.slice(5, 7)), d: Number(ts.slice(8)) }); // prettier-ignore

describe('the own time of a logged row', () => {
  const cases: { name: string; steps: string; raw: Raw; isRegistered?: boolean }[] = [
    { name: 'as it comes', steps: '[]', raw: ({ ts }) => ({ ts }) },
    { name: 'derived of other columns', steps: '[{derive: {ts: "make_date(y4, m, d)"}}]', raw: ({ ts }) => parts(ts) },
    { name: 'renamed', steps: '[{rename: {called: ts}}]', raw: ({ ts }) => ({ called: ts }) },
    { name: 'renamed, of a version from before times were registered', steps: '[{rename: {called: ts}}]', raw: ({ ts }) => ({ called: ts }), isRegistered: false },
    { name: 'read day first, under its own name', steps: `[{derive: {ts: "strptime(ts, '%d/%m/%Y')"}}]`, raw: ({ ts }) => ({ ts: slashed(ts) }) },
    { name: 'read day first, derived and cast', steps: `[{derive: {ts: "strptime(called, '%d/%m/%Y')"}}, {cast: {ts: date}}]`, raw: ({ ts }) => ({ called: slashed(ts) }) },
  ]; // prettier-ignore
  for (const { name, steps, raw, isRegistered } of cases)
    it(`is the prepared one: ${name}`, async () => {
      const project = await answered(steps, raw, raw, isRegistered);
      const times = await timesOf(project);
      assert.deepEqual(
        calls.map(({ id }) => times.get(id)),
        calls.map(({ ts }) => `${ts}T00:00:00.000Z`),
      );
      const { summary } = await judged(project);
      assert.doesNotMatch(summary, /time of their answer/);
      const windows = await readWindows(project.paths, 'local', '2011-01-01T00:00:00.000Z');
      assert.deepEqual(windows.map(({ from, rows, timeless }) => [from, rows, timeless]), [['2009-07-01T00:00:00.000Z', 56, undefined]]); // prettier-ignore
    });

  it('keeps its hour and its zone', async () => {
    const project = await answered('[]', ({ ts }) => ({ ts }), ({ ts }) => ({ ts: `${ts}T23:30:00-05:00` })); // prettier-ignore
    assert.equal((await timesOf(project)).get(1), '2009-07-02T04:30:00.000Z');
  });

  const zoned: { name: string; steps: string; raw: Raw; own?: Raw; time: string }[] = [
    { name: 'as it comes', steps: '[]', raw: ({ ts }) => ({ ts: `${ts} 20:30:00` }), time: '2009-07-01T11:30:00.000Z' },
    { name: 'with a zone of its own', steps: '[]', raw: ({ ts }) => ({ ts: `${ts} 20:30:00` }), own: ({ ts }) => ({ ts: `${ts}T20:30:00-05:00` }), time: '2009-07-02T01:30:00.000Z' },
    { name: 'made by steps', steps: `[{derive: {ts: "strptime(called, '%d/%m/%Y %H:%M')"}}]`, raw: ({ ts }) => ({ called: `${slashed(ts)} 20:30` }), time: '2009-07-01T11:30:00.000Z' },
    { name: 'as a date', steps: '[]', raw: ({ ts }) => ({ ts }), time: '2009-07-01T00:00:00.000Z' },
    { name: 'as a date made by steps', steps: '[{derive: {ts: "make_date(y4, m, d)"}}]', raw: ({ ts }) => parts(ts), time: '2009-07-01T00:00:00.000Z' },
  ]; // prettier-ignore
  for (const { name, steps, raw, own, time } of zoned)
    it(`is read by the dataset's zone, as the version's knownUntil: ${name}`, async () => {
      const project = await answered(steps, raw, own ?? raw, true, 'Asia/Tokyo');
      assert.equal((await timesOf(project)).get(1), time);
      const { data } = await requirePrepared(project, 'bank');
      const newest = [...(await timesOf(project)).values()].sort().at(-1);
      if (own === undefined) assert.equal(new Date(data.to ?? '').toISOString(), newest);
    });

  const lacking: { name: string; own: Raw; told: string; count: number }[] = [
    {
      name: 'is not what the steps read',
      own: ({ ts, id }) => ({ called: id <= 3 ? '2009-07-31' : slashed(ts) }),
      told: '3 of 3 rows bring no usable "ts", e.g. "2009-07-31" as "called": they count by the time of their answer.',
      count: 3,
    },
    {
      name: 'is not sent at all',
      own: () => ({}),
      told: '56 of 56 rows bring no "called": they count by the time of their answer.',
      count: 56,
    },
  ];
  for (const { name, own, told, count } of lacking)
    it(`that ${name} is counted and told, and its row counts by the time of its answer`, async () => {
      const steps = `[{derive: {ts: "strptime(called, '%d/%m/%Y')"}}]`;
      const project = await answered(steps, ({ ts }) => ({ called: slashed(ts) }), own);
      const { summary } = await judged(project);
      assert.ok(summary.includes(`May 2010: ${told}`), summary);
      const windows = await readWindows(project.paths, 'local', '2011-01-01T00:00:00.000Z');
      const late = windows.find(({ from }) => from.startsWith('2010-05'));
      assert.deepEqual([late?.rows, late?.timeless], [count, { count, message: told }]);
      assert.equal(windows.reduce((sum, { rows }) => sum + rows, 0), 56); // prettier-ignore
      assert.equal((await judged(project)).kind, 'skipped');
    });

  it('is none where the steps of its version are wrong, and that of another version stays', async () => {
    const { version } = await livedProject();
    const made = (sql: string): Version => ({
      ...version,
      time: {
        column: 'ts',
        preparation: { steps: [{ derive: { ts: sql } }], inputs: [{ name: 'called', type: 'VARCHAR' }] },
      },
    });
    const registered = [made("strptime(called, '%d/%m/%Y')"), made('no_such_function(called)')];
    const lines = registered.map((_version, number) => ({
      id: `p${number}`, at: answeredAt, version: number, inputs: { called: '05/07/2009' }, output: { score: 0.5, label: 'yes' },
    })); // prettier-ignore
    assert.deepEqual(await rowTimes(lines, new Map(registered.entries()), { column: 'ts', steps: [] }), [
      { time: '2009-07-05T00:00:00.000Z' },
      { column: 'ts', from: ['called'], brought: '"05/07/2009"' },
    ]);
  });

  it('is told where it lacks in rows to learn from, too', async () => {
    const project = await answered('[{rename: {called: ts}}]', ({ ts }) => ({ called: ts }), ({ ts, id }) => id > 1 ? { called: ts } : {}); // prettier-ignore
    await mkdir(join(project.root, 'outcomes'));
    const labels = calls.map(({ id, y }) => `${id},${y}`);
    await writeFile(join(project.root, 'outcomes', 'all.csv'), ['id,y', ...labels, ''].join('\n'));
    const asked = { project, model: 'uptake', asOf: '2011-01-01T00:00:00.000Z' };
    assert.deepEqual((await explainedPredictions(asked, signal)).warnings, [
      '1 of 56 rows bring no "called": they count by the time of their answer.',
    ]);
  });
});
