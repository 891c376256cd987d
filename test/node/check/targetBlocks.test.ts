// Whether a target moves along the rows, where rows belong to groups and where they do not.
import assert from 'node:assert/strict';
import { columnOf, presentIn } from '../../../src/core/quality/facts';
import { targetDrift } from '../../../src/core/quality/targetDrift';
import { seededRandom } from '../../../src/core/random';
import { targetBlocks } from '../../../src/node/check/targetBlocks';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { profileTable } from '../../../src/node/profile/profileTable';

interface Row {
  readonly whose: number | null;
  readonly at: number;
  readonly y: 'yes' | 'no';
}

const ofRows = (rows: readonly Row[], key?: string, time?: string) =>
  withDatabase(async (db) => {
    const values = rows.map(({ whose, at, y }) => `(${whose ?? 'NULL'}, ${at}, '${y}')`).join(', ');
    await db.run(`CREATE TABLE d AS SELECT * FROM (VALUES ${values}) AS v(whose, day, y)`);
    const profile = await profileTable(db, 'd');
    const target = columnOf(profile, 'y');
    assert.ok(target);
    return targetBlocks(db, { table: 'd', target, rows: presentIn(profile, target), time, key });
  });

/** 200 customers of ten rows with one answer each, sorted by customer as most exports are. */
function customers(seed: number, chance: (customer: number) => number): Row[] {
  const generator = seededRandom(seed);
  return Array.from({ length: 200 }, (_, whose) => whose).flatMap((whose) => {
    const y = generator.uniform() < chance(whose) ? 'yes' : 'no';
    return Array.from({ length: 10 }, (_, at): Row => ({ whose, at, y }));
  });
}

describe('blocks of a target', () => {
  it('take rows of one customer as one, so that customers in any order do not move', async () => {
    for (let seed = 0; seed < 5; seed++) {
      const rows = customers(seed, () => 0.4);
      assert.equal(targetDrift(await ofRows(rows, 'whose')), undefined, String(seed));
      assert.ok(targetDrift(await ofRows(rows)), String(seed));
    }
  });

  it('still tell customers whose answers move', async () => {
    const blocks = await ofRows(
      customers(1, (customer) => 0.1 + customer / 250),
      'whose',
    );
    assert.equal(blocks.groups, 'whose');
    assert.ok(targetDrift(blocks));
  });

  it('tell answers that move with time where each customer has rows of all times', async () => {
    const generator = seededRandom(2);
    const rows = customers(3, () => 0).map((row): Row => ({
      ...row,
      y: generator.uniform() < row.at / 12 ? 'yes' : 'no',
    })); // prettier-ignore
    assert.ok(targetDrift(await ofRows(rows, 'whose', 'day')));
  });

  it('count every row where the key never repeats, and rows without a key each for itself', async () => {
    const rows = customers(4, () => 0.4);
    const single = rows.map((row, whose) => ({ ...row, whose }));
    const blocks = await ofRows(single, 'whose');
    assert.equal(blocks.groups, undefined);
    assert.deepEqual(blocks, await ofRows(single));
    const without = rows.map((row, at) => ({ ...row, whose: at < 2 ? 0 : null }));
    const { counts } = await ofRows(without, 'whose');
    assert.equal(Math.round(counts.flat().reduce((sum, n) => sum + n, 0)), rows.length - 1);
  });
});
