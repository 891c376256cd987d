// Labels of customers who come again each month: which prediction each of them belongs to, and which column of their files says it.
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputRow } from '../../../src/core/dataset/inputRow';
import { isLifecycleError } from '../../../src/core/errors';
import type { MonitorDocument } from '../../../src/core/monitor/outcomes';
import { seededRandom } from '../../../src/core/random';
import type { Outcome } from '../../../src/core/run/run';
import { clockAt } from '../../../src/node/clock';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { readWindows } from '../../../src/node/monitor/files';
import { judgeMonitor } from '../../../src/node/monitor/judgeMonitor';
import { loggedPredictions } from '../../../src/node/monitor/labelled';
import { explainedPredictions } from '../../../src/node/monitor/modelPredictions';
import { prepareDataset } from '../../../src/node/prepare/prepare';
import { openProject, type Project } from '../../../src/node/project';
import { compareWith } from '../../../src/node/promote/compare';
import { readRegistry } from '../../../src/node/registry/read';
import { writeVersion } from '../../../src/node/registry/write';
import { openPredictionLog } from '../../../src/node/server/predictionLog';
import { monitor } from '../../../src/node/stages/monitor';
import { callsOf, livedProject, type Call, type LivedProject } from './livedProject';

const signal = new AbortController().signal;
const asOf = '2009-12-01T00:00:00.000Z';
const customers = 100;
const months = ['2009-07', '2009-08', '2009-09'];
/** A snapshot of each customer at the start of each month. */
const snapshots = months.flatMap((month, index) =>
  callsOf({ month, count: customers, seed: index + 2, firstId: 1 }),
);
const ofMonth = (month: string) => snapshots.filter(({ ts }) => ts.startsWith(month));

const loggedOf = (project: Project, until = asOf) => {
  const settings = project.manifest.monitors?.['local'];
  assert.ok(settings);
  return loggedPredictions({ project, deployment: 'local', settings, asOf: until }, signal);
};
const rowsOf = async (project: Project, until = asOf) => (await loggedOf(project, until)).rows;
const performed = async (project: Project, until = asOf) =>
  monitor.perform(
    {},
    {
      project,
      clock: clockAt(until),
      run: { id: 'test', folder: project.root },
      report: () => undefined,
      settled: () => Promise.resolve(),
      signal,
    },
  );
const windowsOf = async (project: Project, until = asOf) =>
  (await judgeMonitor({ project, name: 'local', asOf: until }, signal)).windows;
const outcomes = async ({ root }: Project, name: string, lines: readonly string[]) => {
  await mkdir(join(root, 'outcomes'), { recursive: true });
  await writeFile(join(root, 'outcomes', name), [...lines, ''].join('\n'));
};
const changed = async ({ root }: Project, ...pairs: readonly (readonly [string, string])[]) => {
  const file = join(root, 'lifecycle.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    pairs.reduce((now, [from, to]) => now.replace(from, to), text),
  );
  const project = await openProject(root);
  assert.deepEqual(project.problems, []);
  return project;
};
const timed = (calls: readonly Call[]) => ['id,ts,y', ...calls.map(({ id, ts, y }) => `${id},${ts},${y}`)];

describe('customers who come again', () => {
  const isTrue = async (lived: LivedProject) => {
    const rows = await rowsOf(lived.project);
    const truth = new Map(snapshots.map(({ id, ts, y }) => [`${id} ${ts}`, y]));
    for (const { line, label } of rows)
      assert.equal(label, truth.get(`${String(line.inputs['id'])} ${String(line.inputs['ts'])}`));
    return rows.length;
  };

  it('are each counted in every month, and a row that was sent again once', async () => {
    const lived = await livedProject();
    await lived.answer(snapshots);
    await lived.answer(ofMonth('2009-08'));
    const windows = await windowsOf(lived.project);
    assert.deepEqual(windows.map(({ rows }) => rows), [100, 100, 100]); // prettier-ignore
  });

  for (const [name, lines] of [
    ['as the rows write it', timed(snapshots)],
    ['with an hour', ['id,ts,y', ...snapshots.map(({ id, ts, y }) => `${id},${ts} 00:00:00,${y}`)]],
    [
      'last, beside other columns',
      ['y,agent,id,ts', ...snapshots.map(({ id, ts, y }) => `${y},Bo,${id},${ts}`)],
    ],
  ] as const)
    // prettier-ignore
    it(`have the label of their own month where the files tell its time: ${name}`, async () => {
      const lived = await livedProject();
      await lived.answer(snapshots);
      await outcomes(lived.project, 'all.csv', lines);
      assert.equal(await isTrue(lived), 300);
      const asked = { project: lived.project, model: 'uptake', asOf };
      const { predictions, warnings } = await explainedPredictions(asked, signal);
      assert.deepEqual([predictions.length, warnings], [300, []], 'each is learnt from');
      const { state: registry } = await readRegistry(lived.project.paths, 'uptake');
      const candidate = { ...lived.version, version: 2, calibration: { intercept: 0, slope: -1 } };
      const { comparison: compared } = await compareWith(
        { project: lived.project, clock: clockAt(asOf), registry, ever: registry, champion: lived.version, candidate },
        signal,
      );
      assert.equal(compared?.rows, 300, 'and compared on');
    });

  it('have it too where the dataset names the zone of its times', async () => {
    const lived = await livedProject();
    await lived.answer(snapshots.map((call) => ({ ...call, ts: `${call.ts} 08:30:00` })));
    const project = await changed(lived.project, ['time: ts', 'time: {column: ts, zone: Asia/Tokyo}']);
    await outcomes(project, 'all.csv', timed(snapshots.map((call) => ({ ...call, ts: `${call.ts} 08:30:00` })))); // prettier-ignore
    assert.deepEqual((await rowsOf(project)).map(({ label }) => label), snapshots.map(({ y }) => y)); // prettier-ignore
  });

  it('keep the figures of a month when the next outcomes come', async () => {
    const lived = await livedProject();
    await lived.answer(snapshots);
    const july = async () =>
      (await windowsOf(lived.project)).find(({ from }) => from.startsWith('2009-07'))?.performance?.value;
    await outcomes(lived.project, '2009-07.csv', timed(ofMonth('2009-07')));
    const before = await july();
    assert.ok(before !== undefined);
    assert.deepEqual((await windowsOf(lived.project)).map(({ labelled }) => labelled), [100, 0, 0]); // prettier-ignore
    await outcomes(lived.project, '2009-08.csv', timed(ofMonth('2009-08')));
    assert.equal(await july(), before);
  });

  it('have no label where the files do not tell its time, and that is told with the way out', async () => {
    const lived = await livedProject();
    await lived.answer(snapshots);
    await lived.label('2009-07', ofMonth('2009-07'));
    // While there is only one, it is that one's.
    const known = await windowsOf(lived.project, '2009-07-31T00:00:00.000Z');
    assert.deepEqual(known.map(({ labelled }) => labelled), [ofMonth('2009-07').filter(({ ts }) => ts < '2009-07-17').length]); // prettier-ignore
    const windows = await windowsOf(lived.project);
    assert.deepEqual(windows.map(({ rows, labelled, ambiguous, performance }) => [rows, labelled, ambiguous?.count, performance]), months.map(() => [100, 0, 100, undefined])); // prettier-ignore
    const { passed, summary } = await performed(lived.project, '2009-12-02T00:00:00.000Z');
    assert.equal(passed, false);
    assert.match(summary, /No window has changed/);
    assert.equal(summary.match(/2009: 100 of 100 rows have a "id" that comes again/g)?.length, 3, summary);
    assert.match(summary, /Mend the files that labels\.path/);
    assert.match(
      windows[0]?.ambiguous?.message ?? '',
      /^100 of 100 rows have a "id" that comes again at another time.* Bring "ts" both with the rows that are asked about and in the label files, or join by the id that the server answered with\.$/,
    );
    const asked = { project: lived.project, model: 'uptake', asOf };
    await assert.rejects(explainedPredictions(asked, signal), /300 of 300 rows have a "id" that comes again/);
    await outcomes(lived.project, '2009-07.csv', timed(ofMonth('2009-07')));
    const mended = await windowsOf(lived.project);
    assert.deepEqual(mended.map(({ labelled, ambiguous }) => [labelled, ambiguous]), [[100, undefined], [0, undefined], [0, undefined]]); // prettier-ignore
  });

  it('have their days read as those were that the model learnt from', async () => {
    const lived = await livedProject({ reading: { decimal: '.', date: '%m/%d/%Y' } });
    await lived.answer(snapshots);
    const slashed = snapshots.map((call) => ({
      ...call,
      ts: call.ts.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1'),
    }));
    const few = slashed.filter(({ ts }) => Number(ts.slice(3, 5)) <= 12);
    await outcomes(lived.project, 'all.csv', timed(few));
    const rows = await rowsOf(lived.project);
    assert.equal(rows.filter(({ label }) => label !== undefined).length, few.length);
  });

  it('are told how both write their times where only these differ', async () => {
    const lived = await livedProject();
    await lived.answer(snapshots);
    await outcomes(lived.project, 'all.csv', timed(snapshots.map((call) => ({ ...call, ts: call.ts.replace('2009', '2010') })))); // prettier-ignore
    assert.match(
      (await performed(lived.project)).summary,
      /0 of 300 labels match a prediction: "ts" of the label with the "id" "1" is "2010-09-01T00:00:00", that of its prediction "2009-07-01T00:00:00"\./,
    );
  });
});

describe('a key that is a moment', () => {
  const random = seededRandom(7);
  const calls = ofMonth('2009-07');
  const two = (number: number) => String(number).padStart(2, '0');
  /** Milliseconds since 1970, each another; every third on a whole second. */
  const moments = calls.map(
    (_, index) => Date.UTC(2009, 6, 1 + (index % 28), index) + random.below(3600) * 1000 + (index % 3 && random.below(1000)),
  ); // prettier-ignore
  const days = calls.map((_, index) => Date.UTC(2009, 1, index));
  const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
  const naive = (at: number) => iso(at).slice(0, -1);
  const shifted = (at: number, hours: number) =>
    `${naive(at + hours * 3_600_000)}${hours < 0 ? '-' : '+'}${two(Math.abs(hours))}:00`;
  type Form = (at: number) => string;
  const day: Form = (at) => iso(at).slice(0, 10);
  const forms: readonly Form[] = [
    iso,
    naive,
    (at) => naive(at).replace('T', ' '),
    (at) => `${naive(at).replace('T', ' ')}+00`,
    (at) => shifted(at, 1 + random.below(11)),
    (at) => shifted(at, -1 - random.below(11)),
    (at) => new Date(at).toISOString().replace('Z', '000Z'),
    (at) => (at % 86_400_000 === 0 ? day(at) : iso(at)),
  ];
  const anyForm: Form = (at) => (forms[random.below(forms.length)] as Form)(at);

  const lived = async (times: readonly number[], form: Form) => {
    const made = await livedProject();
    await made.answer(calls.map((call, index) => ({ ...call, seen: form(times[index] as number) })));
    return changed(made.project, ['key: id, delay', 'key: seen, delay'], ['*.csv', '*']);
  };
  const csvOf = (form: Form) => (project: Project, times: readonly number[]) =>
    outcomes(project, 'all.csv', ['seen,y', ...calls.map(({ y }, index) => `${form(times[index] as number)},${y}`)]); // prettier-ignore
  const parquetOf = (type: string) => async (project: Project, times: readonly number[]) => {
    await csvOf(iso)(project, times);
    const csv = join(project.root, 'outcomes', 'all.csv');
    const columns = `{seen: 'TIMESTAMPTZ', y: 'VARCHAR'}`;
    await withDatabase((database) =>
      database.run(
        `COPY (SELECT seen::${type} AS seen, y FROM read_csv(${literal(csv)}, columns = ${columns})) TO ${literal(join(project.root, 'outcomes', 'all.parquet'))} (FORMAT parquet)`,
      ),
    );
    await rm(csv);
  };

  for (const [name, write, times] of [
    ['a CSV of times without a zone', csvOf((at) => naive(at).replace('T', ' ')), moments],
    ['a CSV of times of UTC', csvOf(iso), moments],
    ['a CSV of times of many zones', csvOf((at) => shifted(at, random.below(23) - 11)), moments],
    ['a CSV of every form', csvOf(anyForm), moments],
    ['a CSV of days', csvOf(day), days],
    ['a Parquet file of TIMESTAMP', parquetOf('TIMESTAMP'), moments],
    ['a Parquet file of TIMESTAMP_NS', parquetOf('TIMESTAMP::TIMESTAMP_NS'), moments],
    ['a Parquet file of TIMESTAMPTZ', parquetOf('TIMESTAMPTZ'), moments],
    ['a Parquet file of text', parquetOf('VARCHAR'), moments],
    ['a Parquet file of DATE', parquetOf('DATE'), days],
  ] as const)
    it(`joins however a request wrote it: ${name}`, async () => {
      const project = await lived(times, anyForm);
      await write(project, times);
      const rows = await rowsOf(project);
      const labels = new Map(rows.map(({ line, label }) => [line.inputs['id'], label]));
      assert.deepEqual(calls.map(({ id }) => labels.get(id)), calls.map(({ y }) => y)); // prettier-ignore
    });

  const cut = (at: number) => day(at).split('-') as [string, string, string];
  for (const [what, form] of [
    ['days of one to three digits', (at) => cut(at).map(Number).join('/')],
    ['years first', (at) => cut(at).join('/')],
    ['months first', (at) => (([year, month, date]) => `${month}/${date}/${year}`)(cut(at))],
    ['days first', (at) => cut(at).reverse().join('.')],
  ] satisfies readonly (readonly [string, Form])[])
    for (const [asked, sent] of [
      ['writes it as the file does', form],
      ['writes it as ISO', day],
    ] satisfies readonly (readonly [string, Form])[])
      it(`joins where a request ${asked}: a CSV of ${what}`, async () => {
        const project = await lived(days, sent);
        await csvOf(form)(project, days);
        const rows = await rowsOf(project);
        const labels = new Map(rows.map(({ line, label }) => [line.inputs['id'], label]));
        assert.deepEqual(calls.map(({ id }) => labels.get(id)), calls.map(({ y }) => y)); // prettier-ignore
      });

  it('joins as it is written where files with fewer days are read with days and months the other way round', async () => {
    const form: Form = (at) => (([year, month, date]) => `${month}/${date}/${year}`)(cut(at));
    const project = await lived(days, form);
    const lines = calls.map(({ y }, index) => `${form(days[index] as number)},${y}`);
    for (let from = 0; from < lines.length; from += 5)
      await outcomes(project, `${two(from)}.csv`, ['seen,y', ...lines.slice(from, from + 5)]);
    const rows = await rowsOf(project);
    const labels = new Map(rows.map(({ line, label }) => [line.inputs['id'], label]));
    assert.deepEqual(calls.map(({ id }) => labels.get(id)), calls.map(({ y }) => y)); // prettier-ignore
  });

  it('is told as its file writes it where none matches', async () => {
    const project = await lived(moments, iso);
    const later = moments.map((at) => at + 86_400_000 * 400);
    await csvOf(iso)(project, later);
    const { unjoined } = await loggedOf(project);
    assert.equal(unjoined?.labelKey, iso(later[0] as number));
    assert.equal(unjoined.predictionKey, iso(moments[0] as number));
  });

  it('joins where it is the time of the rows, in the zone that the dataset names', async () => {
    const made = await livedProject();
    const timed = calls.map((call) => ({ ...call, ts: `${call.ts}T08:${two(call.id % 60)}:00` }));
    await made.answer(timed);
    const project = await changed(made.project, ['time: ts', 'time: {column: ts, zone: Asia/Tokyo}'], ['key: id, delay', 'key: ts, delay']); // prettier-ignore
    await outcomes(project, 'all.csv', ['ts,y', ...timed.map(({ ts, y }) => `${ts.replace('T', ' ')},${y}`)]);
    const { unjoined, rows } = await loggedOf(project);
    assert.equal(unjoined, undefined);
    assert.ok(rows.every(({ label }) => label !== undefined));
  });
});

describe('a key that is a fraction', () => {
  for (const [how, sent] of [
    ['as the file writes it', (id: number) => id.toFixed(2)],
    ['as a number', (id: number) => id],
  ] as const)
    it(`joins where a request sends it ${how}`, async () => {
      const made = await livedProject();
      const calls = ofMonth('2009-07');
      await made.answer(calls.map((call) => ({ ...call, part: sent(call.id / 4) })));
      const project = await changed(made.project, ['key: id, delay', 'key: part, delay']);
      await outcomes(project, 'all.csv', ['part,y', ',yes', '0.10,', ...calls.map(({ id, y }) => `${(id / 4).toFixed(2)},${y}`)]); // prettier-ignore
      const rows = await rowsOf(project);
      assert.deepEqual(rows.map(({ label }) => label), calls.map(({ y }) => y)); // prettier-ignore
    });
});

describe('the outcome of a label file', () => {
  const unmatchedIn = ({ document }: Outcome) =>
    (document as unknown as MonitorDocument).monitors[0]?.unmatched;

  it('is missed aloud where no file matches, once labels are due', async () => {
    const lived = await livedProject();
    await lived.answer(ofMonth('2009-07'));
    const told = /No file matches labels\.path "outcomes\/\*\.csv", so no row is labelled\. Put the files/;
    const early = await performed(lived.project, '2009-07-10T00:00:00.000Z');
    assert.doesNotMatch(early.summary, told);
    assert.equal(unmatchedIn(early), undefined);
    const due = await performed(lived.project);
    assert.match(due.summary, told);
    assert.equal(unmatchedIn(due), 'outcomes/*.csv');
    await outcomes(lived.project, '2009-07.csv', timed(ofMonth('2009-07')));
    assert.equal(unmatchedIn(await performed(lived.project)), undefined);
  });

  it('is read beside a file that is empty, which is told once', async () => {
    const lived = await livedProject();
    await lived.answer(ofMonth('2009-07'));
    await outcomes(lived.project, '2009-07.csv', timed(ofMonth('2009-07')));
    for (const name of ['2009-08.csv', '2009-09.csv'])
      await writeFile(join(lived.project.root, 'outcomes', name), '');
    const { rows, remarks } = await loggedOf(lived.project);
    assert.equal(rows.filter(({ label }) => label !== undefined).length, customers);
    assert.equal(remarks.length, 1);
    assert.match(remarks[0] ?? '', /2009-08\.csv and 1 more file are empty: no outcome was read there\./);
  });

  it('keeps its own monitor from being judged where its file is torn, and no other', async () => {
    const lived = await livedProject();
    await lived.answer(ofMonth('2009-07'));
    const project = await changed(
      lived.project,
      ['deployments: {', 'deployments: {torn: {model: uptake@champion}, '],
      ['monitors:', 'monitors:\n  torn: {window: 1 month, labels: {path: torn.csv, key: id}}'],
    );
    await writeFile(join(project.root, 'torn.csv'), 'id,ts,y\n1,2009-07-01,no\n2,2009-');
    const told = /torn\.csv, line 3: The line has 2 columns, the header has 3: 2,2009-/;
    await assert.rejects(performed(project), (error: unknown) => {
      assert.ok(isLifecycleError(error));
      assert.equal(error.message, '1 of 2 monitors failed: torn.');
      assert.match(error.problems[0]?.message ?? '', told);
      assert.match(error.problems[0]?.hint ?? '', /^Give every line as many columns/);
      return true;
    });
    const windows = await readWindows(project.paths, 'local', asOf);
    assert.deepEqual(windows.map(({ rows }) => rows), [customers]); // prettier-ignore
  });

  it('is in the column of the target, whatever stands before it', async () => {
    const lived = await livedProject();
    const calls = ofMonth('2009-07');
    await lived.answer(calls);
    await outcomes(lived.project, 'all.csv', ['id,agent,y', ...calls.map(({ id, y }) => `${id},Bo,${y}`)]);
    assert.deepEqual((await rowsOf(lived.project)).map(({ label }) => label), calls.map(({ y }) => y)); // prettier-ignore
  });

  it('is asked for where several columns may be it', async () => {
    const lived = await livedProject();
    await lived.answer(ofMonth('2009-07'));
    await outcomes(lived.project, 'all.csv', ['id,agent,bought', '1,Bo,yes']);
    await assert.rejects(
      performed(lived.project),
      (error: Error & { hint?: string }) =>
        /all\.csv holds id, agent, bought: which of agent, bought is the outcome is not said\./.test(error.message) &&
        error.hint === 'Call the column of the outcomes "y", as the dataset does, or leave one column beside "id".',
    ); // prettier-ignore
  });

  it('is named where the version knows none of its labels', async () => {
    const lived = await livedProject();
    await lived.answer(ofMonth('2009-07'));
    await outcomes(lived.project, 'all.csv', ['id,bought', ...ofMonth('2009-07').map(({ id }) => `${id},Bo`)]); // prettier-ignore
    assert.match((await performed(lived.project)).summary, /100 of 100 labels in column "bought" are none of no, yes, e\.g\. "Bo"/); // prettier-ignore
  });
});

interface Case {
  readonly name: string;
  readonly steps: string;
  readonly target?: string;
  readonly values?: readonly (string | number)[];
  readonly header: string;
  readonly lines: readonly string[];
  readonly labels: readonly (string | undefined)[];
  readonly told?: RegExp;
}

describe('a label that is written as the target was collected', () => {
  const german = `[{derive: {"Umsatz (€)": "replace(replace(\\"Umsatz (€)\\", '.', ''), ',', '.')::DOUBLE"}}]`;
  const row = (id: number, value: string | number): InputRow => ({ id, ts: '2009-07-01', age: 40, job: 'admin', 'Umsatz (€)': value }); // prettier-ignore
  const cases = [
    { name: 'a number of another country', steps: german, header: 'id;Umsatz (€)', lines: ['1;1.463,65', '2;1.463', '3;463,5'], labels: ['1463.65', '1463', '463.5'] },
    { name: 'a number that is one in other words', steps: german, header: 'id;Umsatz (€)', lines: ['1;1463,65', '2;12,5', '3;3'], labels: ['1463.65', '12.5', '3'] },
    { name: 'a number as prepared, beside text', steps: german, header: 'id;Umsatz (€)', lines: ['1;1463.65', '2;offen', '3;463.5'], labels: ['1463.65', undefined, '463.5'] },
    { name: 'dotted thousands only, which is told', steps: german, header: 'id;Umsatz (€)', lines: ['1;1.463', '2;12.500', '3;7'], labels: ['1463', '12500', '7'], told: /all\.csv: "1\.463" in column "Umsatz \(€\)" is read as 1463, as the dataset's preparation reads it, though/ },
    { name: 'a number as prepared', steps: german, header: 'id;Umsatz (€)', lines: ['1;1463.65', '2;12.500', '3;7'], labels: ['1463.65', '12.500', '7'] },
    { name: 'under the name that it was renamed from', steps: '[{rename: {"Umsatz (€)": umsatz}}, {derive: {umsatz: "replace(replace(umsatz, \'.\', \'\'), \',\', \'.\')::DOUBLE / 100"}}]', target: 'umsatz', header: 'id;Filiale;Umsatz (€)', lines: ['1;Ulm;100', '2;Ulm;250,5', '3;Ulm;3'], labels: ['1', '2.505', '0.03'] },
    { name: 'under that name, in whole numbers alone', steps: '[{rename: {"Umsatz (€)": umsatz}}, {derive: {umsatz: "replace(replace(umsatz, \'.\', \'\'), \',\', \'.\')::DOUBLE / 100"}}]', target: 'umsatz', header: 'id;Filiale;Umsatz (€)', lines: ['1;Ulm;100', '2;Ulm;250', '3;Ulm;3'], labels: ['1', '2.5', '0.03'] },
  ]; // prettier-ignore
  const thousandfold = `[{derive: {"Umsatz (€)": '"Umsatz (€)" * 1000'}}]`;
  const numbers = [
    { name: 'a number that was collected as one, which is told', steps: thousandfold, values: [1.5, 2, 3], header: 'id;Umsatz (€)', lines: ['1;3.74', '2;2', '3;7'], labels: ['3740', '2000', '7000'], told: /all\.csv: "3\.74" in column "Umsatz \(€\)" is read as 3740, .* If it is one, give the column another name/ },
    { name: 'nothing of a column of another name', steps: thousandfold, values: [1.5, 2, 3], header: 'id;as prepared', lines: ['1;3740', '2;2000.5', '3;7000'], labels: ['3740.0', '2000.5', '7000.0'] },
    { name: 'a number that stays as it is, without a word', steps: `[{derive: {"Umsatz (€)": 'greatest("Umsatz (€)", 0)'}}]`, values: [1.5, 2, 3], header: 'id;Umsatz (€)', lines: ['1;3.74', '2;2', '3;7'], labels: ['3.74', '2.0', '7.0'] },
  ]; // prettier-ignore
  for (const {
    name,
    steps,
    target = 'Umsatz (€)',
    header,
    lines,
    labels,
    told,
    values = ['1.001,14', '12,5', '7,25'],
  } of [...cases, ...numbers] as readonly Case[])
    // prettier-ignore
    it(`is read as its preparation reads it: ${name}`, async () => {
      const lived = await livedProject();
      const rows = values.map((value, at) => row(at + 1, value));
      await writeFile(join(lived.project.root, 'bank.jsonl'), rows.map((one) => `${JSON.stringify(one)}\n`).join('')); // prettier-ignore
      const project = await changed(lived.project, ['path: bank.csv', 'path: bank.jsonl'], ['target: y, positive: "yes"', `target: "${target}", prepare: ${steps}`], ['metric: roc_auc, target: ">= 0.65"', 'metric: mae, target: "<= 75"'], ['dataset: bank,', 'dataset: bank, task: regression,'], ['performance: {metric: roc_auc, min: 0.65}', 'performance: {metric: mae, max: 75}']); // prettier-ignore
      const dataset = project.manifest.datasets?.['bank'];
      assert.ok(dataset);
      const { version: prepared } = await prepareDataset({ project, clock: clockAt('2009-06-01T00:00:00.000Z'), name: 'bank', dataset, report: () => undefined, signal }); // prettier-ignore
      const { classes: _classes, positive: _positive, threshold: _threshold, ...version } = lived.version;
      const lineage = { dataset: 'bank', prepared: prepared.fingerprint };
      await writeVersion(project.paths, { ...version, version: 2, task: 'regression', target, lineage }, '');
      const log = await openPredictionLog(deploymentFiles(project.paths, 'local').predictions);
      await log.append(
        rows.map(({ 'Umsatz (€)': _target, ...inputs }) => ({
          id: `p${String(inputs['id'])}`, at: '2009-07-01T12:00:00.000Z', version: 2, inputs, output: { score: 1 },
        })),
      ); // prettier-ignore
      await log.close();
      await outcomes(project, 'all.csv', [header, ...lines]);
      const read = await loggedOf(project);
      assert.deepEqual(read.rows.map(({ label }) => label), labels); // prettier-ignore
      assert.equal(read.remarks.length, told ? 1 : 0);
      if (told) assert.match(read.remarks[0] ?? '', told);
    });
});
