// Every way in which a file can be wrong or odd, and what comes out of it: its values, or the message with file and line. Nothing is lost without a word.
import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { isLifecycleError } from '../../../src/core/errors';
import { withDatabase, type Database } from '../../../src/node/duckdb/engine';
import { load } from '../../../src/node/duckdb/read';
import type { Cell } from '../../../src/node/duckdb/values';
import { useReadings } from './readings';

const utf16 = (text: string, order: 'le' | 'be', hasMark: boolean) => {
  const bytes = Buffer.from(`${hasMark ? '\ufeff' : ''}${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const fixtures = join(import.meta.dirname, '../../fixtures/formats');
const latin = (text: string) => Buffer.from(text, 'latin1');

interface Good {
  readonly why: string;
  readonly name?: string;
  readonly content: string | Uint8Array;
  readonly part?: string;
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly types?: Readonly<Record<string, string>>;
  readonly told?: readonly RegExp[];
}

interface Bad {
  readonly why: string;
  readonly name?: string;
  readonly content: string | Uint8Array;
  readonly part?: string;
  /** What a person is told first, and what stands below it. */
  readonly says: RegExp;
  readonly lines?: readonly (number | undefined)[];
}

const towns = [
  { town: 'Zürich', n: 1 },
  { town: 'Łódź', n: 2 },
];
const townsText = 'town,n\nZürich,1\nŁódź,2\n';

describe('odd files that can be read', () => {
  const { read } = useReadings();

  const lineEnds: Good[] = [
    {
      why: 'a header in CRLF and rows in LF',
      content: 'a,b\r\n1,x\n2,y\n',
      told: /^.*odd\.csv:2: The first line ends in CRLF, this one in LF;/,
    },
    {
      why: 'a row in CRLF among rows in LF',
      content: 'a,b\n1,x\r\n2,y\n',
      told: /odd\.csv:2: The first line ends in LF, this one in CRLF;/,
    },
    {
      why: 'a row in CR among rows in LF',
      content: 'a,b\n1,x\r2,y\n',
      told: /odd\.csv:2: The first line ends in LF, this one in CR;/,
    },
  ].map(({ told, ...file }) => ({
    ...file,
    rows: [
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ],
    told: [told],
  }));
  lineEnds.push({
    why: 'a byte of zero in a short text, which is no UTF-16 for it',
    content: 'a,b\n1,\0\n2,3\n',
    rows: [
      { a: 1, b: '\0' },
      { a: 2, b: '3' },
    ],
    told: [/odd\.csv:2: The line holds a byte of zero/],
  });
  lineEnds.push({
    why: 'lines that end in two ways, with others between quotation marks, which stay',
    content: 'a,b\r\n1,"x\r\n""z"""\n2,"y\n,"\r\n',
    rows: [
      { a: 1, b: 'x\r\n"z"' },
      { a: 2, b: 'y\n,' },
    ],
    told: [/odd\.csv:3: The first line ends in CRLF, this one in LF;/],
  });

  const encodings: Good[] = [
    { why: 'a byte order mark', content: `\ufeff${townsText}`, rows: towns },
    {
      why: 'a byte order mark before a quotation mark',
      content: `\ufeff"town","n"\n"Zürich",1\n"Łódź",2\n`,
      rows: towns,
    },
    { why: 'UTF-16, little end first, with its mark', content: utf16(townsText, 'le', true), rows: towns },
    { why: 'UTF-16, big end first, with its mark', content: utf16(townsText, 'be', true), rows: towns },
    {
      why: 'UTF-16, little end first, without a mark',
      content: utf16(townsText, 'le', false),
      rows: towns,
      told: [/read as UTF-16LE, which it looks like\. Say otherwise by "encoding"/],
    },
    {
      why: 'UTF-16, big end first, without a mark',
      content: utf16(townsText, 'be', false),
      rows: towns,
      told: [/read as UTF-16BE/],
    },
    {
      why: 'Latin-1',
      content: latin('town,n\nZürich,1\n'),
      rows: [{ town: 'Zürich', n: 1 }],
      told: [/:2: The file is not written in UTF-8; it was read as Latin-1/],
    },
    {
      why: 'windows-1252, with letters that Latin-1 has not',
      content: Buffer.from([...latin('price,n\n5 '), 0x80, ...latin(',1\n'), 0x93, 0x94, ...latin(',2\n')]),
      rows: [
        { price: '5 €', n: 1 },
        { price: '“”', n: 2 },
      ],
      told: [/windows-1252/],
    },
    {
      why: 'an encoding that a person says',
      content: Buffer.from([...latin('town,n\n'), 0x93, 0x8c, 0x8b, 0x9e, ...latin(',1\n')]),
      part: 'Shift_JIS',
      rows: [{ town: '東京', n: 1 }],
    },
    {
      why: 'an encoding that a person says although it looks like another',
      content: latin('a,b\ncaf\u00c3\u00a9,1\n'),
      part: 'latin1',
      rows: [{ a: 'cafÃ©', b: 1 }],
    },
    {
      why: 'packed UTF-16',
      name: 'wide.csv.gz',
      content: gzipSync(utf16(townsText, 'le', true)),
      rows: towns,
    },
    {
      why: 'JSON in UTF-16',
      name: 'wide.json',
      content: utf16(JSON.stringify(towns), 'le', true),
      rows: towns,
    },
    {
      why: 'JSON with a byte order mark',
      name: 'mark.json',
      content: `\ufeff${JSON.stringify(towns)}`,
      rows: towns,
    },
    {
      why: 'JSON lines with a byte order mark',
      name: 'mark.jsonl',
      content: `\ufeff${towns.map((town) => JSON.stringify(town)).join('\n')}`,
      rows: towns,
    },
    {
      why: 'JSON lines in Latin-1',
      name: 'latin.jsonl',
      content: latin('{"town":"Bern"}\n{"town":"Zürich"}\n'),
      rows: [{ town: 'Bern' }, { town: 'Zürich' }],
      told: [/latin\.jsonl:2: The file is not written in UTF-8/],
    },
    {
      why: 'JSON lines that Windows ended',
      name: 'ends.jsonl',
      content: '{"a":1}\r\n{"a":2}\r\n',
      rows: [{ a: 1 }, { a: 2 }],
    },
  ];

  const long = 'n'.repeat(300);
  const attack = `"; DROP TABLE raw; --`;
  const names: Good[] = [
    { why: 'names with quotes', content: '"say ""a""",b\n1,2\n', rows: [{ 'say "a"': 1, b: 2 }] },
    {
      why: 'a name that would end our SQL',
      content: `"""; DROP TABLE raw; --",b\n1,2\n`,
      rows: [{ [attack]: 1, b: 2 }],
    },
    { why: 'a name of 300 letters', content: `${long},b\n1,2\n`, rows: [{ [long]: 1, b: 2 }] },
    { why: 'emoji as a name', content: '🙂,👩‍👩‍👧\n1,2\n', rows: [{ '🙂': 1, '👩‍👩‍👧': 2 }] },
    {
      why: 'a name over two lines',
      content: '"a\nb",c\n1,2\n',
      rows: [{ 'a\nb': 1, c: 2 }],
    },
    {
      why: 'names given twice',
      content: 'a,a,a\n1,2,3\n',
      rows: [{ a: 1, a_1: 2, a_2: 3 }],
      told: [/:1: Two columns are named "a"/],
    },
    {
      why: 'names that differ in capitals only',
      content: 'a,A\n1,2\n',
      rows: [{ a: 1, A_1: 2 }],
      told: [/:1: Two columns are named "A" but for capitals/],
    },
    {
      why: 'columns without a name',
      content: 'a,,\n1,2,3\n',
      rows: [{ a: 1, column1: 2, column2: 3 }],
      told: [/:1: Columns 2 and 3 have no name; they are called "column1" and "column2"/],
    },
    {
      why: 'a header that comes again among the rows',
      content: 'a,b\n1,2\na,b\n3,4\n',
      rows: [
        { a: '1', b: '2' },
        { a: 'a', b: 'b' },
        { a: '3', b: '4' },
      ],
      told: [/:3: The names of the columns come again here, as a row/],
    },
  ];

  const values: Good[] = [
    {
      why: 'NaN and infinities',
      content: 'a,b\nNaN,1\ninf,2\n-Infinity,3\n1.5,4\n',
      rows: [
        { a: NaN, b: 1 },
        { a: Infinity, b: 2 },
        { a: -Infinity, b: 3 },
        { a: 1.5, b: 4 },
      ],
      types: { a: 'DOUBLE', b: 'BIGINT' },
    },
    {
      why: 'the largest and smallest doubles',
      content: 'a\n1e308\n-1.7976931348623157e308\n5e-324\n',
      rows: [{ a: 1e308 }, { a: -1.7976931348623157e308 }, { a: 5e-324 }],
    },
    {
      why: 'integers beyond 2^53',
      content: 'id,b\n9007199254740993,1\n-9223372036854775808,2\n',
      rows: [
        { id: '9007199254740993', b: 1 },
        { id: '-9223372036854775808', b: 2 },
      ],
      types: { id: 'BIGINT', b: 'BIGINT' },
    },
    {
      why: 'integers beyond 2^64',
      content: 'id,b\n18446744073709551617,1\n5,2\n',
      rows: [
        { id: '18446744073709551617', b: 1 },
        { id: '5', b: 2 },
      ],
      told: [/Column "id" holds integers of more digits than a number keeps; they were read as text/],
    },
    {
      why: 'empty lines before the header',
      content: '\n\na,b\n1,2\n',
      rows: [{ a: 1, b: 2 }],
    },
    {
      why: 'large numbers that are no ids',
      content: 'a,b\n1e300,18446744073709551617\n2,1.5\n',
      rows: [
        { a: 1e300, b: 18446744073709552000 },
        { a: 2, b: 1.5 },
      ],
    },
    {
      why: 'JSON integers beyond 2^64 in one of its columns',
      name: 'long.json',
      content: '[{"id":18446744073709551617,"a":[1],"s":"x"},{"id":5,"a":[2],"s":"y"}]',
      rows: [
        { id: '18446744073709551617', a: [1], s: 'x' },
        { id: '5', a: [2], s: 'y' },
      ],
      told: [/long\.json: Column "id" holds integers of more digits/],
    },
    {
      why: 'JSON with NaN and infinities, as Python writes them',
      name: 'nan.jsonl',
      content: '{"a":1}\n{"a":NaN}\n{"a":-Infinity}\n',
      rows: [{ a: 1 }, { a: NaN }, { a: -Infinity }],
    },
    {
      why: 'days of the years 1 and 9999',
      content: 'd,b\n0001-01-01,1\n9999-12-31,2\n',
      rows: [
        { d: '0001-01-01', b: 1 },
        { d: '9999-12-31', b: 2 },
      ],
      types: { d: 'DATE', b: 'BIGINT' },
    },
    {
      why: 'times with zones',
      content: 't,b\n2026-03-29T01:30:00+02:00,1\n2026-03-29T01:30:00Z,2\n',
      rows: [
        { t: '2026-03-28T23:30:00Z', b: 1 },
        { t: '2026-03-29T01:30:00Z', b: 2 },
      ],
    },
    {
      why: 'lines that end as old Macs ended them',
      content: 'a,b\r1,x\r2,y\r',
      rows: [
        { a: 1, b: 'x' },
        { a: 2, b: 'y' },
      ],
    },
    {
      why: 'JSON integers beyond 2^53 and 2^64',
      name: 'big.jsonl',
      content: '{"id":9007199254740993,"u":18446744073709551615}\n{"id":-9223372036854775808,"u":1}\n',
      rows: [
        { id: '9007199254740993', u: '18446744073709551615' },
        { id: '-9223372036854775808', u: 1 },
      ],
    },
    {
      why: 'JSON days of the years 1 and 9999',
      name: 'days.jsonl',
      content: '{"d":"0001-01-01"}\n{"d":"9999-12-31"}\n',
      rows: [{ d: '0001-01-01' }, { d: '9999-12-31' }],
    },
    {
      why: 'JSON with names that would end our SQL, and an empty one, which is called by its place',
      name: 'names.jsonl',
      content: `${JSON.stringify({ '': 1, [attack]: 2, '🙂': 3, [long]: 4 })}\n`,
      rows: [{ C0: 1, [attack]: 2, '🙂': 3, [long]: 4 }],
    },
  ];

  for (const { why, name = 'odd.csv', content, part, rows, types, told = [] } of [
    ...encodings,
    ...lineEnds,
    ...names,
    ...values,
  ])
    it(`is ${why}`, async () => {
      const found = await read([[name, content]], part);
      assert.deepEqual(found.rows, rows);
      if (types) assert.deepEqual(found.types, types);
      assert.equal(found.told.length, told.length, found.told.join('\n'));
      for (const [index, pattern] of told.entries()) assert.match(found.told[index] ?? '', pattern);
    });
});

describe('wrong files, which are refused', () => {
  const { path, refusal } = useReadings();

  const cases: Bad[] = [
    {
      why: 'quotes that stay open',
      content: 'a,b\n1,"x\n2,y\n3,z\n',
      says: /odd\.csv, line 2: A quotation mark/,
      lines: [2],
    },
    {
      why: 'rows that are ragged, each with its line',
      content: 'a,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11,12\n',
      says: /odd\.csv, line 3: The line has 2 columns, the header has 3: 4,5/,
      lines: [3, 5],
    },
    {
      why: 'many ragged rows, the first five by their lines',
      content: `a,b\n${'1\n'.repeat(8)}`,
      says: /odd\.csv, line 2: The line has 1 column, the header has 2/,
      lines: [2, 3, 4, 5, 6, undefined],
    },
    {
      why: 'ragged rows below empty lines, each with its line',
      content: '\n\na,b\n1,2\n3\n',
      says: /odd\.csv, line 5: The line has 1 column, the header has 2: 3/,
      lines: [5],
    },
    {
      why: 'bytes that mean nothing in the encoding that is said',
      content: latin('a,b\nZürich,1\n'),
      part: 'utf-8',
      says: /odd\.csv, line 2: /,
    },
    {
      why: 'UTF-16 cut in the middle of a letter',
      content: utf16(townsText, 'le', true).subarray(0, -1),
      says: /odd\.csv holds bytes that mean nothing in UTF-16LE, or was cut short/,
    },
    {
      why: 'an encoding that nobody knows',
      content: 'a,b\n1,2\n',
      part: 'klingon',
      says: /odd\.csv: there is no encoding "klingon"/,
    },
    {
      why: 'JSON lines with a number that is none',
      name: 'octal.jsonl',
      content: '{"a":1}\n{"a":012}\n',
      says: /octal\.jsonl, line 2: The file cannot be read as JSON lines/,
      lines: [2],
    },
    {
      why: 'JSON with a field that comes twice in one record',
      name: 'twice.jsonl',
      content: '{"a":1}\n{"a":1,"a":2}\n',
      says: /twice\.jsonl, line 2: The file cannot be read as JSON lines: .*duplicate key "a"/,
    },
    {
      why: 'JSON lines cut short',
      name: 'cut.jsonl',
      content: '{"a":1}\n{"a":2}\n{"a',
      says: /cut\.jsonl, line 3: /,
      lines: [3],
    },
    {
      why: 'JSON cut short',
      name: 'cut.json',
      content: '[{"a":1},\n{"a":',
      says: /cut\.json: The file cannot be read as JSON/,
    },
    {
      why: 'a workbook of old Excel',
      name: 'old.xls',
      content: 'x',
      says: /old\.xls is in a format of Excel that cannot be read/,
    },
  ];
  for (const { why, name = 'odd.csv', content, part, says, lines } of cases)
    it(`have ${why}`, async () => {
      const error = await refusal([[name, content]], part);
      assert.match(error.message, says);
      assert.ok(!error.message.includes('\n'), 'one line');
      if (lines)
        assert.deepEqual(
          error.problems.map(({ line }) => line),
          lines,
        );
    });

  it('unpack to too much, and are told with both sizes', async () => {
    const zeros = gzipSync(Buffer.alloc(110_000_000, 0x30));
    const { message } = await refusal([['bomb.csv.gz', Buffer.concat(new Array<Buffer>(10).fill(zeros))]]);
    assert.match(
      message,
      /^bomb\.csv\.gz has [\d.]+ MB and unpacks to more than [\d.]+ GB: no more than [\d.]+ GB is unpacked of it\.$/,
    );
  });

  it('are workbooks that unpack to too much', async () => {
    const { message } = await refusal([['bomb.xlsx', bombBook(1_100_000_000)]]);
    assert.match(
      message,
      /^bomb\.xlsx has [\d.]+ MB and unpacks to [\d.]+ GB: no more than 1 GB is unpacked of it\.$/,
    );
  });

  it('are workbooks whose parts hold more than they say', async () => {
    const { message } = await refusal([['lying.xlsx', bombBook(1_100_000_000, 1000)]]);
    assert.match(message, /^lying\.xlsx cannot be read as Excel: it is none, or was cut short\.$/);
  });

  it('are Parquet whose footer is torn, however it is', async () => {
    const whole = await readFile(join(fixtures, 'types.parquet'));
    const footer = whole.readUInt32LE(whole.length - 8);
    const changed = (change: (bytes: Buffer) => void) => {
      const bytes = Buffer.from(whole);
      change(bytes);
      return bytes;
    };
    const torn = [
      whole.subarray(0, -1),
      whole.subarray(0, whole.length - footer / 2),
      changed((bytes) => bytes.writeUInt32LE(4_000_000_000, bytes.length - 8)),
      changed((bytes) => bytes.writeUInt32LE(3, bytes.length - 8)),
      changed((bytes) => bytes.fill(0xff, bytes.length - 8 - footer, bytes.length - 8)),
      Buffer.concat([whole.subarray(0, 500), whole.subarray(600)]),
    ];
    for (const bytes of torn) {
      const { message, problems } = await refusal([['torn.parquet', bytes]]);
      assert.match(message, /^torn\.parquet: The file cannot be read as Parquet: /);
      assert.equal(problems[0]?.file, 'torn.parquet');
      assert.ok(!message.includes('\n'));
    }
  });

  it('that change while they are read are told, whatever was read of them', async () => {
    const file = path('grows.csv');
    await writeFile(file, `a,b\n${'1,2\n'.repeat(1000)}`);
    const grown = withDatabase(async (database) => {
      const growing: Database = {
        ...database,
        run: async (...asked) => {
          await appendFile(file, '3,4\n');
          return database.run(...asked);
        },
      };
      return load(growing, [{ path: file, shown: 'grows.csv' }], 'raw');
    });
    await assert.rejects(grown, (error) => {
      assert.ok(isLifecycleError(error));
      assert.deepEqual(
        [error.code, error.message],
        ['unavailable', 'grows.csv was changed while it was read.'],
      );
      return true;
    });
  });
});

/** A workbook with a sheet of spaces, which says that it has so many bytes; `stated` where it lies. */
function bombBook(bytes: number, stated = bytes): Buffer {
  const sheet = deflateRawSync(Buffer.alloc(bytes / 10, ' '));
  const whole = Buffer.concat(new Array<Buffer>(10).fill(sheet));
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(whole.length, 18);
  header.writeUInt32LE(stated, 22);
  const name = Buffer.from('xl/_rels/workbook.xml.rels');
  header.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(whole.length, 20);
  central.writeUInt32LE(stated, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(header.length + name.length + whole.length, 16);
  return Buffer.concat([header, name, whole, central, name, end]);
}
