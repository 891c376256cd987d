// The order in which dates of delimited files are read: what is known goes before what a file alone looks like, and guesses are told.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TextReading } from '../../../src/core/dataset/textReading';
import { formatProblem, isLifecycleError } from '../../../src/core/errors';
import { withDatabase, type Row } from '../../../src/node/duckdb/engine';
import { load } from '../../../src/node/duckdb/read';
import type { Column } from '../../../src/core/dataset/version';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dates-'));
});
after(() => rm(folder, { recursive: true }));

async function read(
  contents: readonly string[],
  expected: { readonly types?: readonly Column[]; readonly reading?: TextReading } = {},
) {
  const files = contents.map((_, index) => ({
    path: join(folder, `${String(index)}.csv`),
    shown: `${String(index)}.csv`,
  }));
  for (const [index, { path }] of files.entries()) await writeFile(path, contents[index] ?? '');
  return withDatabase(async (database) => {
    const { warnings, reading } = await load(database, files, 'data', expected);
    const rows = await database.rows<Row>('SELECT COLUMNS(*)::VARCHAR FROM data');
    return { rows, reading, warnings: warnings.map(formatProblem) };
  });
}

const early = 'seen,n\n03/01/2025,1\n03/05/2025,2\n';
const monthFirst: TextReading = { decimal: '.', date: '%m/%d/%Y' };
const asDates = [{ name: 'seen', type: 'DATE' }];

describe('dates that are not written year first', () => {
  it('are told as a guess where no day is above 12, with what a dataset can say instead', async () => {
    const { rows, reading, warnings } = await read([early]);
    assert.equal(rows[1]?.seen, '2025-05-03');
    assert.deepEqual(reading, { decimal: '.', date: '%d/%m/%Y' });
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0] ?? '',
      /Dates in "seen" were read as day\/month\/year, which is a guess: every one of them can be read as month\/day\/year too\..*cast: \{seen: \{type: date, format: "?%d\/%m\/%Y"?\}\}/,
    );
  });

  it('are told without a guess where a day shows the order', async () => {
    const { reading, warnings } = await read(['seen,n\n03/01/2025,1\n03/15/2025,2\n']);
    assert.deepEqual(reading, monthFirst);
    assert.match(warnings.join(), /Dates in "seen" were read as month\/day\/year\./);
  });

  for (const types of [asDates, []])
    it(`are read in the order that is known (${types.length > 0 ? 'types given' : 'types judged'})`, async () => {
      const { rows, warnings } = await read([early], { types, reading: monthFirst });
      assert.deepEqual(
        rows.map(({ seen }) => seen),
        ['2025-03-01', '2025-03-05'],
      );
      assert.deepEqual(warnings, []);
    });

  it('take the known order with other marks, and of times as of dates', async () => {
    const text = 'seen,at\n03-01-2025,03-02-2025 10:00:00\n';
    const { rows } = await read([text], { types: asDates, reading: monthFirst });
    assert.deepEqual(rows, [{ seen: '2025-03-01', at: '2025-03-02 10:00:00' }]);
  });

  it('are refused with the reason where they contradict the known order, be it after many rows', async () => {
    const many = `seen,n\n${'03/01/2025,1\n'.repeat(30_000)}25/03/2025,2\n`;
    for (const text of ['seen,n\n25/03/2025,1\n', many])
      await assert.rejects(read([text], { types: asDates, reading: monthFirst }), (error) => {
        assert.ok(isLifecycleError(error) && error.code === 'input');
        assert.match(error.message, /Column "seen": Could not convert string "25\/03\/2025"/);
        assert.match(
          error.hint ?? '',
          /^Dates are read as month\/day\/year, as in the data that was prepared\./,
        );
        return true;
      });
  });

  it('are taken where they are written year first, whatever is known', async () => {
    const text = 'seen,n\n2025-03-01,1\n';
    const { rows, warnings } = await read([text], { types: asDates, reading: monthFirst });
    assert.deepEqual([rows[0]?.seen, warnings], ['2025-03-01', []]);
  });

  it('have one order in all files of a dataset', async () => {
    const { rows, warnings } = await read([early, 'seen,n\n03/15/2025,3\n']);
    assert.deepEqual(
      rows.map(({ seen }) => seen),
      ['2025-03-01', '2025-03-05', '2025-03-15'],
    );
    assert.match(warnings.join(), /were read as month\/day\/year\./);
  });
});

describe('a file that may have decimal commas', () => {
  const known: TextReading = { decimal: ',' };
  const types = [
    { name: 'price', type: 'DOUBLE' },
    { name: 'code', type: 'VARCHAR' },
  ];

  it('is read with the mark that is known, whatever its texts look like', async () => {
    const { rows } = await read(['price;code;other\n1,5;1.5;2.5\n2;2.5;3.5\n'], { types, reading: known });
    assert.equal(rows[0]?.price, '1.5');
  });

  it('is told to have another mark than is known', async () => {
    const { rows, warnings } = await read(['price;code\n1,5;a\n'], { types, reading: { decimal: '.' } });
    assert.equal(rows[0]?.price, '1.5');
    assert.match(warnings.join(), /Numbers were read with a decimal comma, as they are written here/);
  });
});
