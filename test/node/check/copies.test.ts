// Rows that equal or nearly equal one another in real tables: planted copies are found, rows that are alike by nature are not.
import assert from 'node:assert/strict';
import { copiedUpTo, areEqualCopies, type Copies } from '../../../src/core/quality/copies';
import type { Profile } from '../../../src/core/profile/profile';
import { seenShare, blocksOf } from '../../../src/node/check/lanes';
import { findCopies } from '../../../src/node/check/copies';
import { withDatabase, type Database } from '../../../src/node/duckdb/engine';
import { guardExpression } from '../../../src/node/duckdb/guard';
import { profileTable } from '../../../src/node/profile/profileTable';
import { seededRandom } from '../../../src/core/random';

const random = (seed: number) => `(hash(i * 1000 + ${seed}) % 1000003) / 1000003`;
/** Ten columns: names, whole numbers and fractions; a label. */
const people = (rows: number) => `
  SELECT i AS id, 'Customer ' || (i % 977) AS name, (20 + 60 * ${random(1)})::INTEGER AS age, round(1000 * ${random(2)}, 2) AS balance,
    ['nurse', 'clerk', 'cook', 'pilot'][1 + (4 * ${random(3)})::INTEGER % 4] AS job, round(${random(4)}, 6) AS score,
    (10000 * ${random(5)})::INTEGER AS zip, round(50 * ${random(6)}, 1) AS rate, ${random(7)} < 0.5 AS member,
    if(${random(8)} < 0.3, 'yes', 'no') AS y FROM range(${rows}) AS t(i)`;

interface Looked {
  readonly copies: Copies;
  readonly profile: Profile;
  readonly db: Database;
}

const look = (
  query: string,
  use: (looked: Looked) => Promise<void> | void,
  roles: { target?: string; key?: string; time?: string } = { target: 'y', key: 'id' },
) =>
  withDatabase(async (db) => {
    await db.run(`CREATE TABLE d AS ${query}`);
    const profile = await profileTable(db, 'd');
    const copies = await findCopies(db, { table: 'd', profile, roles, unique: [] });
    assert.ok(copies);
    await use({ copies, profile, db });
  });

async function idsWhere(db: Database, where: string | undefined): Promise<number[]> {
  const columns = (await db.rows<{ column_name: string }>('DESCRIBE d')).map(
    ({ column_name }) => column_name,
  );
  const guarded = await guardExpression(db, where ?? 'false', { what: 'rows', columns });
  assert.equal(guarded.kind, 'allowed');
  return (await db.rows<{ id: number }>(`SELECT id FROM d WHERE ${where ?? 'false'} ORDER BY id`)).map(
    ({ id }) => id,
  );
}

describe('rows that nearly equal another', () => {
  for (const share of [0.01, 0.05, 0.2])
    it(`are found where one cell of ${share * 100}% of them was changed, and can be shown`, () =>
      look(
        `(${people(2_000)}) UNION ALL SELECT * REPLACE (id + 10000 AS id, if(id % 2 = 0, age + 1, age) AS age, if(id % 2 = 1, score + 0.1, score) AS score)
           FROM (${people(2_000)}) WHERE id < ${2_000 * share}`,
        async ({ copies, profile, db }) => {
          assert.deepEqual(copiedUpTo(copies, profile), [1]);
          assert.equal(copies.near[1]?.rows, 2_000 * share);
          assert.deepEqual([...(copies.near[1]?.columns ?? [])].sort(), ['age', 'score']);
          const ids = await idsWhere(db, copies.near[1]?.where);
          assert.ok(ids.includes(0) || share > 0.05, 'the earlier one');
          assert.ok(
            ids.some((id) => id >= 10_000),
            'the later one',
          );
        },
      ));

  it('are found where they differ in case, space and signs only', () =>
    look(
      `(${people(500)}) UNION ALL SELECT * REPLACE (id + 10000 AS id, upper(name) || ' ' AS name, '-' || job AS job) FROM (${people(500)}) WHERE id < 7`,
      ({ copies, profile }) => {
        assert.deepEqual(copiedUpTo(copies, profile), [0]);
        assert.equal(copies.near[0]?.rows, 7);
      },
    ));

  it('are found where two cells differ, of ten columns', () =>
    look(
      `(${people(500)}) UNION ALL SELECT * REPLACE (id + 10000 AS id, zip + 1 AS zip, NOT member AS member) FROM (${people(500)}) WHERE id < 9`,
      ({ copies, profile }) => {
        assert.deepEqual(copiedUpTo(copies, profile), [2]);
        assert.equal(copies.near[2]?.rows, 9);
      },
    ));

  it('are not those that are alike by nature: few values in each column', () =>
    look(
      `SELECT i AS id, (5 * ${random(1)})::INTEGER AS a, (5 * ${random(2)})::INTEGER AS b, (5 * ${random(3)})::INTEGER AS c,
         (5 * ${random(4)})::INTEGER AS d, (9 * ${random(5)})::INTEGER AS e, if(${random(8)} < 0.3, 'yes', 'no') AS y FROM range(3000) AS t(i)`,
      ({ copies, profile }) => {
        assert.deepEqual(copiedUpTo(copies, profile), []);
        assert.ok(copies.equalPairs > 0 && !areEqualCopies(copies, profile));
        assert.ok(copies.conflicts && copies.conflicts.rows > 0);
      },
    ));

  it('are not those of another time', () =>
    look(
      `SELECT i AS id, DATE '2026-01-01' + (i % 60)::INTEGER AS day, 'p' || (i // 60) AS who, (i // 60) * 7 % 100 AS a, (i // 60) * 13 % 1000 AS b, 'no' AS y FROM range(6000) AS t(i)`,
      ({ copies, profile }) => assert.deepEqual(copiedUpTo(copies, profile), []),
      { target: 'y', key: 'id', time: 'day' },
    ));

  it('are none of a table of its own kind', () =>
    look(people(5_000), ({ copies, profile }) => assert.deepEqual(copiedUpTo(copies, profile), [])));
});

describe('equal rows with several labels', () => {
  it('are counted with their groups, and can be shown', () =>
    look(
      `(${people(500)}) UNION ALL SELECT * REPLACE (id + 10000 AS id, if(y = 'yes', 'no', 'yes') AS y) FROM (${people(500)}) WHERE id < 5`,
      async ({ copies, profile, db }) => {
        assert.deepEqual([copies.conflicts?.rows, copies.conflicts?.groups], [10, 5]);
        assert.ok(areEqualCopies(copies, profile));
        assert.deepEqual(
          await idsWhere(db, copies.conflicts?.where),
          [0, 1, 2, 3, 4, 10_000, 10_001, 10_002, 10_003, 10_004],
        );
      },
    ));
});

describe('rows of another part that training has', () => {
  it('are counted by part, equal and nearly equal', () =>
    withDatabase(async (db) => {
      await db.run(`CREATE TABLE d AS ${people(1_000)}`);
      await db.run('CREATE TABLE train AS FROM d WHERE id < 800');
      await db.run('CREATE TABLE validation AS FROM d WHERE id BETWEEN 800 AND 899');
      await db.run(
        `CREATE TABLE test AS (FROM d WHERE id >= 900) UNION ALL SELECT * REPLACE (id + 5000 AS id) FROM d WHERE id < 10
         UNION ALL SELECT * REPLACE (id + 5000 AS id, age + 1 AS age) FROM d WHERE id BETWEEN 20 AND 34`,
      );
      await db.run('CREATE OR REPLACE TABLE d AS FROM train UNION ALL FROM validation UNION ALL FROM test');
      const profile = await profileTable(db, 'd');
      const parts = { train: 'train', validation: 'validation', test: 'test' };
      const copies = await findCopies(db, {
        table: 'd',
        profile,
        roles: { target: 'y', key: 'id' },
        unique: [],
        parts,
      });
      assert.deepEqual(
        copies?.shared.map(({ part, of, equal, near }) => [
          part,
          of,
          equal.rows,
          near.map(({ rows }) => rows),
        ]),
        [
          ['validation', 100, 0, [0, 0, 0]],
          ['test', 125, 10, [0, 15, 0]],
        ],
      );
      const ids = await idsWhere(db, copies?.shared[1]?.near[1]?.where);
      assert.deepEqual(ids.filter((id) => id < 5_000).length, 15);
    }));
});

describe('the share of pairs that are looked at', () => {
  it('is one where they differ in fewer columns than there are blocks', () => {
    for (const lanes of [3, 5, 8, 20, 48]) {
      const blocks = blocksOf(lanes);
      for (let differing = 0; differing < blocks.length; differing++)
        assert.ok(Math.abs(seenShare(blocks, differing) - 1) < 1e-12);
    }
  });
  it('is what drawing the columns that differ gives', () => {
    for (const [lanes, differing] of [
      [5, 2],
      [5, 3],
      [9, 3],
      [20, 3],
    ] as const) {
      const [blocks, generator] = [blocksOf(lanes), seededRandom(lanes)];
      let seen = 0;
      for (let draw = 0; draw < 20_000; draw++) {
        const drawn = new Set<number>();
        while (drawn.size < differing) drawn.add(generator.below(lanes));
        if (blocks.some((block) => block.every((lane) => !drawn.has(lane)))) seen++;
      }
      assert.ok(Math.abs(seen / 20_000 - seenShare(blocks, differing)) < 0.015, `${lanes} ${differing}`);
    }
  });
});
