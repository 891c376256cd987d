// What we take from Python's own libraries without having them: dateutil's dates, strptime's formats, re's patterns. Each is asked of Python too.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readsAsDate } from '../../src/core/expect/python/dateutil';
import { pythonRegex } from '../../src/core/expect/python/regex';
import { strptime, wrongFormat } from '../../src/core/expect/python/strptime';
import { withDatabase } from '../../src/node/duckdb/engine';
import { literal } from '../../src/node/duckdb/quote';
import { greatExpectations } from './greatExpectations/packages';
import { seeded, type Random } from './greatExpectations/random';
import { pythonWith } from './pythonPackages';

const seed = Number(process.env['SEED'] ?? 7);

const pieces = {
  date: [
    '2020',
    '99',
    '05',
    '5',
    '31',
    '13',
    '1999',
    '0',
    '12',
    'Jan',
    'february',
    'Sept',
    'Mon',
    'Saturday',
    'of',
    'and',
    'T',
    'the',
    'x',
  ],
  sign: [' ', ' ', ' ', '-', '/', '.', ':', ',', ', ', 'T', '', '+', ';', "'"],
  time: [
    '10:30',
    '23:59:59',
    '25:00',
    '7pm',
    '12 am',
    '10h',
    '5m',
    '3 s',
    '10.5',
    '+0200',
    '-03:00',
    'Z',
    'UTC',
    'EST',
    'GMT+3',
    '20200105',
    '101530',
    '20200105T1015',
    '2020-01-05T10:00:00.123',
    'a',
    'PM',
  ],
};

function dateText(random: Random): string {
  const parts = Array.from({ length: random.int(1, 5) }, () =>
    random.pick(random.next() < 0.75 ? pieces.date : pieces.time),
  );
  return parts.map((part, at) => (at === 0 ? part : `${random.pick(pieces.sign)}${part}`)).join('');
}

const formats = [
  '%Y-%m-%d',
  '%d %b %Y',
  '%B %d, %Y',
  '%H:%M:%S',
  '%I:%M %p',
  '%m/%d/%y',
  '%Y-%m-%dT%H:%M:%S%z',
  '%j %Y',
  '%A %d',
  '%Y%m%d',
  '%G-W%V-%u',
  '%d.%m.%Y %H:%M',
  '%f',
  '%%%d',
  '%d',
  '%c',
  '%x %X',
];
const digits = (random: Random, most: number) => String(random.int(0, most));

function formatted(random: Random): [string, string] {
  const format = random.pick(formats);
  const whole = format
    .replace('%c', '%a %b %d %H:%M:%S %Y')
    .replace('%x', '%m/%d/%y')
    .replace('%X', '%H:%M:%S');
  const text = whole.replace(/%(.)/g, (_all, name: string) => {
    const values: Record<string, readonly string[]> = {
      Y: ['2020', '1900', '0000', '9999', '99'],
      G: ['2020', '2021'],
      V: ['01', '53', '54', '00', '9'],
      u: ['1', '7', '8'],
      b: ['Jan', 'feb', 'Mai', 'SEP'],
      B: ['January', 'february', 'Feb'],
      a: ['Mon', 'sun', 'Xyz'],
      A: ['Monday', 'Sun'],
      p: ['AM', 'pm', 'x'],
      z: ['+0200', '-03:00', 'Z', 'z', '+2', '+01:00:30'],
      '%': ['%', 'x'],
      y: ['20', '99', '5'],
      f: ['123456', '1', '1234567'],
    };
    const padded = digits(random, 40).padStart(random.int(1, 2), '0');
    return random.pick(values[name] ?? [padded, digits(random, 400), '00', ' 5', '29', '31']);
  });
  return [format, random.next() < 0.1 ? `${text} ` : random.next() < 0.1 ? text.replace(' ', '  ') : text];
}

const patterns = [
  'a',
  '^a',
  'a$',
  '^\\w+$',
  '\\W',
  '\\d{2,3}',
  '[\\w.]+@',
  '(?i)ABC',
  '^$',
  '.',
  '\\bx',
  '[^\\d]+$',
  '\\s',
  '[]a]',
  '[^]a]',
  '\\Aa\\Z',
  'a{,2}b',
  '(?P<x>a)b',
  '\\u00e9',
  '(?s)a.b',
  '^[A-Z]{2}\\d+$',
  '\\.',
  'x|y',
  '(?#note)b',
  '[[]',
  '(?m)^b$',
  '\\x41',
  '[\\s\\d]',
  'ab?c*',
  '(ab)+',
  '\\D',
  '\\S+',
];
const subjects = [
  '',
  'a',
  'ab',
  'aab',
  'abc',
  'ABC',
  'éa',
  'é',
  'a\n',
  'b\na',
  'a\nb',
  '12',
  '٣٤',
  'x.y@z',
  '[]',
  'a b',
  'AB12',
  ' ',
  '\u00a0',
  '_',
  'A',
  'aaab',
  'xyz',
  '.',
  'abab',
];

describe(`Python's ways of reading, and ours (SEED=${seed})`, function () {
  this.timeout(1_200_000);
  let folder = '';
  let said = { dates: [] as (boolean | string)[], formats: [] as boolean[], patterns: [] as boolean[] };
  const random = seeded(seed);
  const dates = [...new Set(Array.from({ length: 4000 }, () => dateText(random)))];
  const written = Array.from({ length: 2000 }, () => formatted(random));
  const searched = patterns.flatMap((pattern) =>
    subjects.map((subject): [string, string] => [pattern, subject]),
  );
  before(async () => {
    const python = await pythonWith('great-expectations', greatExpectations);
    folder = await mkdtemp(join(tmpdir(), 'python-'));
    const [asked, answered] = [join(folder, 'asked.json'), join(folder, 'answered.json')];
    await writeFile(asked, JSON.stringify({ dates, formats: written, patterns: searched }));
    await promisify(execFile)(python, [
      join(import.meta.dirname, 'greatExpectations', 'python.py'),
      asked,
      answered,
    ]);
    said = JSON.parse(await readFile(answered, 'utf8')) as typeof said;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('take the same texts for dates as dateutil', () => {
    const wrong = dates.filter(
      (text, at) => typeof said.dates[at] === 'boolean' && readsAsDate(text) !== said.dates[at],
    );
    assert.deepEqual(wrong, []);
  });

  it('take the same texts for dates of a format as strptime', () => {
    assert.deepEqual(
      formats.filter((format) => wrongFormat(format) !== undefined),
      [],
    );
    const wrong = written.filter(([format, text], at) => strptime(format)(text) !== said.formats[at]);
    assert.deepEqual(wrong, []);
  });

  // But of \b: RE2 knows the boundaries of words of ASCII only.
  it('find the same texts by a pattern as re.search', async () => {
    const wrong = await withDatabase(async (db) => {
      const found: unknown[] = [];
      for (const [at, [pattern, subject]] of searched.entries()) {
        const translated = pythonRegex(pattern);
        if ('refused' in translated) found.push([pattern, translated.refused]);
        else {
          const [row] = await db.rows<{ is: boolean }>(
            `SELECT regexp_matches(${literal(subject)}, ${literal(translated.regex)}) AS "is"`,
          );
          if (row?.is !== said.patterns[at]) found.push([pattern, subject, said.patterns[at]]);
        }
      }
      return found;
    });
    assert.deepEqual(wrong, []);
  });
});
