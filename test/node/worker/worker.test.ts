// The worker's answers about data files: pages of rows, conditions that see nothing else, text read once.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { openWorker, type DataWorker } from '../../../src/node/worker/worker';

const never = new AbortController().signal;

describe('a worker', () => {
  let folder: string;
  let worker: DataWorker;
  let people: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'worker-test-'));
    people = join(folder, 'people.csv');
    await writeFile(people, 'name,age,Row\nana,31,a\nben,,b\n"li, jr",9007199254740993,c\nzoe,31,d\n');
    await writeFile(join(folder, 'secret.txt'), 'secret');
  });
  beforeEach(() => {
    worker = openWorker();
  });
  afterEach(() => worker.close());
  after(() => rm(folder, { recursive: true, force: true }));
  const page = (query: object, file = people) =>
    worker.answers.rows({ files: [file], offset: 0, limit: 10, ...query }, never);

  it('gives rows as they lie in the file, numbered, with big numbers unrounded', async () => {
    const { columns, ...answer } = await page({});
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['name', 'age', 'Row'],
    );
    assert.deepEqual(answer, {
      numbers: [1, 2, 3, 4],
      rows: [
        ['ana', 31, 'a'],
        ['ben', null, 'b'],
        ['li, jr', '9007199254740993', 'c'],
        ['zoe', 31, 'd'],
      ],
      total: 4,
      limit: 10,
    });
  });

  it('gives fewer rows of a wide table, and says how many a page of it holds', async () => {
    const file = join(folder, 'wide.parquet');
    const columns = Array.from({ length: 1000 }, (_, column) => `range + ${column} AS c${column}`);
    await withDatabase((database) =>
      database.run(`COPY (SELECT ${columns.join(', ')} FROM range(50)) TO ${literal(file)}`),
    );
    const { numbers, total, limit } = await page({ offset: 40, limit: 100 }, file);
    assert.deepEqual({ rows: numbers.length, total, limit }, { rows: 10, total: 50, limit: 20 });
    assert.equal((await page({ limit: 100 }, file)).numbers.length, 20);
  });

  it('gives cells that JSON can hold', async () => {
    const file = join(folder, 'odd.parquet');
    await withDatabase((database) =>
      database.run(
        `COPY (SELECT 'nan'::DOUBLE AS n, [1, 2] AS list, '-inf'::DOUBLE AS low, NULL AS none) TO ${literal(file)}`,
      ),
    );
    const { rows } = await page({}, file);
    assert.deepEqual(rows, [['NaN', '[1,2]', '-Infinity', null]]);
  });

  it('gives a page from the middle', async () => {
    const { numbers, total } = await page({ offset: 1, limit: 2 });
    assert.deepEqual({ numbers, total }, { numbers: [2, 3], total: 4 });
  });

  for (const [isDescending, expected] of [
    [false, [1, 4, 3, 2]],
    [true, [3, 1, 4, 2]],
  ] as const)
    it(`sorts ${isDescending ? 'down' : 'up'}, what is missing last, equals as they lie`, async () => {
      const { numbers } = await page({ sort: { column: 'age', isDescending } });
      assert.deepEqual(numbers, expected);
    });

  it('counts and numbers only the rows that meet a condition', async () => {
    const { numbers, total } = await page({ where: '"age" = 31', limit: 1 });
    assert.deepEqual({ numbers, total }, { numbers: [1], total: 2 });
  });

  for (const where of [
    "1 = 1) UNION ALL SELECT * FROM read_text('/etc/hostname') WHERE (1 = 1",
    "EXISTS (SELECT 1 FROM read_text('/etc/hostname'))",
    'random() < 0.5',
    "age > 1; COPY (SELECT 1) TO '/tmp/x'",
    'sum(age) > 3',
    '-- nothing',
  ])
    it(`refuses a condition that is more than one: ${where}`, async () => {
      await assert.rejects(page({ where }), { code: 'input' });
    });

  it('refuses to sort by what is no column', async () => {
    await assert.rejects(page({ sort: { column: 'age"; DROP', isDescending: false } }), { code: 'input' });
  });

  it('reads the Parquet file itself', async () => {
    const file = join(folder, 'odd [name] 1.parquet');
    await withDatabase((database) =>
      database.run(`COPY (SELECT range AS n FROM range(5000)) TO ${literal(file)} (FORMAT parquet)`),
    );
    const { numbers, rows, total } = await page({ offset: 4999, where: 'n >= 0' }, file);
    assert.deepEqual({ numbers, rows, total }, { numbers: [5000], rows: [[4999]], total: 5000 });
  });

  it('reads text again once it changed', async () => {
    const file = join(folder, 'changing.csv');
    await writeFile(file, 'a,b\n1,2\n');
    assert.equal((await page({}, file)).total, 1);
    await writeFile(file, 'a,b\n1,2\n3,4\n');
    assert.equal((await page({}, file)).total, 2);
  });

  it('finds the files of a dataset by its glob, and says where there are none', async () => {
    const place = { root: folder, name: 'people' };
    assert.deepEqual(await worker.answers.files({ ...place, path: 'peo*.csv' }), [people]);
    await assert.rejects(worker.answers.files({ ...place, path: 'none' }), /none does not exist/);
  });

  it('takes several files for one table, file by file', async () => {
    const more = join(folder, 'more.csv');
    await writeFile(more, 'name,age,Row\nkim,7,e\n');
    const { numbers, rows, total } = await worker.answers.rows(
      { files: [people, more], offset: 3, limit: 10 },
      never,
    );
    assert.deepEqual(
      { numbers, rows, total },
      {
        numbers: [4, 5],
        rows: [
          ['zoe', 31, 'd'],
          ['kim', 7, 'e'],
        ],
        total: 5,
      },
    );
  });

  it('leaves nothing behind', async () => {
    const before = await workerFolders();
    const own = openWorker();
    await own.answers.rows({ files: [people], offset: 0, limit: 1 }, never);
    assert.equal((await workerFolders()).length, before.length + 1);
    await own.close();
    assert.deepEqual(await workerFolders(), before);
  });

  it('says of a file that is not there, or is no data, what is wrong', async () => {
    await assert.rejects(page({}, join(folder, 'none.csv')), { code: 'input' });
    await assert.rejects(page({}, join(folder, 'secret.txt.exe')), { code: 'input' });
  });

  it('profiles text and Parquet alike', async () => {
    const profile = await worker.answers.profile({ files: [people] }, never);
    assert.equal(profile.rows, 4);
    assert.deepEqual(
      profile.columns.map(({ name, missing }) => [name, missing]),
      [
        ['name', 0],
        ['age', 1],
        ['Row', 0],
      ],
    );
  });

  it('checks a file for what is wrong with it, with and without its target', async () => {
    for (const target of [undefined, 'Row', 'made by preparation']) {
      const { findings, expectations } = await worker.answers.check(
        { files: [people], ...(target !== undefined && { roles: { target } }) },
        never,
      );
      assert.ok(findings.some(({ columns }) => columns.includes('age')));
      assert.deepEqual(expectations, []);
    }
  });

  it('knows a key as the manifest names it: its rows are compared without it, and it is no finding', async () => {
    const calls = join(folder, 'calls.csv');
    const rows = Array.from({ length: 60 }, (_, n) => `c${n},${n % 30},${n % 2 ? 'yes' : 'no'}`);
    await writeFile(calls, `id,amount,answer\n${rows.join('\n')}\n`);
    const ids = async (key?: string) => {
      const roles = { target: 'answer', ...(key === undefined ? {} : { key }) };
      const { findings } = await worker.answers.check({ files: [calls], roles }, never);
      return findings.map(({ id }) => id).filter((id) => /^(key-like|duplicate)/.test(id));
    };
    assert.deepEqual(await ids(), ['key-like:id']);
    assert.deepEqual(await ids('id'), ['duplicate-rows']);
  });

  it('tells how text was read that is not written as expected, in profile and check', async () => {
    const latin = join(folder, 'latin.csv');
    await writeFile(latin, Buffer.from('job\ncaf\xe9\nbar\n', 'latin1'));
    const { warnings } = await worker.answers.profile({ files: [latin] }, never);
    assert.deepEqual(
      warnings?.map(({ file, line }) => [file, line]),
      [['latin.csv', 2]],
    );
    const { findings } = await worker.answers.check({ files: [latin] }, never);
    assert.match(
      findings.find(({ id }) => id === 'odd-file')?.message ?? '',
      /^latin\.csv, line 2: .*Latin-1/,
    );
  });

  it('stops when nobody wants the answer any more', async () => {
    const gone = new AbortController();
    const asked = worker.answers.rows({ files: [people], offset: 0, limit: 1 }, gone.signal);
    gone.abort();
    await assert.rejects(asked, { code: 'cancelled' });
    assert.equal((await page({})).total, 4);
  });

  it('answers who asks while what was asked before is being stopped', async () => {
    const large = join(folder, 'large.csv');
    await writeFile(large, `a,b\n${'1,2\n'.repeat(200_000)}`);
    for (const pause of [0, 5, 20, 60]) {
      const gone = new AbortController();
      const before = worker.answers.rows({ files: [large], offset: 0, limit: 1 }, gone.signal);
      await sleep(pause);
      gone.abort();
      await before.catch(() => undefined); // it may have been there in time
      await assert.doesNotReject(worker.answers.rows({ files: [large], offset: 0, limit: 1 }, never));
      await writeFile(large, `a,b\n${'1,2\n'.repeat(200_000 + pause)}`); // read anew
    }
  });
});

async function workerFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('lifecycle-worker-'));
}
