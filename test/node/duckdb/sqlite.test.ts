// A SQLite database that Python wrote: which table is taken, and what values of other types than their column's become.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useReadings } from './readings';

const fixture = join(import.meta.dirname, '../../fixtures/formats/shop.sqlite');

describe('reading a SQLite database', () => {
  const { read, refusal } = useReadings();
  const shop = async (): Promise<readonly [string, Uint8Array]> => ['shop.sqlite', await readFile(fixture)];

  it('gives values by their types, and as text where a column mixes them, which is told', async () => {
    const { rows, types, told } = await read([await shop()], 'customers');
    assert.deepEqual(types, {
      id: 'BIGINT',
      name: 'VARCHAR',
      born: 'DATE',
      spent: 'DOUBLE',
      age: 'VARCHAR',
      note: 'VARCHAR',
    });
    assert.deepEqual(rows, [
      { id: 1, name: 'Zürich "x"', born: '1970-01-31', spent: 0.1, age: '30', note: '1' },
      { id: 2, name: null, born: '9999-12-31', spent: 1e308, age: 'unknown', note: 'two' },
      { id: '9223372036854775807', name: '; DROP TABLE', born: null, spent: null, age: null, note: null },
    ]);
    assert.deepEqual(told, [
      'shop.sqlite: Column "age" is declared as BIGINT and holds 1 value such as "unknown" of another; all of it was read as text. Mend these values, or cast the column.',
      'shop.sqlite: Column "note" is declared as no type and holds 1 value such as "two"; all of it was read as text. Mend these values, or cast the column.',
    ]);
  });

  it('asks which table where several have rows, and takes the one that is named, views and odd names too', async () => {
    const { message, hint } = await refusal([await shop()]);
    assert.equal(message, 'shop.sqlite has several tables: "customers", "odd "name"".');
    assert.match(hint ?? '', /table: customers in the dataset's entry .* "shop\.sqlite#customers"/);
    assert.deepEqual((await read([await shop()], 'odd "name"')).rows, [{ a: 1 }]);
    assert.deepEqual((await read([await shop()], 'rich')).rows, [{ id: 2, spent: 1e308 }]);
    assert.deepEqual((await read([await shop()], 'bare')).rows, []);
    assert.match((await refusal([await shop()], 'nowhere')).message, /has no table "nowhere"/);
  });

  it('refuses what is none, and what was cut short', async () => {
    const [, whole] = await shop();
    for (const content of ['no database', whole.subarray(0, 5000)])
      assert.match(
        (await refusal([['bad.sqlite', content]], 'customers')).message,
        /^bad\.sqlite cannot be read as SQLite/,
      );
  });
});
