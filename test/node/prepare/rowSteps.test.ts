// Steps that choose, order and add rows: which rows there are then, in which order, and that every engine would choose the same.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { isLifecycleError } from '../../../src/core/errors';
import { servingOf } from '../../../src/node/prepare/serving';
import { prepareOnce } from './prepareOnce';

type Cells = Readonly<Record<string, string | number | null>>;
const csv = (rows: readonly Cells[]) =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map((value) => value ?? ''))]
    .map((cells) => cells.join(','))
    .join('\n');
const people = Array.from({ length: 200 }, (_, n) => ({
  id: n % 80,
  name: `p${n % 80}`,
  amount: (n * 37) % 11,
}));

const after = (rows: readonly Cells[], prepare: readonly unknown[]) =>
  prepareOnce({ 'x.csv': csv(rows) }, { x: { path: 'x.csv', prepare } }, 'x');

describe('a sample', () => {
  /** As the manual states it: the first 16 digits of the MD5 of seed and value. */
  const hash = (seed: number, value: unknown) =>
    createHash('md5')
      .update(`${seed}:${String(value)}`)
      .digest('hex')
      .slice(0, 16);

  for (const by of ['id', 'name'] as const)
    it(`by a share keeps the rows of the values whose hash is low: ${by}`, async () => {
      const limit = ((1n << 64n) * 30n) / 100n;
      const expected = people.filter((row) => BigInt(`0x${hash(7, row[by])}`) < limit);
      const { rows } = await after(people, [{ sample: { share: '30%', by, seed: 7 } }]);
      assert.ok(expected.length > 20 && expected.length < 120);
      assert.deepEqual(rows, expected);
    });

  it('of a number of rows keeps those of the lowest hashes, in order', async () => {
    const lowest = people
      .map((row, at) => ({ row, at, hash: hash(0, row.id) }))
      .sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : a.at - b.at))
      .slice(0, 25)
      .sort((a, b) => a.at - b.at);
    const { rows, version } = await after(people, [{ sample: { rows: 25, by: 'id' } }]);
    assert.deepEqual(
      rows,
      lowest.map(({ row }) => row),
    );
    assert.deepEqual([version.effects[0]?.rowsBefore, version.effects[0]?.rowsAfter], [200, 25]);
  });

  it('of all keeps all', async () => {
    assert.equal((await after(people, [{ sample: { share: '100%', by: 'id' } }])).rows.length, 200);
  });

  it('is refused by a column that engines write in different ways', async () => {
    await assert.rejects(
      after(
        people.map((row) => ({ ...row, amount: row.amount + 0.5 })),
        [{ sample: { share: '10%', by: 'amount' } }],
      ),
      /"amount" holds DOUBLE, which engines write as text in different ways/,
    );
  });
});

describe('sorting', () => {
  it('goes by each column, missing values last, and leaves equal rows in order', async () => {
    const rows = [
      { n: 1, a: 2, b: 'x' },
      { n: 2, a: null, b: 'y' },
      { n: 3, a: 1, b: 'x' },
      { n: 4, a: 2, b: 'y' },
      { n: 5, a: 2, b: 'x' },
    ];
    const numbers = async (by: readonly string[]) =>
      (await after(rows, [{ sort: by }])).rows.map(({ n }) => n);
    assert.deepEqual(await numbers(['a']), [3, 1, 4, 5, 2]);
    assert.deepEqual(await numbers(['-a', 'b']), [1, 5, 4, 3, 2]);
    assert.deepEqual(await numbers(['b', '-n']), [5, 3, 1, 4, 2]);
  });

  it('decides what a split by order gives to training', async () => {
    const { train } = await prepareOnce(
      { 'x.csv': csv(people) },
      {
        x: {
          path: 'x.csv',
          prepare: [{ sort: ['-id'] }],
          split: { by: 'order', train: 0.1, validation: 0.45, test: 0.45 },
        },
      },
      'x',
    );
    assert.equal(train.length, 20);
    assert.ok(train.every(({ id }) => Number(id) >= 70));
  });
});

describe('selecting', () => {
  it('keeps columns in the order that is asked for', async () => {
    const { rows, version } = await after(people, [{ select: ['amount', 'id'] }]);
    assert.deepEqual(Object.keys(rows[0] ?? {}), ['amount', 'id']);
    assert.deepEqual(
      version.columns.map(({ name }) => name),
      ['amount', 'id'],
    );
  });

  it('makes room for another column of a name, where a single row is answered too', async () => {
    const { version } = await after(people, [
      { derive: { rich: 'amount > 5' } },
      { select: ['rich', 'id'] },
      { rename: { id: 'amount' } },
    ]);
    const inputs = ['amount', 'rich'].map((name) => ({ name, type: 'number' as const }));
    assert.deepEqual((await servingOf(version, inputs)).steps, [
      { derive: { rich: 'amount > 5' } },
      { drop: ['amount'] },
      { rename: { id: 'amount' } },
    ]);
  });
});

describe('a union', () => {
  const files = {
    'a.csv': 'id,x,s\n1,1,a\n2,2,b\n',
    'b.csv': 's,id,more\nc,3,0.5\n',
    'c.csv': 'id,x\n4,1.5\n',
    'd.csv': 'id,x\n5,text\n',
  };
  const joined = (prepare: readonly unknown[]) =>
    prepareOnce(files, { a: { path: 'a.csv', prepare }, b: 'b.csv', c: 'c.csv', d: 'd.csv' }, 'a');

  it('puts rows below by the names of their columns, and tells what differs', async () => {
    const { rows, version, warnings } = await joined([{ union: ['b', 'c'] }]);
    assert.deepEqual(rows, [
      { id: 1, x: 1, s: 'a', more: null },
      { id: 2, x: 2, s: 'b', more: null },
      { id: 3, x: null, s: 'c', more: 0.5 },
      { id: 4, x: 1.5, s: null, more: null },
    ]);
    assert.deepEqual([version.effects[0]?.rowsBefore, version.effects[0]?.rowsAfter], [2, 4]);
    assert.match(warnings, /^lifecycle\.yaml:\d+:\d+: Step 1 \(union\).*"b" has no "x": missing in its rows/);
    assert.match(warnings, /only "b" has "more": missing in the rows of the others/);
    assert.deepEqual(Object.keys(version.others ?? {}), ['b', 'c']);
  });

  it('is refused where a column is of another kind there', async () => {
    try {
      await joined([{ union: 'd' }]);
    } catch (error) {
      assert.ok(isLifecycleError(error));
      assert.match(error.message, /"x" holds BIGINT here, but VARCHAR in "d"/);
      assert.ok(error.problems[0]?.line !== undefined);
      return;
    }
    assert.fail('it was prepared');
  });
});

describe('a join', () => {
  const files = { 'a.csv': 'id,x\n1,1\n2,2\n', 'b.csv': 'who,x,y\n1,9,8\n', 'c.csv': 'who,y\none,8\n' };
  const joined = (step: unknown) =>
    prepareOnce(files, { a: { path: 'a.csv', prepare: [step] }, b: 'b.csv', c: 'c.csv' }, 'a');

  for (const [step, message] of [
    [{ join: { with: 'b', on: { id: 'who' } } }, /both sides have a column "x"/],
    [{ join: { with: 'c', on: { id: 'who' } } }, /"id" holds BIGINT, but "who" of "c" holds VARCHAR/],
    [{ join: { with: 'b', on: { id: 'whom' } } }, /"b": there is no column "whom"/],
    [{ join: { with: 'b', on: { id: 'who' }, columns: ['z'] } }, /"b": there is no column "z"/],
    [
      { join_asof: { with: 'b', time: { id: 'who' }, columns: ['y'] } },
      /the time "id" holds BIGINT, not dates/,
    ],
  ] as const)
    it(`is refused with what is wrong: ${JSON.stringify(step)}`, async () => {
      await assert.rejects(joined(step), message);
    });

  it('gives columns that a request brings itself', async () => {
    const { version } = await joined({ join: { with: 'b', on: { id: 'who' }, columns: ['y'] } });
    assert.deepEqual(await servingOf(version, [{ name: 'y', type: 'number' }]), {
      steps: [],
      inputs: [{ name: 'y', type: 'BIGINT' }],
    });
  });

  it('says where it cannot tell whether it looks into the future', async () => {
    const { warnings } = await prepareOnce(
      { 'a.csv': 'id,t\n1,3|1|2026\n', 'b.csv': 'id,u,y\n1,2026-01-01,8\n' },
      {
        a: {
          path: 'a.csv',
          time: 't',
          prepare: [
            { join: { with: 'b', on: 'id', columns: ['y'] } },
            { cast: { t: { type: 'date', format: '%d|%m|%Y' } } },
          ],
        },
        b: { path: 'b.csv', time: 'u' },
      },
      'a',
    );
    assert.match(warnings, /whether it looks into the future cannot be told, because "t" holds VARCHAR here/);
  });
});
