import assert from 'node:assert/strict';
import fc from 'fast-check';
import { standsFor } from '../../../src/core/manifest/origin';
import { sourceSchema } from '../../../src/core/manifest/source';
import { shownSource, tableSource, tableUri } from '../../../src/core/manifest/tableSource';

const read = (source: unknown) => sourceSchema.safeParse(source);

describe('a table as the source of a dataset', () => {
  const written: readonly (readonly [unknown, string, string])[] = [
    ['postgres://db/bank?table=public.loans', 'postgres://db/bank?table=public.loans', 'public.loans of postgres://db/bank'],
    ['postgresql://db:5433/bank?sslmode=verify-full&table=loans', 'postgres://db:5433/bank?sslmode=verify-full&table=loans', 'loans of postgres://db:5433/bank'],
    [{ database: 'postgresql:///bank', query: ' SELECT a+1\nFROM b ' }, 'postgres:///bank?query=SELECT+a%2B1%0AFROM+b', 'the query of postgres:///bank'],
    [{ database: 'data/50%?.db', query: 'SELECT 1' }, 'sqlite://data/50%25%3F.db?query=SELECT+1', 'the query of data/50%?.db'],
    ['sqlite://data/app.db?table=a+b', 'sqlite://data/app.db?table=a+b', 'a b of data/app.db'],
    ['data/bank.csv', 'data/bank.csv', 'data/bank.csv'],
  ]; // prettier-ignore
  for (const [source, text, shown] of written)
    it(`reads ${JSON.stringify(source)} as one text`, () => {
      assert.equal(sourceSchema.parse(source), text);
      assert.equal(shownSource(text), shown);
      assert.equal(sourceSchema.parse(text), text);
    });

  const wrong: readonly (readonly [unknown, RegExp])[] = [
    ['postgres://ana@db/bank?table=loans', /PGUSER/],
    ['postgres://ana:secret@db/bank?table=loans', /PGUSER/],
    ['postgres://db/bank?password=secret&table=loans', /PGUSER/],
    ['postgres://db/bank', /Say what of it/],
    ['postgres://db/bank?table=a&query=SELECT+1', /Say what of it/],
    ['postgres://db:no/bank?table=loans', /5432/],
    [{ database: 'postgres://ana:secret@db/bank', query: 'SELECT 1' }, /PGUSER/],
    [{ database: 'postgres://db/bank', table: 'loans' }, /unrecognized/],
    [{ database: 'a.db', query: ' ' }, /Write a SELECT/],
  ];
  for (const [source, message] of wrong)
    it(`refuses ${JSON.stringify(source)}`, () =>
      assert.match(JSON.stringify(read(source).error?.issues), message));

  it('comes back from its text whatever stands in it', () => {
    const asked = fc.oneof(
      fc.record({ kind: fc.constant('table' as const), table: fc.string({ minLength: 1 }) }),
      fc.record({
        kind: fc.constant('query' as const),
        query: fc.string({ minLength: 1, unit: 'grapheme' }),
      }),
    );
    const sqlite = fc.record({ kind: fc.constant('sqlite' as const), database: fc.string(), asked });
    const postgres = fc.record({
      kind: fc.constant('postgres' as const),
      database: fc.constantFrom('postgres://db/bank', 'postgres:///bank?sslmode=require'),
      asked,
    });
    fc.assert(
      fc.property(fc.oneof(sqlite, postgres), (source) => {
        assert.deepEqual(tableSource(tableUri(source)), JSON.parse(JSON.stringify(source)));
        assert.ok(standsFor(tableUri(source))(tableUri(source)));
      }),
    );
  });

  it('is another source with another query', () => {
    assert.ok(!standsFor('postgres://db/b?query=SELECT+1')('postgres://db/b?query=SELECT+2'));
    assert.ok(!standsFor('data/bank.csv')('postgres://db/b?query=SELECT+2'));
  });
});
