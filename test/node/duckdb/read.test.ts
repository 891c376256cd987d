// Real files of every format, good and bad: what is read, in which order, and what a person is told.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isLifecycleError, type LifecycleError, type Problem } from '../../../src/core/errors';
import { seededRandom } from '../../../src/core/random';
import { withDatabase, type Row } from '../../../src/node/duckdb/engine';
import { load, scan } from '../../../src/node/duckdb/read';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'));
});
after(() => rm(folder, { recursive: true }));

interface Read {
  readonly rows: readonly Row[];
  readonly types: readonly string[];
  readonly warnings: readonly Problem[];
}

async function read(...files: [name: string, content: string | Uint8Array][]): Promise<Read> {
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  return withDatabase(async (database) => {
    const inputs = files.map(([name]) => ({ path: join(folder, name), shown: name }));
    const { columns, warnings } = await load(database, inputs, 'raw');
    return { rows: await database.rows('FROM raw'), types: columns.map(({ type }) => type), warnings };
  });
}

async function refusal(...files: [name: string, content: string | Uint8Array][]): Promise<LifecycleError> {
  try {
    await read(...files);
  } catch (error) {
    assert.ok(isLifecycleError(error), String(error));
    assert.equal(error.code, 'input', error.message);
    return error;
  }
  return assert.fail('it was read');
}

/** As DuckDB packs it; with a line end. */
async function zstd(content: string): Promise<Uint8Array> {
  const file = join(folder, 'plain');
  await writeFile(file, content);
  await withDatabase((database) =>
    database.run(
      `COPY (SELECT content FROM read_text('${file}')) TO '${file}.zst'
       (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIM '|', COMPRESSION zstd)`,
    ),
  );
  return readFile(`${file}.zst`);
}

const twoRows = [
  { a: 1, b: 'x' },
  { a: 2, b: 'y' },
];

describe('reading data files', () => {
  const good: [why: string, name: string, content: string | Uint8Array][] = [
    ['commas', 'c.csv', 'a,b\n1,x\n2,y\n'],
    ['semicolons', 's.csv', 'a;b\n1;x\n2;y\n'],
    ['tabs', 't.tsv', 'a\tb\n1\tx\n2\ty\n'],
    ['bars', 'p.csv', 'a|b\n1|x\n2|y\n'],
    ['Windows line ends', 'w.csv', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['a byte order mark', 'm.csv', '\ufeffa,b\n1,x\n2,y\n'],
    ['UTF-16', 'u.csv', Buffer.from('\ufeffa,b\n1,x\n2,y\n', 'utf16le')],
    ['quotes', 'q.csv', '"a","b"\n"1","x"\n"2","y"\n'],
    ['no last line end', 'e.csv', 'a,b\n1,x\n2,y'],
    ['empty last lines', 'l.csv', 'a,b\n1,x\n2,y\n\n\n'],
    ['gzip', 'z.csv.gz', gzipSync('a,b\n1,x\n2,y\n')],
    ['a name full of wildcards', 'we[ir]d *?{1}.csv', 'a,b\n1,x\n2,y\n'],
    ['a name with quotes', `it's "here".csv`, 'a,b\n1,x\n2,y\n'],
    ['capitals in the ending', 'C.CSV', 'a,b\n1,x\n2,y\n'],
    ['a JSON array', 'a.json', JSON.stringify(twoRows)],
    ['JSON lines', 'j.jsonl', twoRows.map((row) => JSON.stringify(row)).join('\n')],
    ['packed JSON lines', 'n.ndjson.gz', gzipSync(twoRows.map((row) => `${JSON.stringify(row)}\n`).join(''))],
  ];
  for (const [why, name, content] of good)
    it(`reads ${why}`, async () => {
      const { rows, warnings } = await read([name, content]);
      assert.deepEqual(rows, twoRows);
      assert.deepEqual(warnings, []);
    });

  const named: [why: string, content: string][] = [
    ['at the beginning', '"a\nb",c\n1,x\n2,y\n'],
    ['with Windows line ends', 'c;"a\r\nb"\r\nx;1\r\ny;2\r\n'],
    ['with an empty line within', 'c,"a\n\nb"\nx,1\ny,2\n'],
  ];
  for (const [why, content] of named)
    it(`reads a column whose name has a line end ${why}`, async () => {
      const { rows, warnings } = await read(['n.csv', content]);
      const name = Object.keys(rows[0] ?? {}).find((one) => one !== 'c') ?? '';
      assert.match(name, /^a[\r\n]+b$/);
      assert.deepEqual(
        [rows, warnings],
        [
          [
            { c: 'x', [name]: 1 },
            { c: 'y', [name]: 2 },
          ],
          [],
        ],
      );
    });

  it('reads texts among numbers and truth values of JSON as they are, and keeps objects', async () => {
    const records = [
      { a: 1.5, b: [1], c: null },
      { a: 'say "x"', b: 'y', c: null },
      { a: true, b: 2, c: null },
      { a: null, b: null, c: null },
    ];
    for (const name of ['m.json', 'm.jsonl']) {
      const content = name.endsWith('l') ? records.map((one) => JSON.stringify(one)).join('\n') : JSON.stringify(records); // prettier-ignore
      const { rows, types } = await read([name, content]);
      assert.deepEqual(types, ['VARCHAR', 'JSON', 'VARCHAR']);
      assert.deepEqual(rows.map((row) => row['a']), ['1.5', 'say "x"', 'true', null]); // prettier-ignore
    }
  });

  it('leaves numbers and texts of JSON apart in a column that must be JSON', async () => {
    const file = join(folder, 'apart.jsonl');
    await writeFile(file, '{"a":1}\n{"a":"1"}\n');
    await withDatabase(async (database) => {
      const { columns } = await load(database, [{ path: file }], 'apart', {
        types: [{ name: 'a', type: 'JSON' }],
      });
      assert.deepEqual(columns, [{ name: 'a', type: 'JSON' }]);
      assert.deepEqual(await database.rows('FROM apart'), [{ a: '1' }, { a: '"1"' }]);
    });
  });

  it('keeps the words of yes and no, and takes only true and false for truth values', async () => {
    const { rows, types } = await read(
      ['words1.csv', 'a;"b b";c\nyes;true;\nno;FALSE;t\n'],
      ['words2.csv', 'a;"b b";c;d\nno;false;f;y\n'],
    );
    assert.deepEqual(types, ['VARCHAR', 'BOOLEAN', 'VARCHAR', 'VARCHAR']);
    assert.deepEqual(rows, [
      { a: 'yes', 'b b': true, c: null, d: null },
      { a: 'no', 'b b': false, c: 't', d: null },
      { a: 'no', 'b b': false, c: 'f', d: 'y' },
    ]);
  });

  it('reads columns by the types they must have, and names the line that does not', async () => {
    const file = join(folder, 'typed.csv');
    const types = [
      { name: 'zip', type: 'VARCHAR' },
      { name: 'n', type: 'DOUBLE' },
      { name: 'absent', type: 'DATE' },
    ];
    await withDatabase(async (database) => {
      await writeFile(file, 'zip,n,flag\n1,1,yes\n2,2,no\n');
      const { columns } = await load(database, [{ path: file }], 'typed', { types });
      assert.deepEqual(
        columns.map(({ type }) => type),
        ['VARCHAR', 'DOUBLE', 'VARCHAR'],
      );
      await writeFile(file, 'zip,n,flag\n1,1,yes\n2,many,no\n');
      await assert.rejects(
        load(database, [{ path: file, shown: 'typed.csv' }], 'typed', { types }),
        (error) => {
          assert.ok(isLifecycleError(error));
          assert.match(error.message, /^typed\.csv, line 3: Column "n": Could not convert string "many"/);
          return true;
        },
      );
    });
  });

  it('reads .zst and Parquet that DuckDB itself wrote', () =>
    withDatabase(async (database) => {
      await database.run(`CREATE TABLE t AS SELECT i AS a, 'x' || i AS b FROM range(50000) r(i)`);
      for (const name of ['d.csv.zst', 'd.parquet', 'd.json.zst', 'd.csv.gz']) {
        await database.run(`COPY t TO '${join(folder, name)}'`);
        const { columns, rows } = await load(database, [{ path: join(folder, name) }], 'again');
        assert.equal(rows, 50_000);
        assert.deepEqual(columns, [
          { name: 'a', type: 'BIGINT' },
          { name: 'b', type: 'VARCHAR' },
        ]);
        const wrong = await database.rows('SELECT count(*) AS n FROM again WHERE rowid <> a');
        assert.deepEqual(wrong, [{ n: 0 }], `${name} keeps the order`);
        const { table } = await scan(database, [{ path: join(folder, name) }]);
        assert.deepEqual(await database.rows(`SELECT max(a) AS m FROM ${table}`), [{ m: 49_999 }]);
      }
    }));

  it('reads a header alone as columns without rows', async () => {
    const { rows, types } = await read(['h.csv', 'a,b\n']);
    assert.deepEqual(rows, []);
    assert.equal(types.length, 2);
  });

  it('keeps what is quoted: separators, quotes, line ends', async () => {
    const { rows } = await read(['k.csv', 'a,b\n"x,y",1\n"say ""hi""",2\n"two\nlines",3\n']);
    assert.deepEqual(
      rows.map(({ a }) => a),
      ['x,y', 'say "hi"', 'two\nlines'],
    );
  });

  it('keeps lines that look like comments, and leading zeros', async () => {
    const { rows } = await read(['z0.csv', 'zip,b\n01234,#1\n#001,#2\n']);
    assert.deepEqual(rows, [
      { zip: '01234', b: '#1' },
      { zip: '#001', b: '#2' },
    ]);
  });

  it('takes numbers for numbers where some are infinite, and text for text', async () => {
    const { types, rows } = await read(['endless.csv', 'a,b\n1.5,Inf\ninf,x\n-Infinity,2\n,3\n']);
    assert.deepEqual(types, ['DOUBLE', 'VARCHAR']);
    assert.deepEqual(rows.map(({ a }) => a), [1.5, Infinity, -Infinity, null]); // prettier-ignore
  });

  it('takes a type that a late row contradicts from all rows', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `${String(index)},${String(index)}`);
    const { rows, types } = await read(['late.csv', ['a,b', ...lines, 'x,1.5'].join('\n')]);
    assert.deepEqual(types, ['VARCHAR', 'DOUBLE']);
    assert.deepEqual(rows.at(-1), { a: 'x', b: 1.5 });
    assert.deepEqual(rows[29_999], { a: '29999', b: 29_999 });
  });

  it('keeps a JSON field that only a late record has', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `{"a": ${String(index)}}`);
    const { rows } = await read(['late.jsonl', [...lines, '{"a": 1, "late": "yes"}'].join('\n')]);
    assert.deepEqual(rows.at(-1), { a: 1, late: 'yes' });
  });

  it('reads decimal commas where semicolons separate', async () => {
    const { rows } = await read(['comma.csv', 'a;b\n1,5;x\n2,5;y\n']);
    assert.deepEqual(
      rows.map(({ a }) => a),
      [1.5, 2.5],
    );
    const plain = await read(['dot.csv', 'a;b\n1.5;x\n2.5;y\n']);
    assert.deepEqual(
      plain.rows.map(({ a }) => a),
      [1.5, 2.5],
    );
  });

  it('reads Latin-1 and says at which line it began', async () => {
    const { rows, warnings } = await read([
      'latin.csv',
      Buffer.from('name,city\nAda,London\nJosé,München\n', 'latin1'),
    ]);
    assert.deepEqual(rows.at(-1), { name: 'José', city: 'München' });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]?.message ?? '', /not written in UTF-8/);
    assert.equal(warnings[0]?.line, 3);
  });

  it('reads Latin-1 that begins far behind the first lines, and in the header', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `${String(index)},Ada`).join('\n');
    const late = await read(['late-latin.csv', Buffer.from(`a,b\n${lines}\n1,José\n`, 'latin1')]);
    assert.deepEqual(late.rows.at(-1), { a: 1, b: 'José' });
    assert.equal(late.warnings[0]?.line, 40_002);
    const header = await read(['head-latin.csv', Buffer.from('größe,b\n1,x\n', 'latin1')]);
    assert.deepEqual(header.rows, [{ größe: 1, b: 'x' }]);
  });

  it('reads several files one after the other and tells how they differ', async () => {
    const { rows, warnings } = await read(['1.csv', 'a,b\n1,x\n'], ['2.csv', 'a,c\n2.5,y\n']);
    assert.deepEqual(rows, [
      { a: 1, b: 'x', c: null },
      { a: 2.5, b: null, c: 'y' },
    ]);
    assert.match(warnings[0]?.message ?? '', /lacks b and adds c, compared with 1.csv/);
  });

  const warned: [why: string, name: string, content: string, message: RegExp][] = [
    ['a single column that another character cuts', 'colon.csv', 'a:b\n1:2\n3:4\n', /every line holds ":"/],
    ['a header that is data', 'data.csv', '1,x\n2,y\n', /looks like data/],
    ['a name used twice', 'twice.csv', 'a,a\n1,2\n', /Two columns are named "a"/],
    [
      'days written before months',
      'days.csv',
      'd,b\n05/06/2008,1\n13/06/2008,2\n',
      /read as day\/month\/year/,
    ],
  ];
  for (const [why, name, content, message] of warned)
    it(`warns of ${why}`, async () => {
      const { warnings } = await read([name, content]);
      assert.match(warnings[0]?.message ?? '', message);
      assert.equal(warnings[0]?.severity, 'warning');
    });

  const random = seededRandom(1);
  const bytes = Uint8Array.from({ length: 3000 }, () => random.below(256));
  const bad: [why: string, name: string, content: string | Uint8Array, message: RegExp, line?: number][] = [
    ['an empty file', 'empty.csv', '', /empty\.csv: The file is empty/],
    ['a file of line ends', 'blank.csv', '\n\n', /blank\.csv: The file is empty/],
    [
      'a row too short',
      'short.csv',
      'a,b,c\n1,2,3\n4,5\n6,7,8\n',
      /line has 2 columns, the header has 3: 4,5/,
      3,
    ],
    ['a row too long', 'long.csv', 'a,b\n1,2\n4,5,6\n', /line has more than 2 columns, the header has 2/, 3],
    [
      'a row of more bytes than are read of one',
      'bytes.csv',
      `a,b\n1,2\n3,${'x'.repeat(2_100_000)}\n4,5\n`,
      /^bytes\.csv, line 3: A row has more than 2,000,000 bytes, the most that is read of one: it begins with "3,x{38}"\.$/,
      3,
    ],
    ['an open quote', 'open.csv', 'a,b\n1,"x\n2,y\n', /quotation mark/, 2],
    [
      'a name over two lines that end otherwise than the rows',
      'name.csv',
      'id,"Amount\n(EUR)",y\r\n1,2,3\r\n4,5,6\r\n',
      /name\.csv, line 1: A column's name goes on over the end of the line: "Amount \(EUR\)"/,
      1,
    ],
    ['broken JSON lines', 'torn.jsonl', '{"a":1}\n{"a":', /cannot be read as JSON lines: [^.]+\.$/, 2],
    ['bytes named CSV', 'bytes.csv', bytes, /^bytes\.csv: The file cannot be read as CSV: it is no table/],
    [
      'bytes that end in the header',
      'few.csv',
      Uint8Array.of(0, 1, 2),
      /^few\.csv: The file cannot be read as CSV: it is no table/,
    ],
    ['JSON without records', 'five.json', '5', /no records/],
    ['an empty JSON file', 'none.json', '', /no records/],
    [
      'text named Parquet',
      'text.parquet',
      'a,b\n1,2\n',
      /cannot be read as Parquet: it is none, or was cut short\.$/,
    ],
    [
      'a Parquet file cut short',
      'torn.parquet',
      'PAR1 and no end',
      /cannot be read as Parquet: it is none, or was cut short\.$/,
    ],
    ['an ending that is not known', 'x.docx', 'x', /no data file that can be read/],
    ['a broken gzip', 'broken.csv.gz', 'a,b\n', /cannot be unpacked/],
    ['JSON that is no Zstandard', 'none.json.zst', 'no zst', /cannot be unpacked: it is not Zstandard/],
  ];
  for (const [why, name, content, message, line] of bad)
    it(`refuses ${why}, naming file and line`, async () => {
      const error = await refusal([name, content]);
      assert.match(error.message, message);
      assert.ok(error.message.includes(name));
      assert.ok(!error.message.includes('\n'), 'one line');
      if (line !== undefined) assert.equal(error.problems[0]?.line, line);
    });

  it('refuses a Parquet file cut short where it would be scanned', async () => {
    await writeFile(join(folder, 'torn.parquet'), 'PAR1 and no end');
    await assert.rejects(
      withDatabase((database) => scan(database, [{ path: join(folder, 'torn.parquet') }])),
      /torn\.parquet: The file cannot be read as Parquet: it is none, or was cut short\./,
    );
  });

  describe('that are packed', () => {
    const numbers = Array.from({ length: 20_000 }, (_, at) => at * 7);
    const texts = {
      csv: `a,b\n${numbers.map((a) => `${String(a)},${String(a)}`).join('\n')}\n`,
      jsonl: numbers.map((a) => `${JSON.stringify({ a })}\n`).join(''),
    };

    for (const [ending, text] of Object.entries(texts))
      it(`are read whole or refused, wherever they are cut: ${ending}`, async () => {
        const packings = { gz: gzipSync(text), zst: await zstd(text) };
        for (const [packing, whole] of Object.entries(packings)) {
          assert.equal((await read([`whole.${ending}.${packing}`, whole])).rows.length, numbers.length);
          for (const left of [20, whole.length / 2, whole.length * 0.9, whole.length - 1]) {
            const { message } = await refusal([`cut.${ending}.${packing}`, whole.subarray(0, left)]);
            assert.match(message, /^cut\.\w+\.\w+ cannot be unpacked: it is not \w+, or was cut short\.$/);
          }
        }
      });

    it('are refused where a byte changed', async () => {
      for (const [ending, text] of Object.entries(texts)) {
        const packed = gzipSync(text, { level: 0 });
        const digit = packed.lastIndexOf('9');
        packed[digit] = 0x38;
        assert.match((await refusal([`changed.${ending}.gz`, packed])).message, /cannot be unpacked/);
      }
    });
  });

  it('gives types of their own to few levels, so that many do not hold everything up', async () => {
    const deep = (kind: number, level: number): unknown =>
      level === 0 ? 1 : { [`k${String(kind)}`]: deep(kind, level - 1) };
    const { types } = await read([
      'kinds.jsonl',
      Array.from({ length: 40 }, (_, at) => `${JSON.stringify({ a: deep(at % 20, 60) })}\n`).join(''),
    ]);
    assert.match(types.join(), /JSON/);
    assert.deepEqual((await read(['near.jsonl', '{"a": {"b": {"c": [1]}}}\n'])).types, [
      'STRUCT(b STRUCT(c BIGINT[]))',
    ]);
  });

  describe('that nest deep', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
    const record = (levels: number) => `{"id": 1, "a": ${nested(levels - 1)}}`;
    const braces = `{"id": 2, "a": "\\"${'[{'.repeat(300)}\\\\\\"["}`;
    const lines = (levels: number) => `${braces}\n${record(3)}\n${record(levels)}\n`;

    it('refuses JSON that would end the process, with its line', async () => {
      for (const [name, content, line] of [
        ['deep.jsonl', lines(30_000), 3],
        ['deep.json.gz', gzipSync(`[\n${record(30_000)}\n]`), 2],
      ] as const) {
        const { message, hint, problems } = await refusal([name, content]);
        assert.equal(
          message,
          `${name}, line ${String(line)}: Values nest more than 200 levels deep here, which cannot be read.`,
        );
        assert.equal(hint, 'Leave out what nests so deep, or write it as a text.');
        assert.deepEqual(
          problems.map((problem) => [problem.file, problem.line]),
          [[name, line]],
        );
      }
    });

    it('counts no bracket of a text, and each line by itself', async () => {
      const { rows } = await read(['brackets.jsonl', `${braces}\n`.repeat(250)]);
      assert.equal(rows.length, 250);
      assert.match(
        (await refusal(['torn.jsonl', '{"a": 1\n'.repeat(250)])).message,
        /torn\.jsonl, line 1: The file cannot/,
      );
    });

    it('reads what nests less deep, however many brackets it has', async () => {
      assert.equal((await read(['shallow.json', `[${record(20)}]`])).rows.length, 1);
      const flat = Array.from({ length: 500 }, (_, id) => ({ id, a: [1] }));
      assert.equal((await read(['flat.json', JSON.stringify(flat)])).rows.length, 500);
      assert.equal(
        (await read(['apart.json', flat.map((one) => JSON.stringify(one)).join('\n')])).rows.length,
        500,
      );
    });

    it('looks into .zst as well', async () => {
      for (const [name, content, line] of [
        ['deep.jsonl', lines(30_000), 3],
        ['deep.json', `[\n\n${record(30_000)}\n]`, 3],
        ['ends.jsonl', `{"a": 1}\n{"a": 2}\r\n${record(300)}\n`, 3],
        ['long.json', `[${'{"id": 1}, '.repeat(300_000)}${record(300)}]`, 1],
      ] as const) {
        const { message } = await refusal([`${name}.zst`, await zstd(content)]);
        assert.match(
          message,
          new RegExp(`^${name}\\.zst, line ${String(line)}: Values nest more than 200 levels`),
        );
      }
      const shallow = `{"é": "${'[{'.repeat(300)}\\\\\\"["}\n`.repeat(250);
      assert.equal((await read(['shallow.jsonl.zst', await zstd(shallow)])).rows.length, 250);
    });

    if (process.platform === 'linux')
      it('leaves no file open that it refuses', async () => {
        const path = join(folder, 'deep.json.gz');
        await refusal([
          'deep.json.gz',
          gzipSync(`[${record(300)}, ${JSON.stringify(randomBytes(500_000).toString('hex'))}]`),
        ]);
        await new Promise(setImmediate);
        const open = await Promise.all(
          (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
        );
        assert.deepEqual(open.filter((one) => one === path), []); // prettier-ignore
      });
  });

  describe('with very many columns', () => {
    const header = (columns: number, name = 'c') =>
      Array.from({ length: columns }, (_, at) => `${name}${String(at)}`).join(',');
    const tooMany = /has 10,001 columns, more than the 10,000 that can be worked with\./;

    it('refuses text before its rows are read', async () => {
      const { message, hint } = await refusal(['wide.csv', `${header(10_001)}\n`]);
      assert.match(message, /^wide\.csv: The file has 10,001 columns/);
      assert.match(hint ?? '', /^Keep the columns that matter/);
      const packed = await zstd(`${header(10_001)}\n${'1,'.repeat(10_000)}1\n`);
      assert.match((await refusal(['packed.csv.zst', packed])).message, tooMany);
    });

    it('refuses Parquet where it would be scanned', () =>
      withDatabase(async (database) => {
        const path = join(folder, 'wide.parquet');
        const columns = Array.from({ length: 10_001 }, (_, at) => `1 AS c${String(at)}`);
        await database.run(`COPY (SELECT ${columns.join()}) TO '${path}'`);
        await assert.rejects(scan(database, [{ path }]), tooMany);
        await assert.rejects(load(database, [{ path }], 'raw'), tooMany);
      }));

    it('knows a header whole that is longer than what else is looked at', async () => {
      const names = header(2_000, 'a_name_of_forty_characters_or_so_it_is_');
      const { warnings } = await read(['long.csv', `${names}\n${'1,'.repeat(1_999)}1\n`]);
      assert.deepEqual(warnings, []);
      const { problems } = await refusal(['long.csv', `${names}\n${'1,'.repeat(1_999)}1\n1,2\n`]);
      assert.match(problems[0]?.message ?? '', /^The line has 2 columns, the header has 2000: 1,2/);
      assert.equal(problems[0]?.line, 3);
    });
  });

  it('refuses a late ragged row among many, with its line', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `${String(index)},x`);
    const error = await refusal(['deep.csv', ['a,b', ...lines, '1,2,3'].join('\n')]);
    assert.equal(error.problems[0]?.line, 30_002);
  });

  it('tells at most five wrong lines and counts the rest', async () => {
    const lines = Array.from({ length: 8 }, () => '1,2,3');
    const error = await refusal(['many.csv', ['a,b', '1,2', ...lines].join('\n')]);
    assert.equal(error.problems.length, 6);
    assert.match(error.problems[5]?.message ?? '', /^3 more lines are wrong/);
  });

  it('refuses files of one dataset that are written differently', async () => {
    assert.match(
      (await refusal(['one.csv', 'a,b\n1,2\n'], ['two.csv', 'a;b\n1;2\n'])).message,
      /two\.csv: .*otherwise than one\.csv/,
    );
    assert.match(
      (await refusal(['one.csv', 'a,b\n1,2\n'], ['three.json', '[]'])).message,
      /different formats/,
    );
  });

  it('says that a file or folder is not there', async () => {
    await withDatabase(async (database) => {
      await assert.rejects(
        load(database, [{ path: join(folder, 'none.csv'), shown: 'none.csv' }], 'raw'),
        /There is no file none\.csv/,
      );
      await assert.rejects(load(database, [{ path: `${folder}/..csv` }], 'raw'), /There is no file/);
    });
  });
});
