// Workbooks that openpyxl wrote: which sheet and rows are taken, what cells are, and what is told. The script that made them lies beside them.
import assert from 'node:assert/strict';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useReadings } from './readings';

const fixtures = join(import.meta.dirname, '../../fixtures/formats');

describe('reading an Excel workbook', () => {
  const { path, read, refusal } = useReadings();
  const book = async (name: string, part?: string) =>
    read([[name, await readFile(join(fixtures, name))]], part);
  const refused = async (name: string, part?: string) =>
    refusal([[name, await readFile(join(fixtures, name))]], part);

  it('gives numbers, texts, days, times and truth values as they are there, and leaves out empty rows', async () => {
    const { rows, types, told } = await book('types.xlsx');
    assert.deepEqual(types, {
      id: 'BIGINT',
      share: 'DOUBLE',
      name: 'VARCHAR',
      day: 'DATE',
      moment: 'TIMESTAMP',
      hour: 'TIME',
      ok: 'BOOLEAN',
      nothing: 'VARCHAR',
    });
    assert.deepEqual(rows, [
      {
        id: 1,
        share: 0.1,
        name: 'Zürich',
        day: '2026-01-31',
        moment: '2026-01-31T12:30:15.25Z',
        hour: '08:15:00',
        ok: true,
        nothing: null,
      },
      {
        id: 2,
        share: 1e300,
        name: 'say "a",\nb',
        day: '1900-01-01',
        moment: '1900-03-01T00:00:00Z',
        hour: '23:59:59',
        ok: false,
        nothing: null,
      },
      {
        id: 9007199254740991,
        share: -2.5,
        name: '  blanks ',
        day: '9999-12-31',
        moment: '2026-01-31T12:30:15.25Z',
        hour: null,
        ok: null,
        nothing: null,
      },
      { id: 4, share: 3, name: '01234', day: null, moment: null, hour: '00:00:00', ok: true, nothing: null },
    ]);
    assert.deepEqual(told, [
      'types.xlsx: Rows without anything in them were left out: 5. If a second table follows below, move it to a sheet of its own.',
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const { rows } = await book('mac.xlsx');
    assert.deepEqual(rows, [{ day: '2026-01-31', moment: '2026-01-31T12:30:15.25Z' }]);
  });

  it('finds the header below titles, and tells what it left out and what is merged', async () => {
    const { rows, told } = await book('titled.xlsx');
    assert.deepEqual(rows, [
      { region: 'north', sold: 1, sold_1: 2 },
      { region: 'south', sold: 3, sold_1: 4 },
      { region: 'east', sold: 5, sold_1: 6 },
      { region: null, sold: 7, sold_1: 8 },
    ]);
    for (const pattern of [
      /names of the columns were taken from row 4; what stands above was left out: "Sales of 2026", "thousand EUR"\./,
      /Two columns are named "sold"; the one in column D is called "sold_1"/,
      /Rows without anything in them were left out: 7\./,
      /What stands beside the table was left out: in column E\./,
      /Cells are merged in the table \(B8:B9\)/,
    ])
      assert.ok(
        told.some((one) => pattern.test(one)),
        `${String(pattern)}\n${told.join('\n')}`,
      );
    assert.equal(told.length, 5, told.join('\n'));
  });

  it('tells numbers stored as text, mixed columns, errors and formulas without a value', async () => {
    const { rows, types, told } = await book('mixed.xlsx');
    assert.deepEqual(rows, [
      { number: 1, code: '00123', either: '5', formula: null, error: null },
      { number: 2, code: '00456', either: 'many', formula: null, error: 1 },
      { number: 3.5, code: '789', either: '2026-01-31', formula: 7, error: 2 },
    ]);
    assert.deepEqual(types, {
      number: 'DOUBLE',
      code: 'VARCHAR',
      either: 'VARCHAR',
      formula: 'BIGINT',
      error: 'BIGINT',
    });
    for (const pattern of [
      /1 number of column "number" is stored as text \(first in A3\); it was read as a number/,
      /Column "either" holds 1 \w+ \(first in C\d: \S+\) and 1 \w+ \(first in C\d: \S+\) among 1 \w+; all were read as text/,
      /Column "formula" has 2 formulas whose value is not in the file \(first in D2\)/,
      /Column "error" has 1 error such as #N\/A \(first in E2\); it was read as missing/,
    ])
      assert.ok(
        told.some((one) => pattern.test(one)),
        `${String(pattern)}\n${told.join('\n')}`,
      );
    assert.equal(told.length, 4, told.join('\n'));
  });

  it('asks which sheet where several hold something, and takes the one that is named, hidden ones too', async () => {
    const { message, hint } = await refused('several.xlsx');
    assert.equal(message, 'several.xlsx has several sheets: "Sales", "Costs of it".');
    assert.match(
      hint ?? '',
      /sheet: Sales in the dataset's entry of lifecycle\.yaml, or "several\.xlsx#Sales"/,
    );
    assert.deepEqual((await book('several.xlsx', 'Costs of it')).rows, [{ b: 2 }, { b: 3 }]);
    assert.deepEqual((await book('several.xlsx', 'Codes')).rows, [{ c: 'x' }]);
    assert.match(
      (await refused('several.xlsx', 'Prices')).message,
      /^several\.xlsx has no sheet "Prices"\.$/,
    );
    assert.match((await refused('several.xlsx', 'Empty')).message, /sheet "Empty" is empty/);
  });

  it('puts the rows of several workbooks together', async () => {
    for (const name of ['a.xlsx', 'b.xlsx']) await copyFile(join(fixtures, 'mac.xlsx'), path(name));
    const bytes = await readFile(join(fixtures, 'mac.xlsx'));
    assert.equal(
      (
        await read([
          ['a.xlsx', bytes],
          ['b.xlsx', bytes],
        ])
      ).rows.length,
      2,
    );
  });

  it('refuses what is empty, none, cut short, or has a password', async () => {
    assert.match((await refused('empty.xlsx')).message, /^empty\.xlsx is empty/);
    assert.match((await refusal([['text.xlsx', 'a,b\n1,2\n']])).message, /cannot be read as Excel/);
    const whole = await readFile(join(fixtures, 'types.xlsx'));
    for (const length of [0, 10, whole.length / 2, whole.length - 1])
      assert.match(
        (await refusal([['cut.xlsx', whole.subarray(0, length)]])).message,
        /^cut\.xlsx cannot be read as Excel: it is none, or was cut short\.$/,
      );
    const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    assert.match(
      (await refusal([['locked.xlsx', locked]])).message,
      /has a password, or is in the format of Excel before 2007/,
    );
  });
});
