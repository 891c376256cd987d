// The profile of tables: exact figures on small ones, adversarial values, and parts that merge into the whole.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { estimateDistinct } from '../../../src/core/profile/distinctSketch';
import { mergeProfiles } from '../../../src/core/profile/merge';
import type { ColumnProfile, Profile } from '../../../src/core/profile/profile';
import { openDatabase, type Database } from '../../../src/node/duckdb/engine';
import { identifier, literal } from '../../../src/node/duckdb/quote';
import { profileTable } from '../../../src/node/profile/profileTable';

describe('profile of a table', () => {
  let db: Database & { close(): Promise<void> };
  before(async () => {
    db = await openDatabase({ threads: 2 });
  });
  after(() => db.close());

  const profileOf = (query: string) => profileTable(db, `(${query})`);
  const only = async (values: string): Promise<ColumnProfile> => {
    const { columns } = await profileOf(`SELECT * FROM (VALUES ${values}) t(c)`);
    return columns[0] as ColumnProfile;
  };

  it('counts, measures and draws whole numbers exactly', async () => {
    const { buckets, sketch, ...column } = await only('(3), (1), (NULL), (3), (0), (-2)');
    assert.deepEqual(column, {
      name: 'c',
      type: 'INTEGER',
      kind: 'integer',
      semantic: 'number',
      missing: 1,
      hiddenMissing: {},
      distinct: 4,
      isDistinctExact: true,
      min: -2,
      max: 3,
      mean: 1,
      sd: Math.sqrt(4.5),
      zeros: 1,
      negatives: 1,
      infinities: 0,
      quantiles: { '0.01': -1.92, '0.05': -1.6, '0.25': 0, '0.5': 1, '0.75': 3, '0.95': 3, '0.99': 3 },
      histogram: { edges: [-2, -1, 0, 1, 2, 3, 4], counts: [1, 0, 1, 1, 0, 2] },
      top: [
        { value: '3', count: 2 },
        { value: '-2', count: 1 },
        { value: '0', count: 1 },
        { value: '1', count: 1 },
      ],
      other: 0,
    });
    assert.equal(
      buckets?.counts.reduce((sum, count) => sum + count, 0),
      5,
    );
    assert.equal(sketch && estimateDistinct(sketch), 4);
  });

  it('takes NaN as missing and only counts infinities', async () => {
    const column = await only("('NaN'::DOUBLE), ('inf'), ('-inf'), (2), (4), (NULL)");
    assert.equal(column.missing, 2);
    assert.equal(column.infinities, 2);
    assert.deepEqual([column.min, column.max, column.mean, column.sd], [2, 4, 3, Math.SQRT2]);
    assert.equal(column.quantiles?.['0.5'], 3);
    assert.equal(column.distinct, 2);
  });

  it('gives no moments where squares overflow, and the rest of the table all the same', async () => {
    const { columns } = await profileOf('SELECT * FROM (VALUES (1e308, 1.5), (-1e308, 2.5)) t(huge, fine)');
    const [huge, fine] = columns;
    assert.deepEqual([huge?.min, huge?.max, huge?.mean, huge?.sd], [-1e308, 1e308, undefined, undefined]);
    assert.deepEqual([fine?.mean, fine?.sd], [2, Math.SQRT1_2]);
    assert.equal(
      huge?.histogram?.counts.reduce((sum, count) => sum + count, 0),
      2,
    );
  });

  it('describes text: lengths in characters, numbers among it, spellings, hidden missing values', async () => {
    const column = await only("('Rome'), ('rome '), ('12'), ('é'), ('unknown'), (NULL), (' 1e3')");
    assert.deepEqual(column.lengths, { min: 1, max: 7, mean: 23 / 6 });
    assert.equal(column.numericTexts, 2);
    assert.deepEqual(
      column.variants?.map((group) => group.map(({ value }) => value)),
      [['Rome', 'rome ']],
    );
    assert.deepEqual(column.hiddenMissing, { unknown: 1 });
  });

  it('keeps 200 characters of very long text', async () => {
    const column = await only("(repeat('x', 1000000)), ('y')");
    assert.equal(String(column.min).length, 200);
    assert.ok(column.top.every(({ value }) => value.length <= 200));
    assert.equal(column.lengths?.max, 1_000_000);
  });

  it('describes booleans, dates and times', async () => {
    const { columns } = await profileOf(
      "SELECT * FROM (VALUES (true, DATE '2020-01-31', TIMESTAMP '2020-01-01 10:30:00'), (false, '2020-02-10', '2020-01-01 10:30:00'), (true, NULL, NULL)) t(b, d, t)",
    );
    const [b, d, t] = columns;
    assert.deepEqual(b?.top, [
      { value: 'true', count: 2 },
      { value: 'false', count: 1 },
    ]);
    assert.deepEqual([d?.min, d?.max, d?.missing], ['2020-01-31', '2020-02-10', 1]);
    assert.equal(
      d?.histogram?.counts.reduce((sum, count) => sum + count, 0),
      2,
    );
    assert.deepEqual(t?.top, [{ value: '2020-01-01T10:30:00Z', count: 2 }]);
    assert.deepEqual([t?.kind, t?.min], ['timestamp', '2020-01-01T10:30:00Z']);
  });

  it('says what it can of types that it cannot count', async () => {
    const { columns } = await profileOf(
      "SELECT [1, 2] AS list, {'a': 1} AS struct, 'x'::BLOB AS blob, INTERVAL 1 DAY AS span, TIME '10:00' AS clock, uuid() AS id, 'a'::ENUM('a', 'b') AS choice, 1.50::DECIMAL(9, 2) AS price, 170141183460469231731687303715884105727::HUGEINT AS huge",
    );
    assert.deepEqual(
      columns.map(({ name, kind, missing }) => [name, kind, missing]),
      [
        ['list', 'other', 0],
        ['struct', 'other', 0],
        ['blob', 'other', 0],
        ['span', 'other', 0],
        ['clock', 'other', 0],
        ['id', 'string', 0],
        ['choice', 'string', 0],
        ['price', 'number', 0],
        ['huge', 'integer', 0],
      ],
    );
    assert.equal(columns.find(({ name }) => name === 'price')?.mean, 1.5);
  });

  it('counts distinct lists and objects, though not each of them', async () => {
    const { columns } = await profileOf("SELECT [i, 1] AS list, {'a': 1} AS struct FROM range(30) t(i)");
    assert.deepEqual(
      columns.map(({ distinct, isDistinctExact, semantic, top }) => [
        distinct,
        isDistinctExact,
        semantic,
        top,
      ]),
      [
        [30, true, 'unknown', []],
        [1, true, 'constant', []],
      ],
    );
  });

  it('works where there are no rows, and where nothing is present', async () => {
    const empty = await profileOf("SELECT 1 AS a, 'x' AS b, 1.5::DOUBLE AS c, now() AS d WHERE false");
    assert.equal(empty.rows, 0);
    assert.deepEqual(
      empty.columns.map(({ missing, distinct, top }) => [missing, distinct, top]),
      [
        [0, 0, []],
        [0, 0, []],
        [0, 0, []],
        [0, 0, []],
      ],
    );
    const missing = await only('(NULL::DOUBLE), (NULL)');
    assert.deepEqual(
      [missing.missing, missing.min, missing.semantic, missing.distinct],
      [2, undefined, 'unknown', 0],
    );
  });

  it('takes any name for a column', async () => {
    const names = [`"quoted"`, `it's; DROP TABLE x --`, ' ', '__proto__', 'distinct0', 'ü\n', 'v', 'n'];
    const { columns } = await profileOf(
      `SELECT ${names.map((name, at) => `${at} AS ${identifier(name)}`).join()}`,
    );
    assert.deepEqual(
      columns.map(({ name, min }) => [name, min]),
      names.map((name, at) => [name, at]),
    );
  });

  it('takes 1,000 columns', async () => {
    const all = Array.from({ length: 1_000 }, (_, at) => (at % 2 ? `'t${at}' AS c${at}` : `${at} AS c${at}`));
    await db.run(`CREATE TABLE wide AS SELECT ${all.join()}`);
    const { columns } = await profileTable(db, 'wide');
    assert.equal(columns.length, 1_000);
    assert.deepEqual([columns[998]?.min, columns[999]?.min], [998, 't999']);
  });

  it('tells of a column of a wide table what it tells of it alone, in the order of the table', async () => {
    const all = Array.from({ length: 230 }, (_, at) =>
      at % 2 ? `'t' || i % ${at} AS c${at}` : `i / ${at + 1} AS c${at}`,
    );
    await db.run(`CREATE OR REPLACE TABLE wide AS SELECT ${all.join()} FROM range(60) t(i)`);
    const told: (readonly [number, number])[] = [];
    const onColumns = (done: number, total: number) => void told.push([done, total]);
    const { columns, rows } = await profileTable(db, 'wide', { onColumns });
    assert.equal(rows, 60);
    assert.deepEqual(told, [[0, 230], [100, 230], [200, 230]]); // prettier-ignore
    assert.deepEqual(columns.map(({ name }) => name), all.map((_, at) => `c${at}`)); // prettier-ignore
    for (const at of [0, 99, 100, 101, 229])
      assert.deepEqual([columns[at]], (await profileTable(db, `(SELECT c${at} FROM wide)`)).columns);
  });

  it('measures values that lie close together far from zero', async () => {
    const { columns } = await profileOf('SELECT 1013 + sin(i) AS pressure FROM range(60000) t(i)');
    const [low, middle, high] = ['0.01', '0.5', '0.99'].map((level) => columns[0]?.quantiles?.[level] ?? NaN);
    assert.ok(
      Math.abs(Number(low) - 1012.0005) < 0.02 && Math.abs(Number(middle) - 1013) < 0.02,
      `${low} ${middle}`,
    );
    assert.ok(Math.abs(Number(high) - 1013.9995) < 0.02);
    assert.ok((columns[0]?.histogram?.counts.filter((count) => count > 0).length ?? 0) > 10);
  });

  for (const [offset, spread] of [
    [1e9, 1],
    [1.7e12, 1],
    [1e14, 10],
  ] as const)
    it(`measures the spread around ${offset} to twelve digits of what the values hold`, async () => {
      const values = Array.from({ length: 500 }, (_none, at) => offset + spread * Math.sin(at));
      const mean = values.reduce((sum, value) => sum + (value - offset), 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - offset - mean) ** 2, 0);
      const { sd = NaN } = await only(values.map((value) => `('${value}'::DOUBLE)`).join(', '));
      assert.ok(Math.abs(sd / Math.sqrt(squares / (values.length - 1)) - 1) < 1e-12, String(sd));
    });

  it('measures the spread of whole numbers that a double cannot tell apart', async () => {
    const { sd = NaN } = await only('(9007199254740993), (9007199254740994), (9007199254740995)');
    assert.ok(Math.abs(sd - 1) < 1e-12, String(sd));
  });

  it('gives quantiles of what lies together far from zero, whatever lies far from it', async () => {
    const { columns } = await profileOf(
      'SELECT CASE WHEN i = 0 THEN 1e13 ELSE 1e9 + sin(i) END AS x FROM range(60000) t(i)',
    );
    assert.ok(Math.abs((columns[0]?.quantiles?.['0.25'] ?? 0) - (1e9 - Math.SQRT1_2)) < 0.05);
  });

  for (const [what, from, apart, many] of [
    ['ids of 15 digits', 123_456_789_012_345n, 1n, 3_000],
    ['ids of 15 digits, where a sketch estimates', 123_456_789_012_345n, 1n, 60_000],
    ['nanoseconds within a second', 1_732_000_000_000_000_000n, 333_333n, 3_000],
  ] as const)
    it(`draws and divides ${what} evenly`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'profile-'));
      try {
        const file = join(folder, 'ids.csv');
        const ids = Array.from({ length: many }, (_none, at) => from + apart * BigInt(at));
        await writeFile(file, ['id', ...ids].join('\n'));
        const { columns } = await profileTable(db, `read_csv(${literal(file)})`);
        const { quantiles = {}, histogram } = columns[0] as ColumnProfile;
        const range = Number(apart) * (many - 1);
        for (const [level, value] of Object.entries(quantiles))
          assert.ok(
            Math.abs((value - Number(from)) / range - Number(level)) < 0.01,
            `${level}: ${value - Number(from)} of ${range}`,
          );
        const counts = histogram?.counts ?? [];
        assert.ok(counts.length >= 15, String(counts));
        // The first and last bin may reach beyond the values.
        const even = counts[1] ?? NaN;
        assert.ok(
          counts.slice(1, -1).every((count) => Math.abs(count / even - 1) < 0.2),
          String(counts),
        );
      } finally {
        await rm(folder, { recursive: true });
      }
    });

  it('tells columns that name rows where a sketch estimates, and no others', async () => {
    const { columns } = await profileOf(
      `SELECT i + 70000 AS running, hash(i) % 100000000000 AS order_id, hash(i) % 70000 AS drawn,
      printf('AB%08d', i) AS code, 'word ' || i AS word FROM range(70000) t(i)`,
    );
    assert.deepEqual(
      columns.map(({ name, semantic }) => [name, semantic === 'id']),
      [
        ['running', true],
        ['order_id', true],
        ['drawn', false],
        ['code', true],
        ['word', false],
      ],
    );
  });

  it('of many rows: exact counts, quantiles within 1%, an estimate of distinct values that says so', async () => {
    const { columns } = await profileOf(
      "SELECT i AS id, exp(i / 20000.0) AS value, 'v' || (i % 7) AS few, TIMESTAMP '2020-01-01' + INTERVAL (i) MINUTE AS at FROM range(100000) t(i)",
    );
    const [id, value, few, at] = columns;
    assert.deepEqual([id?.isDistinctExact, id?.distinct], [true, 100_000]);
    assert.equal(value?.isDistinctExact, false);
    assert.ok(Math.abs((value?.distinct ?? 0) / 100_000 - 1) < 0.25);
    const [median = NaN, last = NaN] = ['0.5', '0.99'].map((level) => value?.quantiles?.[level]);
    assert.ok(Math.abs(median / Math.exp(49_999.5 / 20_000) - 1) < 0.01);
    assert.ok(Math.abs(last / Math.exp(98_999.01 / 20_000) - 1) < 0.01);
    assert.deepEqual(
      [few?.distinct, few?.isDistinctExact, few?.top[0]],
      [7, true, { value: 'v0', count: 14_286 }],
    );
    assert.equal(
      at?.histogram?.counts.reduce((sum, count) => sum + count, 0),
      100_000,
    );
    assert.ok((at?.histogram?.counts.length ?? 0) > 10);
  });

  it('gives the same for one thread and for two', async () => {
    const query = "SELECT (i * 7919) % 60013 AS a, 't' || (i % 30011) AS b FROM range(60000) t(i)";
    const alone = await openDatabase({ threads: 1 });
    try {
      assert.deepEqual(await profileTable(alone, `(${query})`), await profileOf(query));
    } finally {
      await alone.close();
    }
  });

  it('of two parts merges into that of the whole', async () => {
    const number = fc.oneof(
      fc.integer({ min: -50, max: 50 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    );
    const row = fc.record({
      x: fc.option(number, { freq: 8 }),
      k: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 8 }),
      s: fc.option(fc.constantFrom('a', 'A', 'unknown', '7', 'long text'), { freq: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 80 }), fc.nat(), async (rows, at) => {
        const cut = at % (rows.length + 1);
        const table = (part: typeof rows) =>
          `SELECT x::DOUBLE AS x, k::INTEGER AS k, s::VARCHAR AS s FROM (VALUES ${[
            ...part,
            { x: null, k: null, s: null },
          ]
            .map(({ x, k, s }) => `(${literal(x)}, ${literal(k)}, ${literal(s)})`)
            .join()}) t(x, k, s) LIMIT ${part.length}`;
        const [a, b, whole] = [
          await profileOf(table(rows.slice(0, cut))),
          await profileOf(table(rows.slice(cut))),
          await profileOf(table(rows)),
        ];
        assertMerged(mergeProfiles(a, b), whole);
      }),
      { numRuns: 40 },
    );
  });
});

function assertMerged(merged: Profile, whole: Profile): void {
  assert.equal(merged.rows, whole.rows);
  for (const [at, expected] of whole.columns.entries()) {
    const { mean, sd, quantiles, lengths, distinct, isDistinctExact, top, ...found } = merged.columns[
      at
    ] as ColumnProfile;
    const { name, missing, hiddenMissing, min, max, zeros, negatives, infinities, buckets, numericTexts } =
      expected;
    const counts = {
      name,
      missing,
      hiddenMissing,
      min,
      max,
      zeros,
      negatives,
      infinities,
      buckets,
      numericTexts,
    };
    for (const [key, value] of Object.entries(counts))
      assert.deepEqual(found[key as keyof typeof found], value, `${name}.${key}`);
    const size = Math.max(Math.abs(expected.mean ?? 0), expected.sd ?? 0);
    near(mean, expected.mean, 1e-12 * size);
    near(sd, expected.sd, 1e-12 * size);
    near(lengths?.mean, expected.lengths?.mean, 1e-9);
    if (isDistinctExact) {
      assert.equal(distinct, expected.distinct);
      assert.deepEqual(top, expected.top);
    }
    const reach = 0.0101 * Math.max(...[expected.min, expected.max].map((value) => Math.abs(Number(value))));
    for (const [level, value] of Object.entries(expected.quantiles ?? {}))
      near(quantiles?.[level], value, reach);
  }
}

function near(found: number | undefined, expected: number | undefined, reach: number): void {
  if (expected === undefined || found === undefined) return assert.equal(found, expected);
  assert.ok(
    Math.abs(found - expected) <= reach + Number.MIN_VALUE,
    `${found} is not ${expected} within ${reach}`,
  );
}
