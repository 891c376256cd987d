// Comparing files: no alarm where nothing changed, alarms where something did, and columns that cannot be compared.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeText } from '../../../src/core/drift/changeText';
import { isLifecycleError } from '../../../src/core/errors';
import { driftFiles, type DriftOptions } from '../../../src/node/drift/driftFiles';
import { openDatabase, type Database } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';

describe('drift of files', () => {
  let db: Database & { close(): Promise<void> };
  let folder: string;
  before(async () => {
    db = await openDatabase({ threads: 1 });
    folder = await mkdtemp(join(tmpdir(), 'drift-'));
  });
  after(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  const write = async (name: string, query: string) => {
    const file = join(folder, `${name}.parquet`);
    await db.run(`COPY (${query}) TO ${literal(file)} (FORMAT parquet)`);
    return file;
  };
  /** Numbers, categories of a long tail, and a time, drawn by a hash of row and seed. */
  const rows = (
    seed: number,
    shift = '0',
  ) => `SELECT i AS id, (hash(i, ${seed}) % 1000) / 100.0 + ${shift} AS x,
    'c' || (hash(i, ${seed + 1}) % 7) AS few, 'v' || (hash(i, ${seed + 2}) % 400) AS many,
    CASE WHEN hash(i, ${seed + 3}) % 10 = 0 THEN NULL ELSE 'n' END AS gaps,
    TIMESTAMP '2020-01-01' + INTERVAL (i + ${seed}) DAY AS at FROM range(4000) t(i)`;
  const compare = async (reference: string, current: string, more: Partial<DriftOptions> = {}) =>
    driftFiles({
      reference: await write('reference', reference),
      current: await write('current', current),
      ...more,
    });

  it('is not claimed where both are drawn alike, categories of a long tail among them', async () => {
    const { drifted, columns, rows: counted } = await compare(rows(1), rows(1000));
    assert.deepEqual(
      columns.filter((column) => column.drifted),
      [],
    );
    assert.equal(drifted, false);
    assert.deepEqual(counted, { reference: 4000, current: 4000 });
    assert.ok((columns.find(({ name }) => name === 'many')?.p ?? 0) > 0.01);
  });

  for (const { side, reference, current } of [
    { side: 'current', reference: rows(1), current: `${rows(2)} LIMIT 0` },
    { side: 'reference', reference: `${rows(1)} LIMIT 0`, current: rows(2) },
  ])
    it(`is not told where the ${side} file has no rows`, async () => {
      const message = new RegExp(`${side}.parquet has no rows`);
      await assert.rejects(compare(reference, current), { code: 'input', message });
    });

  const few = `if(i % 10 = 0, i, ${Number.MAX_VALUE})`;
  const constants = (x: string) => `SELECT ${x}::DOUBLE AS x FROM range(1000) t(i)`;
  for (const [was, is] of [
    [few, `${Number.MAX_VALUE}`],
    ['1e308', '-1e308'],
  ] as const)
    for (const [reference, current] of [
      [was, is],
      [is, was],
    ] as const)
      it(`is told in finite figures of ${reference} that became ${current}`, async () => {
        const { columns } = await compare(constants(reference), constants(current));
        const [x] = columns;
        assert.ok(x?.drifted);
        assert.match(changeText(x), /^(mean about|median) -?\d/);
        const { measures, mean, median, middleHalf } = x;
        const changes = [mean, median, middleHalf?.low, middleHalf?.high];
        const figures = changes.flatMap((change) => [change?.reference, change?.current]);
        for (const figure of [...figures, ...Object.values(measures).map(({ value }) => value)])
          assert.ok(Number.isFinite(figure), JSON.stringify(x));
        assert.ok((measures['wasserstein']?.value ?? 0) > 0.1);
      });

  it('is found in the column that moved', async () => {
    const { drifted, columns } = await compare(rows(1), rows(1000, '1'));
    assert.deepEqual(
      columns.filter((column) => column.drifted).map(({ name }) => name),
      ['x'],
    );
    assert.equal(drifted, true);
    const x = columns.find(({ name }) => name === 'x');
    assert.ok((x?.measures['psi']?.value ?? 0) > 0.1 && (x?.q ?? 1) < 0.001);
  });

  it('is found in the frequent category of a long tail', async () => {
    const tail = (seed: number, main: number) =>
      `SELECT CASE WHEN hash(i, ${seed}) % 10 < ${main} THEN 'main' ELSE 'v' || (hash(i, ${seed + 1}) % 400) END AS x FROM range(4000) t(i)`;
    assert.equal((await compare(tail(1, 4), tail(50, 4))).drifted, false);
    assert.equal((await compare(tail(1, 4), tail(50, 5))).drifted, true);
  });

  it('judges neither keys nor times', async () => {
    const { columns } = await compare(rows(1), rows(1000).replace('i AS id', 'i + 90000 AS id'));
    assert.deepEqual(
      columns.filter(({ excluded }) => excluded !== undefined).map(({ name, drifted }) => [name, drifted]),
      [
        ['id', false],
        ['at', false],
      ],
    );
  });

  it('sees new categories, and values that went missing', async () => {
    const { columns } = await compare(
      "SELECT 'a' AS x, 1 AS y FROM range(300)",
      "SELECT 'b' AS x, NULL::INTEGER AS y FROM range(300)",
    );
    assert.deepEqual(
      columns.map(({ name, drifted, newCategories, missing }) => [
        name,
        drifted,
        newCategories,
        missing.current,
      ]),
      [
        ['x', true, ['b'], 0],
        ['y', true, undefined, 1],
      ],
    );
  });

  it('tells columns that are gone, new or of another type', async () => {
    const { drifted, schema, columns } = await compare(
      'SELECT 1 AS a, 2 AS b, 3 AS c',
      "SELECT 1 AS a, 'x' AS b, 4 AS d",
    );
    assert.deepEqual(schema, [
      { column: 'b', change: 'type', reference: 'INTEGER', current: 'VARCHAR' },
      { column: 'c', change: 'missing', reference: 'INTEGER' },
      { column: 'd', change: 'new', current: 'INTEGER' },
    ]);
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['a'],
    );
    assert.equal(drifted, true);
  });

  it('gives the measures asked for, and refuses others', async () => {
    const { columns } = await compare(rows(1), rows(2), { measures: ['psi', 'ks'] });
    assert.deepEqual(Object.keys(columns.find(({ name }) => name === 'x')?.measures ?? {}).sort(), [
      'ks',
      'psi',
    ]);
    await assert.rejects(
      compare('SELECT 1 AS a', 'SELECT 1 AS a', { measures: ['pssi'] }),
      (error) => isLifecycleError(error) && error.hint === 'Did you mean "psi"?',
    );
  });
});
