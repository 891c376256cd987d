// What a manifest expects, on a small table where each answer is known.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLifecycleError } from '../../../src/core/errors';
import type { Expect } from '../../../src/core/manifest/manifest';
import { fromManifest } from '../../../src/core/expect/fromManifest';
import { testAll } from '../../../src/node/check/testAll';
import { openDatabase, withDatabase, type Database } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';

type ColumnExpectation = NonNullable<Expect['columns']>[string];

const table = `(SELECT * FROM (VALUES
  (1, 20, 1.0::DOUBLE, 'yes', true, DATE '2020-01-01', 'a1'),
  (2, 99, 2.5, 'no', false, '2020-01-02', 'b2'),
  (2, NULL, 'NaN', 'maybe', NULL, NULL, 'c'))
  t(id, age, score, y, flag, day, code))`;

const tested = (db: Database, from: string, expect: Expect) =>
  testAll(db, {
    dataset: 'dataset "d"',
    table: from,
    expectations: fromManifest(expect),
    asOf: '2020-01-01T12:00:00Z',
  });

describe('expectations', () => {
  let db: Database & { close(): Promise<void> };
  let folder: string;
  before(async () => {
    db = await openDatabase();
    folder = await mkdtemp(join(tmpdir(), 'expect-'));
  });
  after(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  const cases: [string, ColumnExpectation, boolean, number, number][] = [
    ['age', { type: 'integer' }, true, 0, 2],
    ['age', { type: 'number' }, true, 0, 2],
    ['age', { type: 'string' }, false, 2, 2],
    ['score', { type: 'number' }, true, 0, 3],
    ['score', { type: 'integer' }, false, 2, 3],
    ['day', { type: 'date' }, true, 0, 2],
    ['day', { type: 'timestamp' }, true, 0, 2],
    ['flag', { type: 'boolean' }, true, 0, 2],
    ['age', { between: [18, 95] }, false, 1, 2],
    ['age', { between: [20, 99] }, true, 0, 2],
    ['score', { between: [1, 2.5] }, false, 1, 3],
    ['code', { between: [0, 1] }, false, 3, 3],
    ['y', { in: ['yes', 'no'] }, false, 1, 3],
    ['y', { in: ['yes', 'no', 'maybe'] }, true, 0, 3],
    ['age', { in: [20, '99'] }, true, 0, 2],
    ['flag', { in: [true] }, false, 1, 2],
    ['code', { matches: '[a-z]\\d' }, false, 1, 3],
    ['code', { matches: '[a-z]\\d?' }, true, 0, 3],
    ['id', { matches: '\\d' }, true, 0, 3],
    ['age', { missing: '<= 40%' }, true, 0, 3],
    ['age', { missing: '<= 33%' }, false, 1, 3],
    ['age', { missing: '= 0' }, false, 1, 3],
    ['age', { missing: '<= 1' }, true, 0, 3],
    ['score', { missing: '= 1' }, true, 0, 3],
    ['id', { distinct: '>= 2' }, true, 0, 3],
    ['id', { distinct: '> 2' }, false, 1, 3],
  ];
  for (const [name, expected, passed, unexpectedCount, elementCount] of cases)
    it(`${name} ${JSON.stringify(expected)}: ${passed ? 'met' : 'not met'}`, async () => {
      const [result, ...more] = await tested(db, table, { columns: { [name]: expected } });
      assert.deepEqual(more, []);
      assert.deepEqual(
        [result?.passed, result?.unexpectedCount, result?.elementCount],
        [passed, unexpectedCount, elementCount],
      );
    });

  it('show the offending rows, twenty at most', async () => {
    const [result] = await tested(db, '(SELECT i FROM range(100) t(i))', {
      columns: { i: { between: [0, 9] } },
    });
    assert.equal(result?.unexpectedCount, 90);
    assert.deepEqual(result?.rows[0], { i: 10 });
    assert.equal(result?.rows.length, 20);
    assert.equal(result?.expectation, 'columns.i.between [0, 9]');
    assert.equal(result?.observed, '90 values not, e.g. 10, 11, 12');
  });

  it('count rows and find repeated keys', async () => {
    const results = await tested(db, table, { rows: '>= 3', unique: ['id'] });
    assert.deepEqual(
      results.map(({ passed }) => passed),
      [true, false],
    );
    assert.deepEqual(
      results[1]?.rows.map(({ id }) => id),
      [2, 2],
    );
    const pairs = await tested(db, table, { unique: ['id', 'y'] });
    assert.deepEqual(
      pairs.map(({ passed, observed }) => [passed, observed]),
      [[true, 'all different']],
    );
  });

  it('fail on a column that is not there', async () => {
    const results = await tested(db, table, {
      unique: ['absent'],
      columns: { gone: { type: 'integer', missing: '<= 1%' } },
    });
    assert.deepEqual(
      results.map(({ expectation, passed, observed }) => [expectation, passed, observed]),
      [
        ['unique [absent]', false, 'there is no column absent'],
        ['columns.gone.type integer', false, 'there is no column gone'],
        ['columns.gone.missing <= 1%', false, 'there is no column gone'],
      ],
    );
  });

  it('refuse a pattern that is none', async () => {
    await assert.rejects(
      tested(db, table, { columns: { code: { matches: '(' } } }),
      (error) =>
        isLifecycleError(error) && error.code === 'input' && /columns\.code\.matches/.test(error.message),
    );
  });

  describe('of SQL', () => {
    let file: string;
    before(async () => {
      file = join(folder, 'data.parquet');
      await db.run(`COPY (SELECT * FROM ${table}) TO ${literal(file)} (FORMAT parquet)`);
    });
    const run = (sql: string) =>
      withDatabase((own) => tested(own, `read_parquet(${literal(file)})`, { sql: { q: sql } }));

    it('take the rows returned as violations and know the time judged at', async () => {
      const [result] = await run('SELECT id, day FROM data WHERE day > as_of()');
      assert.deepEqual(
        [result?.passed, result?.unexpectedCount, result?.rows],
        [false, 1, [{ id: 2, day: '2020-01-02' }]],
      );
      assert.equal((await run('SELECT * FROM data WHERE id > 5'))[0]?.passed, true);
    });

    const refused = [
      `SELECT * FROM read_csv('/etc/passwd')`,
      `COPY data TO '/tmp/x.csv'`,
      'SELECT 1; SELECT 2',
      'SELECT * FROM data WHERE day > now()',
      'SELECT absent FROM data',
      'SELECT',
    ];
    for (const sql of refused)
      it(`refuse ${sql}`, () =>
        assert.rejects(run(sql), (error) => isLifecycleError(error) && error.code === 'input'));
  });
});
