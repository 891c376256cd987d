// Learning from a real table: the rules are in the words of lifecycle.yaml, are met by the table, and go into the manifest beside what is there.
import assert from 'node:assert/strict';
import { fromManifest } from '../../../src/core/expect/fromManifest';
import { addExpectations } from '../../../src/core/manifest/edit';
import { readManifest } from '../../../src/core/manifest/read';
import { learnFrom } from '../../../src/node/check/learn';
import { testAll } from '../../../src/node/check/testAll';
import { openDatabase, type Database } from '../../../src/node/duckdb/engine';

const table = `(SELECT range AS id,
  TIMESTAMP '2024-01-01' + to_hours(range::BIGINT) AS ts,
  20 + (hash(range) % 60)::INTEGER AS age,
  CASE WHEN hash(range) % 50 = 0 THEN NULL ELSE 'k' || (hash(range) % 3) END AS kind,
  (hash(range + 7) % 100000)::DOUBLE / 1000 AS price
  FROM range(3000))`;

describe('what is learnt from a table', () => {
  let db: Database & { close(): Promise<void> };
  before(async () => {
    db = await openDatabase();
  });
  after(() => db.close());

  it('is a type, a range or a set with what chance may bring, and a share of missing values', async () => {
    const { expect, window } = await learnFrom(db, { table, time: 'ts', key: 'id' });
    assert.equal(window, 300);
    assert.deepEqual(expect.unique, ['id']);
    assert.deepEqual(Object.keys(expect.columns ?? {}), ['age', 'kind', 'price']);
    const { age, kind, price } = expect.columns ?? {};
    assert.equal(age?.type, 'integer');
    assert.deepEqual(kind?.in, ['k0', 'k1', 'k2']);
    assert.match(kind?.missing ?? '', /^<= [2-9](\.\d+)?%$/);
    assert.ok(price?.between && price.between[0] < 5 && price.between[1] > 95);
    for (const { mostly } of [age, kind, price].filter((one) => one !== undefined))
      assert.ok(mostly === undefined || (mostly > 0.8 && mostly < 1));
  });

  it('is met by the table it was learnt from', async () => {
    const { expect } = await learnFrom(db, { table, time: 'ts', key: 'id' });
    const results = await testAll(db, { dataset: 't', table, expectations: fromManifest(expect), asOf: '' });
    assert.deepEqual(
      results.filter(({ passed }) => !passed),
      [],
    );
  });

  it('goes beside what a person wrote, which stays as it is', () => {
    const learnt = {
      unique: ['id'],
      columns: { age: { between: [1, 2] as [number, number] }, kind: { in: ['a'] } },
    };
    const added = (text: string) => addExpectations(text, 'bank', learnt);
    const expectOf = (text: string) => readManifest(text, 'f').manifest.datasets?.['bank']?.expect;
    const kept = added(
      'lifecycle: 1\ndatasets:\n  bank:\n    path: a.csv\n    expect:\n      rows: ">= 1" # mine\n      columns:\n        age: {missing: "= 0"}\n',
    );
    assert.match(kept, /# mine/);
    assert.deepEqual(expectOf(kept), {
      rows: '>= 1',
      unique: ['id'],
      columns: { age: { missing: '= 0' }, kind: { in: ['a'] } },
    });
    assert.deepEqual(expectOf(added('lifecycle: 1\ndatasets: {bank: a.csv}\n')), learnt);
    assert.equal(added(kept), kept);
  });
});
