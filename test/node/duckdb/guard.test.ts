// What SQL of a manifest may say, and that a locked database keeps shut even what the guard would let through.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDatabase, type Database } from '../../../src/node/duckdb/engine';
import { guardExpression, guardQuery } from '../../../src/node/duckdb/guard';
import { lock } from '../../../src/node/duckdb/locked';

const what = 'Step 2 (sql) of dataset "bank"';
const columns = ['a', 'b', 'user', 'day'];
const query = { what, columns, tables: ['data'] };

async function withData(use: (database: Database) => Promise<void>): Promise<void> {
  await withDatabase(async (database) => {
    await database.run(
      `CREATE TABLE data AS SELECT i AS a, i::VARCHAR AS b, 'u' AS user, i AS day FROM range(5) r(i)`,
    );
    await use(database);
  });
}

describe('guarded SQL of a manifest', () => {
  const refusedQueries: [why: string, sql: string, message: RegExp][] = [
    ['reads a CSV file', `SELECT * FROM read_csv('/etc/passwd')`, /read_csv\(\) looks outside the data/],
    ['reads a file by its name', `SELECT * FROM '/etc/passwd'`, /"\/etc\/passwd" cannot be read here/],
    ['reads a text file', `SELECT content FROM read_text('/etc/passwd')`, /read_text\(\) looks outside/],
    ['reads a file in a subquery', `SELECT (SELECT content FROM read_text('/x')) FROM data`, /read_text/],
    ['lists files', `SELECT * FROM glob('/*')`, /glob\(\) looks outside/],
    [
      'writes a file',
      `COPY data TO '/tmp/out.csv'`,
      /Only a SELECT is allowed here: write one over the table data/,
    ],
    ['attaches a database', `ATTACH '/tmp/x.db'`, /Only a SELECT is allowed/],
    ['installs an extension', 'INSTALL httpfs', /Only a SELECT is allowed/],
    ['loads an extension', `LOAD 'x.duckdb_extension'`, /Only a SELECT is allowed/],
    ['changes a setting', 'SET threads = 1', /Only a SELECT is allowed/],
    ['calls a pragma', 'PRAGMA version', /Only a SELECT is allowed/],
    ['deletes', 'DELETE FROM data', /Only a SELECT is allowed/],
    ['creates', 'CREATE TABLE x AS SELECT 1', /Only a SELECT is allowed/],
    ['has a second statement', 'SELECT 1; SELECT 2', /only one statement/],
    ['hides a second statement', `SELECT 1; COPY data TO '/tmp/x'`, /Only a SELECT|only one statement/],
    ['closes the parenthesis around it', 'SELECT * FROM data) UNION (SELECT 1', /syntax error/],
    ['is empty', '  ', /no query|syntax/],
    ['runs SQL in a string', `SELECT * FROM query('SELECT 1')`, /query\(\) looks outside/],
    ['asks for the time', 'SELECT *, now() AS t FROM data', /now\(\) gives another answer each time/],
    ['asks for the date without parentheses', 'SELECT current_date FROM data', /current_date gives another/],
    ['asks for the local time', 'SELECT localtimestamp FROM data', /localtimestamp gives another/],
    ['asks for the local time by function', 'SELECT current_localtimestamp()', /gives another answer/],
    ['counts from today', `SELECT age(TIMESTAMP '2020-01-01')`, /age\(\) gives another answer/],
    ['counts from today by a macro', `SELECT ago(INTERVAL 1 DAY)`, /ago\(\) gives another answer/],
    ['rolls dice', 'SELECT * FROM data ORDER BY random()', /random\(\) gives another answer/],
    ['makes an id', 'SELECT uuid() FROM data', /uuid\(\) gives another answer/],
    ['makes an id by its long name', 'SELECT gen_random_uuid() FROM data', /gives another answer/],
    ['sets the seed', 'SELECT setseed(0.5) FROM data', /setseed\(\) gives another answer/],
    ['takes a number from a sequence', `SELECT nextval('s') FROM data`, /nextval\(\) gives another answer/],
    ['samples', 'SELECT * FROM data USING SAMPLE 10%', /sampling takes other rows/],
    ['samples a table', 'SELECT * FROM data TABLESAMPLE 3 ROWS', /sampling takes other rows/],
    ['reads the environment', `SELECT getenv('HOME') FROM data`, /no function getenv\(\)/],
    ['reads a setting', `SELECT current_setting('threads')`, /current_setting\(\) looks outside/],
    ['asks who runs it', 'SELECT current_user FROM data', /current_user looks outside/],
    ['reads the catalog', 'SELECT * FROM duckdb_settings()', /duckdb_settings\(\) looks outside/],
    ['reads a system view', 'SELECT * FROM information_schema.tables', /"tables" cannot be read here/],
    ['reads another table', 'SELECT * FROM secrets', /"secrets" cannot be read here.*/],
    ['names its own table by a schema', 'SELECT * FROM main.data', /"data" cannot be read here/],
    ['describes', 'DESCRIBE data', /DESCRIBE or SHOW is not allowed/],
    ['summarizes', 'SELECT * FROM (SUMMARIZE data)', /DESCRIBE or SHOW is not allowed/],
    ['takes a parameter', 'SELECT $1 FROM data', /parameter is not allowed/],
  ];
  for (const [why, sql, message] of refusedQueries)
    it(`a query that ${why} is refused, naming the step`, () =>
      withData(async (database) => {
        const guarded = await guardQuery(database, sql, query);
        assert.equal(guarded.kind, 'refused');
        assert.ok(guarded.kind === 'refused');
        assert.match(guarded.problem.message, message);
        assert.ok(guarded.problem.message.startsWith(what));
      }));

  const allowedQueries: [why: string, sql: string][] = [
    ['filters', 'SELECT * FROM data WHERE a BETWEEN 1 AND 2'],
    ['ends in a semicolon', 'SELECT * FROM data;'],
    ['ends in a comment', 'SELECT * FROM data -- all of it'],
    ['names its parts', 'WITH few AS (SELECT * FROM data WHERE a < 3) SELECT * FROM few ORDER BY a'],
    ['uses a window', 'SELECT *, lag(a) OVER (ORDER BY a) AS before, row_number() OVER () AS n FROM data'],
    ['aggregates', 'SELECT b, count(*), sum(a) FILTER (WHERE a > 1) FROM data GROUP BY b ORDER BY ALL'],
    ['joins itself', 'SELECT l.* FROM data l JOIN data r USING (a)'],
    ['has a column called like a function', 'SELECT user, day FROM data'],
    ['makes dates', `SELECT make_date(2008, 5, day::INT + 1) + INTERVAL 3 DAY AS ts FROM data`],
    ['unnests', 'SELECT a, unnest([1, 2]) AS n FROM data ORDER BY a, n'],
    ['unites', 'SELECT a FROM data UNION ALL SELECT day FROM data ORDER BY 1 LIMIT 3'],
    [
      'uses lambdas and cases',
      'SELECT list_transform([a], lambda x: x + 1), CASE WHEN a > 1 THEN 1 END FROM data',
    ],
  ];
  for (const [why, sql] of allowedQueries)
    it(`a query that ${why} is allowed and runs between parentheses`, () =>
      withData(async (database) => {
        const guarded = await guardQuery(database, sql, query);
        assert.ok(guarded.kind === 'allowed', guarded.kind === 'refused' ? guarded.problem.message : '');
        await lock(database);
        assert.ok((await database.rows(`SELECT * FROM (\n${guarded.sql}\n)`)).length > 0);
      }));

  const refusedExpressions: [why: string, sql: string, message: RegExp][] = [
    ['is two', 'a, b', /not one expression/],
    ['names itself', 'a AS c', /not one expression/],
    ['reads a table', 'a FROM data', /not one expression/],
    ['brings a condition', 'a WHERE b', /not one expression/],
    ['closes the parenthesis', 'a) + (b', /syntax error/],
    ['has a subquery', '(SELECT max(a) FROM data)', /looks at one row only/],
    ['aggregates', 'max(a)', /looks at one row only/],
    ['looks at the row before', 'lag(a) OVER ()', /looks at one row only/],
    ['aggregates over a window', 'a - avg(a) OVER ()', /looks at one row only/],
    ['unnests', 'unnest([a, a])', /looks at one row only/],
    ['takes all columns', '*', /looks at one row only|not one expression/],
    ['asks for the time', 'now() > b', /now\(\) gives another answer/],
    ['reads a file', `(SELECT content FROM read_text('/etc/passwd'))`, /looks at one row only/],
    ['is not closed', 'a + ', /syntax error/],
  ];
  for (const [why, sql, message] of refusedExpressions)
    it(`an expression that ${why} is refused`, () =>
      withData(async (database) => {
        const guarded = await guardExpression(database, sql, { what, columns });
        assert.ok(guarded.kind === 'refused');
        assert.match(guarded.problem.message, message);
      }));

  it('an expression tells which columns it reads, functions of the same name aside', () =>
    withData(async (database) => {
      const guarded = await guardExpression(database, `day(DATE '2020-01-02') + a -- b`, { what, columns });
      assert.ok(guarded.kind === 'allowed');
      assert.deepEqual(guarded.mentions, ['a']);
    }));

  it('the place in the SQL is told by line and column, also after letters of several bytes', () =>
    withData(async (database) => {
      const guarded = await guardQuery(
        database,
        `SELECT 'ä€' AS x,\n  'ö' || random() AS y FROM data`,
        query,
      );
      assert.ok(guarded.kind === 'refused');
      assert.match(guarded.problem.message, /line 2, column 10 of the SQL/);
    }));
});

describe('a locked database', () => {
  const attempts = (file: string): [why: string, sql: string][] => [
    ['reading a CSV', `SELECT * FROM read_csv('${file}')`],
    ['reading by name', `SELECT * FROM '${file}'`],
    ['reading text', `SELECT * FROM read_text('${file}')`],
    ['listing', `SELECT * FROM glob('${file}')`],
    ['writing', `COPY (SELECT 1) TO '${file}.out'`],
    ['exporting', `EXPORT DATABASE '${file}.db'`],
    ['attaching', `ATTACH '${file}.db'`],
    ['installing', 'INSTALL httpfs'],
    ['loading', `LOAD '${file}'`],
    ['unlocking', 'SET enable_external_access = true'],
    ['unlocking the lock', 'SET lock_configuration = false'],
    ['allowing a folder', `SET allowed_directories = ['/']`],
    ['moving its temporary folder', `SET temp_directory = '/tmp'`],
  ];
  it('refuses by itself whatever reaches outside, even what the guard never saw', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lock-'));
    try {
      const file = join(folder, 'secret.csv');
      await writeFile(file, 'a\n1\n');
      await withData(async (database) => {
        await lock(database);
        for (const [why, sql] of attempts(file)) await assert.rejects(database.run(sql), why);
        assert.equal((await database.rows('SELECT * FROM data')).length, 5);
      });
      assert.deepEqual(await readdir(folder), ['secret.csv']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('with a writable folder still reaches nothing outside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lock-'));
    try {
      const inner = await mkdtemp(join(folder, 'inner-'));
      const file = join(folder, 'secret.csv');
      await writeFile(file, 'a\n1\n');
      await withData(async (database) => {
        await lock(database, { writable: inner });
        await database.run(`COPY data TO '${inner}/out.parquet' (FORMAT parquet)`);
        for (const [why, sql] of attempts(file)) await assert.rejects(database.run(sql), why);
        await assert.rejects(database.run(`SELECT * FROM read_text('${inner}/../secret.csv')`));
      });
      assert.deepEqual(await readdir(inner), ['out.parquet']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('answers as_of() with the time judged at, and only through it', () =>
    withData(async (database) => {
      await lock(database, { asOf: '2009-06-30T22:00:00.000Z' });
      const guarded = await guardQuery(database, 'SELECT as_of() AS t FROM data LIMIT 1', query);
      assert.ok(guarded.kind === 'allowed', guarded.kind === 'refused' ? guarded.problem.message : '');
      assert.deepEqual(await database.rows(guarded.sql), [{ t: '2009-06-30T22:00:00Z' }]);
    }));
});
