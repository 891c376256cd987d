// The full part of a profile: associations against SciPy, what is missing together, shapes of texts, gaps in time, equal rows.
import assert from 'node:assert/strict';
import type { Association } from '../../../src/core/profile/full';
import type { Profile } from '../../../src/core/profile/profile';
import { openDatabase, type Database } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { fullProfile } from '../../../src/node/profile/fullProfile';
import { profileTable } from '../../../src/node/profile/profileTable';
import { assertClose, fixture } from '../../statistics/fixture';

describe('full profile of a table', () => {
  let db: Database & { close(): Promise<void> };
  before(async () => {
    db = await openDatabase({ threads: 2 });
  });
  after(() => db.close());

  const fullOf = async (query: string, target?: string): Promise<Profile> => {
    const table = `(${query})`;
    return fullProfile(db, table, await profileTable(db, table), { target });
  };
  const pairOf = ({ full }: Profile, ...names: readonly string[]): Association => {
    const found = full?.pairs.find(({ columns }) => names.every((name) => columns.includes(name)));
    assert.ok(found, names.join());
    return found;
  };

  it('measures pairs as SciPy does, over the rows that have both', async () => {
    const known = fixture<Record<'x' | 'y' | 'tied' | 'groups', number[]> & Record<string, number>>(
      'association',
    );
    const number = (value: number | undefined) => (Number.isNaN(value) ? 'NULL' : literal(value ?? 0));
    const rows = known.x.map(
      (x, at) => `(${[x, known.y[at], known.tied[at]].map(number).join()}, 'g' || ${known.groups[at] ?? 0})`,
    );
    const profile = await fullOf(
      `SELECT x::DOUBLE AS x, y::DOUBLE AS y, tied::DOUBLE AS tied, g FROM (VALUES ${rows.join()}) t(x, y, tied, g)`,
      'y',
    );
    const both = pairOf(profile, 'x', 'y');
    assert.equal(both.rows, 58);
    assertClose(both.pearson ?? NaN, known['pearson'] ?? NaN, 1e-12);
    assertClose(both.spearman ?? NaN, known['spearman'] ?? NaN, 1e-12);
    assertClose(pairOf(profile, 'x', 'tied').spearman ?? NaN, known['spearmanTied'] ?? NaN, 1e-12);
    assert.deepEqual(
      profile.full?.target?.pairs.map(({ columns }) => columns.find((name) => name !== 'y')).sort(),
      ['g', 'tied', 'x'],
    );
    assert.equal(profile.full?.sampleRows, undefined);
  });

  it("gives Cramer's V and the correlation ratio of groups", async () => {
    const profile = await fullOf(
      `SELECT 'a' || (i % 2) AS a, (i % 2) * 100.5 + i % 3 + i / 1e6 AS n FROM range(600) t(i)`,
    );
    const { correlationRatio, rows } = pairOf(profile, 'a', 'n');
    assert.equal(rows, 600);
    assertClose(correlationRatio ?? NaN, Math.sqrt(50.25 ** 2 / (50.25 ** 2 + 2 / 3)), 1e-4);
    const counted = await fullOf(
      `SELECT CASE WHEN i < 1000 THEN 'p' ELSE 'q' END AS p, CASE WHEN i < 200 OR i BETWEEN 1000 AND 1399 THEN 'u' ELSE 'v' END AS u FROM range(2000) t(i)`,
    );
    assertClose(pairOf(counted, 'p', 'u').cramersV ?? NaN, 0.216, 5e-5);
  });

  it('correlates large offsets, times and whole numbers beyond 2^53 as they are', async () => {
    const profile = await fullOf(
      `SELECT 1e14 + i AS x, TIMESTAMP '2020-01-01' + to_days(i::INTEGER) AS t, 9007199254740993 + 2 * i AS w, -i AS y FROM range(500) t(i)`,
    );
    assertClose(pairOf(profile, 'x', 't').pearson ?? NaN, 1, 1e-9);
    assertClose(pairOf(profile, 'x', 'w').pearson ?? NaN, 1, 1e-9);
    assertClose(pairOf(profile, 'y', 'w').spearman ?? NaN, -1, 1e-9);
  });

  it('does not measure constants, infinities or squares that overflow', async () => {
    const profile = await fullOf(
      `SELECT 1 AS same, 1e308 * (i % 3 - 1) AS huge, CASE WHEN i = 7 THEN 'inf'::DOUBLE ELSE i END AS odd, i AS i FROM range(100) t(i)`,
    );
    assert.ok(profile.full?.pairs.every(({ columns }) => !columns.includes('same')));
    assert.equal(pairOf(profile, 'huge', 'i').pearson, undefined);
    assert.equal(pairOf(profile, 'odd', 'i').rows, 99);
    assertClose(pairOf(profile, 'odd', 'i').pearson ?? NaN, 1, 1e-12);
  });

  it('says which rows it ranked where the table is long, and comes near', async () => {
    const profile = await fullOf(
      'SELECT i * 7919 % 60013 AS a, i * 7919 % 60013 + (i % 100) * 300 AS b FROM range(60000) t(i)',
    );
    const { pearson = NaN, spearman = NaN } = pairOf(profile, 'a', 'b');
    assert.ok((profile.full?.sampleRows ?? 0) >= 15_000 && (profile.full?.sampleRows ?? 0) < 60_000);
    assert.ok(Math.abs(pearson - spearman) < 0.03, `${pearson} ${spearman}`);
  });

  it('keeps the strongest of many pairs, and every pair of the target', async () => {
    const columns = Array.from({ length: 60 }, (_none, at) => `hash(i * ${at + 2}) % 1000 AS c${at}`);
    const profile = await fullOf(
      `SELECT ${columns.join()}, i AS twin, 2 * i + 1 AS other FROM range(3000) t(i)`,
      'c5',
    );
    const pairs = profile.full?.pairs ?? [];
    assert.deepEqual(pairs[0]?.columns, ['twin', 'other']);
    assert.equal(pairs.length, 200);
    assert.equal(profile.full?.pairsLeftOut, (62 * 61) / 2 - 200);
    assert.equal(profile.full?.target?.pairs.length, 61);
  });

  it('counts what is missing together, NaN as well', async () => {
    const { full } = await fullOf(
      `SELECT CASE WHEN i % 4 > 0 THEN i END AS a, CASE WHEN i % 4 > 0 THEN i::DOUBLE ELSE 'NaN' END AS b, CASE WHEN i % 5 > 0 THEN 'x' END AS c, i AS d FROM range(1000) t(i)`,
    );
    assert.deepEqual(full?.missing.patterns, [
      { columns: [], rows: 600 },
      { columns: ['a', 'b'], rows: 200 },
      { columns: ['c'], rows: 150 },
      { columns: ['a', 'b', 'c'], rows: 50 },
    ]);
    assert.deepEqual(full.missing.pairs, [{ columns: ['a', 'b'], rows: 250, phi: 1 }]);
  });

  it('counts equal rows', async () => {
    const { full } = await fullOf(
      "SELECT i % 3 AS a, CASE WHEN i % 3 = 0 THEN NULL ELSE 'x' END AS b FROM range(10) t(i)",
    );
    assert.deepEqual(full?.duplicates, { rows: 7, groups: 3 });
    assert.deepEqual((await fullOf('SELECT i, i % 2 AS j FROM range(10) t(i)')).full?.duplicates, {
      rows: 0,
      groups: 0,
    });
  });

  it('tells the shapes of texts', async () => {
    const { columns } = await fullOf(
      "SELECT * FROM (VALUES ('AB-1234'), ('CD-5678'), ('Mr. Smith'), ('Écija'), ('12345678901234'), (NULL)) t(v)",
    );
    assert.deepEqual(columns[0]?.patterns, {
      top: [
        { pattern: 'A-9999', count: 2, example: 'AB-1234' },
        { pattern: '9+', count: 1, example: '12345678901234' },
        { pattern: 'Aa', count: 1, example: 'Écija' },
        { pattern: 'Aa. Aa', count: 1, example: 'Mr. Smith' },
      ],
      other: 0,
    });
  });

  it('tells the beat of times and their longest gaps', async () => {
    const { columns } = await fullOf(
      "SELECT TIMESTAMP '2024-01-01' + to_hours((CASE WHEN i >= 50 THEN i + 100 ELSE i END)::INTEGER) AS t, DATE '2024-01-01' AS d FROM range(100) t(i)",
    );
    const { gaps } = columns[0] ?? {};
    assert.deepEqual([gaps?.median, gaps?.step], [3_600_000, 3_600_000]);
    assertClose(gaps?.regular ?? NaN, 98 / 99, 1e-12);
    assert.deepEqual(gaps?.largest[0], {
      from: '2024-01-03T01:00:00.000Z',
      to: '2024-01-07T06:00:00.000Z',
      milliseconds: 101 * 3_600_000,
    });
    assert.equal(columns[1]?.gaps, undefined);
  });

  it('says what it can of a table without rows, and of one without a column that can be asked', async () => {
    const { full } = await fullOf("SELECT 1 AS a, 'x' AS b WHERE false");
    assert.deepEqual(
      [full?.pairs, full?.duplicates, full?.missing.patterns[0]?.rows],
      [[], { rows: 0, groups: 0 }, 0],
    );
    assert.deepEqual((await fullOf('SELECT [i] AS list FROM range(5) t(i)')).full?.pairs, []);
  });
});
