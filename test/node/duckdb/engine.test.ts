// A database of one's own: values, cancelling, memory, what is left behind.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLifecycleError } from '../../../src/core/errors';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { identifier, literal } from '../../../src/node/duckdb/quote';
import { translate } from '../../../src/node/duckdb/translate';

describe('a DuckDB database', () => {
  const cells: [sql: string, value: unknown][] = [
    ['42::BIGINT', 42],
    ['9007199254740993::BIGINT', '9007199254740993'],
    ['count(*)', 1],
    ['sum(170141183460469231731687303715884105::HUGEINT)', '170141183460469231731687303715884105'],
    ['1.25::DECIMAL(9,2)', 1.25],
    [`'nan'::DOUBLE`, NaN],
    [`'-infinity'::DOUBLE`, -Infinity],
    [`TIMESTAMP '2008-05-05 12:30:00'`, '2008-05-05T12:30:00Z'],
    [`TIMESTAMP '2008-05-05 12:30:00.123456'`, '2008-05-05T12:30:00.123456Z'],
    [`TIMESTAMPTZ '2008-05-05 12:30:00+02'`, '2008-05-05T10:30:00Z'],
    [`DATE '2008-05-05'`, '2008-05-05'],
    [`TIMESTAMP 'infinity'`, 'infinity'],
    ['NULL', null],
    ['true', true],
    [`['a', NULL]`, ['a', null]],
    [`{'x': 1::BIGINT}`, { x: 1 }],
    [`'ä'`, 'ä'],
  ];
  for (const [sql, value] of cells)
    it(`gives ${sql} as ${String(JSON.stringify(value))}`, () =>
      withDatabase(async (database) => {
        assert.deepEqual(await database.rows(`SELECT ${sql} AS v`), [{ v: value }]);
      }));

  it('binds parameters and quotes what cannot be bound', () =>
    withDatabase(async (database) => {
      assert.deepEqual(await database.rows('SELECT $1 AS a, $2 AS b', [`it's`, 2]), [{ a: `it's`, b: 2 }]);
      const odd = `a "quoted" ; name--'`;
      const sql = `SELECT ${literal(`x'; DROP TABLE y --`)} AS ${identifier(odd)}, ${literal(NaN)} AS n`;
      assert.deepEqual(await database.rows(sql), [{ [odd]: `x'; DROP TABLE y --`, n: NaN }]);
    }));

  it('stops a running query when the signal aborts, and says it was cancelled', async () => {
    const abort = new AbortController();
    const endless = withDatabase(
      async (database) => {
        setTimeout(() => abort.abort(), 50);
        await database.rows('SELECT sum(a.i * b.i) FROM range(1000000) a(i), range(1000000) b(i)');
      },
      { signal: abort.signal },
    );
    await assert.rejects(endless, (error) => isLifecycleError(error) && error.code === 'cancelled');
  });

  it('does not begin when the signal has aborted already', async () => {
    const started = withDatabase(() => Promise.resolve(), { signal: AbortSignal.abort() });
    await assert.rejects(started, (error) => isLifecycleError(error) && error.code === 'cancelled');
  });

  const errors: [sql: string, code: string, message: RegExp][] = [
    ['SELECT nothing FROM range(3)', 'input', /^Referenced column "nothing" not found in FROM clause!$/],
    ['SELEKT 1', 'input', /^syntax error at or near "SELEKT"\.$/],
    [`SELECT 'abc'::INTEGER`, 'input', /^Could not convert string 'abc' to INT32\.$/],
  ];
  for (const [sql, code, message] of errors)
    it(`says in one line what is wrong with ${sql}`, () =>
      withDatabase(async (database) => {
        await assert.rejects(database.rows(sql), (error) => {
          assert.ok(isLifecycleError(error));
          assert.equal(error.code, code);
          assert.match(error.message, message);
          return true;
        });
      }));

  it('says that the disk is full', async () => {
    const message = 'IO Error: Could not write file "x": No space left on device';
    const told = translate(new Error(message));
    assert.ok(isLifecycleError(told));
    assert.deepEqual([told.code, told.message], ['unavailable', 'The disk is full.']);
    // Where the system has a file that is always full, DuckDB says it itself.
    if (!existsSync('/dev/full')) return;
    await withDatabase(async (database) => {
      const full = database.run(`COPY (SELECT i FROM range(1000000) r(i)) TO '/dev/full' (FORMAT parquet)`);
      await assert.rejects(full, (error) => isLifecycleError(error) && error.message === told.message);
    });
  });

  it('spills to its own folder when memory is short, and removes it', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'spill-'));
    try {
      await withDatabase(
        async (database) => {
          await database.run('CREATE TABLE t AS SELECT i, md5(i::VARCHAR) AS m FROM range(3000000) r(i)');
          assert.deepEqual(await readdir(temporary), [database.folder.slice(temporary.length + 1)]);
          assert.deepEqual(await database.rows('SELECT count(DISTINCT m) AS n FROM t'), [{ n: 3000000 }]);
        },
        { temporary, memory: 128 << 20 },
      );
      assert.deepEqual(await readdir(temporary), []);
    } finally {
      await rm(temporary, { recursive: true });
    }
  });

  it('says that memory is short where spilling does not help', () =>
    withDatabase(
      async (database) => {
        await assert.rejects(
          database.rows(`SELECT list(md5(i::VARCHAR)) AS l FROM range(5000000) r(i)`),
          (error) => isLifecycleError(error) && error.code === 'unavailable' && /memory/.test(error.message),
        );
      },
      { memory: 64 << 20 },
    ));
});
