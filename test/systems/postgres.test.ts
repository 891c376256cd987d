// Collecting from a real PostgreSQL: every type, bounded memory, what is refused, and that nothing is lost where either side dies.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectedVersion } from '../../src/core/dataset/version';
import { isLifecycleError, type LifecycleError } from '../../src/core/errors';
import { literal } from '../../src/core/quote';
import { withDatabase } from '../../src/node/duckdb/engine';
import { currentCollected } from '../../src/node/dataset/versions';
import { openProject } from '../../src/node/project';
import { collect } from '../../src/node/stages/collect';
import { builtProgram } from '../builtProgram';
import { withProject, type TemporaryProject } from '../node/stages/temporaryProject';
import { countingProxy, type CountingProxy } from './servers/countingProxy';
import { postgres, postgresUser, startPostgres, type PostgresServer } from './servers/postgres';

const path = 'data/loans.parquet';

async function current({ root }: TemporaryProject): Promise<CollectedVersion> {
  const version = await currentCollected(await openProject(root), 'loans');
  assert.ok(version);
  return version;
}

/** Of the server's first database where no address is given. */
function sourceOf({ address = 'postgres:///postgres', table, query }: Record<string, string>) {
  if (query !== undefined) return { database: address, query };
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ table: table ?? '' }).toString()}`;
}

/** All cells as text. */
const cells = ({ root }: TemporaryProject) =>
  withDatabase((database) =>
    database.rows<Record<string, string | null>>(
      `SELECT COLUMNS(*)::VARCHAR FROM ${literal(join(root, path))}`,
    ),
  );

async function refusal(work: Promise<unknown>): Promise<LifecycleError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isLifecycleError(error), String(error));
  const { message, hint = '' } = error;
  assert.ok(!`${message} ${hint}`.includes(postgresUser.password));
  return error;
}

describe('collecting from PostgreSQL', function () {
  this.timeout(600_000);
  let server: PostgresServer;
  let proxy: CountingProxy;
  let folder: string;
  const earlier = { ...process.env };
  const declare = (project: TemporaryProject, what: Record<string, string>) =>
    project.declare({ loans: { source: sourceOf(what), path } });

  before(async function () {
    const made = await postgres();
    if (made.kind === 'missing') {
      process.stdout.write(`      skipped: ${made.why}\n`);
      return this.skip();
    }
    folder = made.folder;
    server = await startPostgres(folder);
    proxy = await countingProxy(server.port);
    for (const key of Object.keys(process.env)) if (key.startsWith('PG')) delete process.env[key];
    Object.assign(process.env, {
      PGHOST: '127.0.0.1',
      PGPORT: String(proxy.port),
      PGUSER: postgresUser.name,
      PGPASSWORD: postgresUser.password,
      PGPASSFILE: '/dev/null/none',
    });
    await server.sql(`
      CREATE TABLE loans (id integer PRIMARY KEY, amount numeric(10,2), note text);
      INSERT INTO loans SELECT g, g * 1.25, 'loan ' || g FROM generate_series(1, 1000) AS g;
      CREATE TABLE empty (id integer);
      CREATE TABLE "odd.""; DROP TABLE loans; --" ("a ""b" integer, "c'd" text);
      INSERT INTO "odd.""; DROP TABLE loans; --" VALUES (1, 'x');
      CREATE TABLE long AS SELECT g AS id, (g::bigint * 7919) % 100003 AS k, random() AS x, (random() * 1000)::numeric(10,2) AS amount,
        'customer number ' || g AS name, now() + g * interval '1 second' AS at, g % 2 = 0 AS flag FROM generate_series(1, 3000000) AS g;
    `);
  });
  beforeEach(() => {
    proxy.cutAfter(undefined);
    proxy.throttle(undefined);
  });
  after(async () => {
    for (const key of Object.keys(process.env)) if (!(key in earlier)) delete process.env[key];
    Object.assign(process.env, earlier);
    await proxy?.close();
    await server?.stop();
  });

  it('brings a table as Parquet, records what it was, and knows it when nothing changed', () =>
    withProject(async (project) => {
      await declare(project, { table: 'public.loans' });
      const outcome = await project.perform(collect, {});
      const [told, rights] = outcome.summary.split('\n');
      assert.equal(told, 'Collected loans from public.loans of postgres:///postgres.');
      assert.match(rights ?? '', /^What may be done with loans is not written down/);
      const first = await current(project);
      assert.equal(first.sources.length, 1);
      const [source] = first.sources;
      assert.equal(source?.uri, 'postgres:///postgres?table=public.loans');
      assert.equal(source.rows, 1000);
      assert.deepEqual(source.columns, [
        { name: 'id', type: 'INTEGER' },
        { name: 'amount', type: 'DECIMAL(10,2)' },
        { name: 'note', type: 'VARCHAR' },
      ]);
      assert.match(source.snapshot ?? '', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      assert.deepEqual(await current(project), first);
      await server.sql(`UPDATE loans SET note = 'other' WHERE id = 1000`);
      assert.equal((await project.perform(collect, {})).kind, 'done');
      assert.notEqual((await current(project)).fingerprint, first.fingerprint);
      assert.deepEqual((await readdir(join(project.root, '.lifecycle/datasets/loans'))).filter((one) => one.includes('partial')), []); // prettier-ignore
    }));

  it('brings a query in its order, with names that would be SQL', () =>
    withProject(async (project) => {
      await declare(project, {
        query: 'SELECT id, -id AS "minus; --" FROM loans WHERE id <= 2 ORDER BY id DESC -- the last\n;',
      });
      await project.perform(collect, {});
      assert.deepEqual(await cells(project), [{ id: '2', 'minus; --': '-2' }, { id: '1', 'minus; --': '-1' }]); // prettier-ignore
      await declare(project, { table: '"odd.""; DROP TABLE loans; --"' });
      await project.perform(collect, {});
      assert.deepEqual(await cells(project), [{ 'a "b': '1', "c'd": 'x' }]);
      assert.deepEqual(await server.sql('SELECT count(*)::int AS n FROM loans'), [{ n: 1000 }]);
    }));

  const exact: readonly (readonly [string, string, readonly string[], readonly (string | null)[]])[] = [
    ['integers', 'BIGINT', ['9223372036854775807::int8', `'-9223372036854775808'::int8`, 'NULL'], ['9223372036854775807', '-9223372036854775808', null]], // prettier-ignore
    ['small integers', 'SMALLINT', ['32767::int2', `'-32768'::int2`], ['32767', '-32768']],
    ['fractions', 'DOUBLE', [`'NaN'::float8`, `'-Infinity'::float8`, '0.1::float8', '5e-324::float8'], ['nan', '-inf', '0.1', '5e-324']], // prettier-ignore
    [
      'numeric with a scale',
      'DECIMAL(6,2)',
      ['12.34::numeric(6,2)', `'-0.01'::numeric(6,2)`],
      ['12.34', '-0.01'],
    ],
    ['numeric without', 'DECIMAL(18,3)', ['1.5::numeric', '100::numeric', `'-0.125'::numeric`], ['1.500', '100.000', '-0.125']], // prettier-ignore
    ['wide numeric', 'DECIMAL(38,9)', ['123456789012345678.123456789::numeric', '1::numeric'], ['123456789012345678.123456789', '1.000000000']], // prettier-ignore
    ['numeric beyond 38 digits', 'VARCHAR', ['1e45::numeric', '1.1::numeric'], [`1${'0'.repeat(45)}`, '1.1']],
    ['numeric with NaN', 'DOUBLE', [`'NaN'::numeric`, '1.5::numeric'], ['nan', '1.5']],
    ['exact numeric with NaN', 'VARCHAR', [`'NaN'::numeric`, '1.23456789012345678::numeric'], ['NaN', '1.23456789012345678']], // prettier-ignore
    ['dates', 'DATE', [`'infinity'::date`, `'0044-03-15 BC'::date`, `'9999-12-31'::date`], ['infinity', '0044-03-15 (BC)', '9999-12-31']], // prettier-ignore
    ['times without a zone', 'TIMESTAMP', [`'infinity'::timestamp`, `'0001-01-01'::timestamp`, `'2024-02-29 12:00:00.123456'::timestamp`], ['infinity', '0001-01-01 00:00:00', '2024-02-29 12:00:00.123456']], // prettier-ignore
    ['times with a zone', 'TIMESTAMP WITH TIME ZONE', [`'2024-02-29 13:00:00.5+02'::timestamptz`, `'-infinity'::timestamptz`], ['2024-02-29 11:00:00.5+00', '-infinity']], // prettier-ignore
    ['times later than ours', 'VARCHAR', [`'294276-12-31 23:59:59'::timestamp`, `'2024-01-01'::timestamp`], ['294276-12-31 23:59:59', '2024-01-01 00:00:00']], // prettier-ignore
    ['texts', 'VARCHAR', [`E'a\\tb\\nc\\\\d\\r\\x01"q", é 😀 \\\\N'`, `''`, `'\\N'`, 'NULL', `'\\.'`], ['a\tb\nc\\d\r\x01"q", é 😀 \\N', '', '\\N', null, '\\.']], // prettier-ignore
    ['JSON', 'VARCHAR', [`'{"a": [1, null]}'::jsonb`, `'"x"'::jsonb`], ['{"a": [1, null]}', '"x"']],
    ['arrays', 'VARCHAR', ['array[1, 2, NULL]', `'{}'::int[]`], ['{1,2,NULL}', '{}']],
    ['bytes', 'BLOB', [`'\\x00ff41'::bytea`, `''::bytea`], ['\\x00\\xFFA', '']],
    [
      'UUIDs',
      'VARCHAR',
      [`'6f1c0a5e-3b5a-4d57-9d0b-0123456789ab'::uuid`],
      ['6f1c0a5e-3b5a-4d57-9d0b-0123456789ab'],
    ],
    ['truth values', 'BOOLEAN', ['true', 'false', 'NULL'], ['true', 'false', null]],
    ['spans', 'VARCHAR', [`interval '1 year 2 days 03:04:05.6'`], ['1 year 2 days 03:04:05.6']],
    ['hours', 'TIME', [`'24:00:00'::time`, `'00:00:00.000001'::time`], ['24:00:00', '00:00:00.000001']],
  ];
  for (const [what, type, values, expected] of exact)
    it(`brings ${what} as ${type}`, () =>
      withProject(async (project) => {
        const query = `SELECT v FROM (VALUES ${values.map((value, n) => `(${n}, ${value})`).join(', ')}) AS t(n, v) ORDER BY n`;
        await declare(project, { query });
        await project.perform(collect, {});
        assert.deepEqual((await current(project)).sources[0]?.columns, [{ name: 'v', type }]);
        assert.deepEqual((await cells(project)).map(({ v }) => v), expected); // prettier-ignore
      }));

  it('brings three million rows in less than 500 MB', () =>
    withProject(async (project) => {
      await declare(project, { table: 'long' });
      const usage = join(project.root, 'usage.txt');
      const watch = `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(usage)}, String(process.resourceUsage().maxRSS)))`;
      const preload = join(project.root, 'watch.cjs');
      await writeFile(preload, watch);
      const args = ['--require', preload, await builtProgram(), 'collect', 'loans', '--dir', project.root];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      assert.deepEqual(await once(child, 'close'), [0, null]);
      assert.equal((await current(project)).sources[0]?.rows, 3_000_000);
      const megabytes = Number(await readFile(usage, 'utf8')) / 1024;
      assert.ok(megabytes < 500, `${megabytes} MB`);
    }));

  const refused: readonly (readonly [string, Record<string, string>, string, RegExp])[] = [
    [
      'a table that is not there',
      { table: 'public.lons' },
      'input',
      /relation "public\.lons" does not exist/,
    ],
    [
      'a query that is wrong',
      { query: 'SELECT nothing FROM loans' },
      'input',
      /column "nothing" does not exist/,
    ],
    ['what writes', { query: 'DELETE FROM loans RETURNING *' }, 'input', /syntax error/],
    ['what writes within', { query: 'WITH gone AS (DELETE FROM loans RETURNING *) SELECT * FROM gone' }, 'input', /data-modifying/], // prettier-ignore
    ['two statements', { query: 'SELECT 1 AS a; DROP TABLE loans' }, 'input', /multiple commands/],
    ['what would leave the parentheses', { query: `SELECT 1 AS a) TO PROGRAM 'touch /tmp/x' --` }, 'input', /syntax error/], // prettier-ignore
    ['a program', { query: `COPY loans TO PROGRAM 'cat'` }, 'input', /syntax error/],
    ['two columns of one name', { query: 'SELECT id, id FROM loans' }, 'input', /two columns called "id"/],
    ['what gives no rows', { query: 'SELECT * FROM empty' }, 'input', /gave no rows/],
    ['another database', { table: 'loans', address: 'postgres:///elsewhere' }, 'input', /database "elsewhere" does not exist/], // prettier-ignore
  ];
  for (const [what, asked, code, message] of refused)
    it(`refuses ${what}, and keeps what there is`, () =>
      withProject(async (project) => {
        await declare(project, { table: 'loans' });
        await project.perform(collect, {});
        const before = await current(project);
        await declare(project, asked);
        const error = await refusal(project.perform(collect, {}));
        assert.equal(error.code, code, error.message);
        assert.match(error.message, message);
        assert.deepEqual(await current(project), before);
        assert.equal((await cells(project)).length, 1000);
      }));

  it('takes the password from the environment or ~/.pgpass, and says where none or a wrong one was found', () =>
    withProject(async (project) => {
      await declare(project, { table: 'loans' });
      const { PGPASSWORD, PGPASSFILE } = process.env;
      try {
        process.env['PGPASSWORD'] = 'a-wrong-one';
        const wrong = await refusal(project.perform(collect, {}));
        assert.equal(wrong.code, 'input');
        assert.match(wrong.message, /password authentication failed/);
        assert.doesNotMatch(`${wrong.message} ${wrong.hint}`, /a-wrong-one/);
        delete process.env['PGPASSWORD'];
        assert.match((await refusal(project.perform(collect, {}))).message, /asks for a password/);
        const file = join(project.root, 'pgpass');
        await writeFile(file, `127.0.0.1:*:postgres:${postgresUser.name}:${postgresUser.password}\n`);
        await chmod(file, 0o600);
        process.env['PGPASSFILE'] = file;
        assert.equal((await project.perform(collect, {})).kind, 'done');
      } finally {
        Object.assign(process.env, { PGPASSWORD, PGPASSFILE });
      }
    }));

  it('finds a server by a service file', () =>
    withProject(async (project) => {
      const { PGHOST, PGPORT } = process.env;
      const file = join(project.root, 'services.conf');
      await writeFile(
        file,
        `[other]\nhost=nowhere.invalid\n\n[bank]\n# here\nhost=127.0.0.1\nport=${proxy.port}\n`,
      );
      Object.assign(process.env, { PGSERVICEFILE: file, PGHOST: 'nowhere.invalid', PGPORT: '1' });
      try {
        await declare(project, { table: 'loans', address: 'postgres:///postgres?service=bank' });
        assert.equal((await project.perform(collect, {})).kind, 'done');
        await declare(project, { table: 'loans', address: 'postgres:///postgres?service=none' });
        assert.match(
          (await refusal(project.perform(collect, {}))).message,
          /No service file knows .* "none"/,
        );
      } finally {
        delete process.env['PGSERVICEFILE'];
        Object.assign(process.env, { PGHOST, PGPORT });
      }
    }));

  it('refuses a server without TLS where it is asked for', () =>
    withProject(async (project) => {
      await declare(project, { table: 'loans', address: 'postgres:///postgres?sslmode=require' });
      const error = await refusal(project.perform(collect, {}));
      assert.equal(error.code, 'input');
      assert.match(error.message, /has no TLS/);
    }));

  it('tells a connection that is cut in the middle, and keeps what there is', () =>
    withProject(async (project) => {
      await declare(project, { table: 'loans' });
      await project.perform(collect, {});
      const before = await current(project);
      await declare(project, { table: 'long' });
      proxy.cutAfter(20_000_000);
      const error = await refusal(project.perform(collect, {}));
      assert.equal(error.code, 'unavailable', error.message);
      assert.match(error.message, /did not answer|cut|closed/);
      assert.deepEqual(await current(project), before);
      assert.equal((await cells(project)).length, 1000);
    }));

  it('stops the server’s work when it is cancelled', () =>
    withProject(async (project) => {
      await declare(project, {
        query: `SELECT count(*) AS planted_long_query FROM long AS a, long AS b WHERE a.x < b.x`,
      });
      const stopped = new AbortController();
      const collected = refusal(project.perform(collect, {}, { signal: stopped.signal }));
      const running = async () => {
        const [row] = await server.sql(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'COPY%planted_long_query%' AND state = 'active'`,
        );
        return row?.['n'];
      };
      while ((await running()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      stopped.abort();
      assert.equal((await collected).code, 'cancelled');
      while ((await running()) !== 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }));

  it('is whole the next time after its process was killed', () =>
    withProject(async (project) => {
      await declare(project, { table: 'loans' });
      await project.perform(collect, {});
      const before = await current(project);
      await declare(project, { table: 'long' });
      const args = [await builtProgram(), 'collect', 'loans', '--dir', project.root];
      proxy.throttle(20_000_000);
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      const ended = once(child, 'exit');
      const partial = join(project.root, '.lifecycle/datasets/loans/table.partial/rows.txt');
      const arrived = () => readFile(partial).then(({ length }) => length, () => 0); // prettier-ignore
      while ((await arrived()) < 1_000_000) {
        assert.equal(child.exitCode, null);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      child.kill('SIGKILL');
      await ended;
      proxy.throttle(undefined);
      assert.deepEqual(await current(project), before);
      assert.equal((await cells(project)).length, 1000);
      assert.equal((await project.perform(collect, {})).kind, 'done');
      assert.equal((await current(project)).sources[0]?.rows, 3_000_000);
      assert.deepEqual((await readdir(join(project.root, '.lifecycle/datasets/loans'))).filter((one) => one.includes('partial')), []); // prettier-ignore
    }));

  it('writes no password into the project, the output or the list of processes', () =>
    withProject(async (project) => {
      await declare(project, { table: 'loans' });
      const args = [await builtProgram(), 'collect', 'loans', '--dir', project.root];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
      const line = await readFile(`/proc/${child.pid ?? 0}/cmdline`, 'utf8').catch(() => '');
      assert.deepEqual(await once(child, 'close'), [0, null], output);
      const files = await readdir(project.root, { recursive: true, withFileTypes: true });
      const texts = await Promise.all(
        files
          .filter((file) => file.isFile())
          .map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
      );
      for (const text of [output, line, ...texts]) assert.ok(!text.includes(postgresUser.password));
    }));

  it('tells a server that stops in the middle, and one that is gone', () =>
    withProject(async (project) => {
      await declare(project, { table: 'loans' });
      await project.perform(collect, {});
      const before = await current(project);
      await declare(project, { table: 'long' });
      proxy.throttle(20_000_000);
      let stopping: Promise<void> | undefined;
      const report = () => void (stopping ??= server.kill());
      const error = await refusal(project.perform(collect, {}, { report }));
      await stopping;
      assert.equal(error.code, 'unavailable', error.message);
      assert.equal((await refusal(project.perform(collect, {}))).code, 'unavailable');
      assert.deepEqual(await current(project), before);
    }));
});
