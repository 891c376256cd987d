import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Profile } from '../../src/core/profile/profile';
import type { CheckResult } from '../../src/core/quality/finding';
import { seededRandom } from '../../src/core/random';
import type { DriftResult } from '../../src/node/drift/driftFiles';
import { lifecycle } from './commandLine';

/** `age` and `job` of people; `older`: by so many years. */
function people(seed: number, older = 0): string {
  const random = seededRandom(seed);
  const lines = Array.from(
    { length: 500 },
    () => `${20 + random.below(40) + older},${random.below(2) === 0 ? 'admin' : 'student'}`,
  );
  return `age,job\n${lines.join('\n')}\n`;
}

/** What is said of the work while it lasts, and no error. */
const onlyProgress = (verb: string) => new RegExp(`^(${verb}: .*\\n)*$`);

describe('on plain data files', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'data-files-'));
    await writeFile(at('reference.csv'), people(1));
    await writeFile(at('same.csv'), people(2));
    await writeFile(at('older.csv'), people(3, 30));
    await writeFile(at('header.csv'), 'age,job\n');
    await writeFile(at('empty.csv'), '');
    await mkdir(at('bare'));
    await writeFile(at('clean.csv'), people(4));
    const random = seededRandom(5);
    const leaking = people(5).trimEnd().split('\n');
    const told = leaking.map((line, row) =>
      row === 0
        ? `${line},balance,y,copy`
        : `${line},${random.below(100_000)},${row % 3 === 0 ? 'yes,1' : 'no,0'}`,
    );
    await writeFile(at('leak.csv'), `${told.join('\n')}\n`);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const inFolder = (...argv: string[]) => lifecycle('--dir', folder, ...argv);

  it('profile shows every column and exits with 0', async () => {
    const { exitCode, stdout } = await inFolder('profile', at('reference.csv'));
    assert.equal(exitCode, 0);
    assert.match(stdout, /^500 rows, 2 columns\n/);
    assert.match(stdout, /\bage\b.*integer/);
    assert.match(stdout, /\bjob\b.*student/);
  });

  it('profile shows the spread of numbers, in lines that can be read', async () => {
    const { stdout } = await inFolder('profile', at('reference.csv'));
    assert.match(stdout, /^column +type +kind +missing +distinct +most frequent$/m);
    assert.match(stdout, /^column +min +25% +median +75% +max +mean +sd$/m);
    const document = JSON.parse((await inFolder('profile', at('reference.csv'), '--json')).stdout) as Profile;
    const { min = 0, max = 0, mean = 0, sd = 0, quantiles = {} } = document.columns[0] ?? {};
    const shown = [min, quantiles['0.25'], quantiles['0.5'], quantiles['0.75'], max, mean.toPrecision(4), sd.toPrecision(4)]; // prettier-ignore
    assert.match(stdout, new RegExp(`^age +${shown.map(Number).join(' +')}$`, 'm'));
    for (const line of stdout.split('\n')) assert.ok(line.length <= 100, line);
  });

  it('profile shows what is estimated as such, infinities, and as many digits as tell values apart', async () => {
    const random = seededRandom(9);
    const lines = Array.from({ length: 5000 }, (_none, row) => {
      const endless = row < 50 ? 'inf' : row < 65 ? '-inf' : String(random.uniform());
      return [endless, 1e6 + random.uniform(), random.below(100_000), 9007199254740993n + BigInt(row), row === 7 ? 'x' : ''].join(); // prettier-ignore
    });
    await writeFile(at('hard.csv'), `endless,near,whole,huge,rare\n${lines.join('\n')}\n`);
    const { stdout } = await inFolder('profile', at('hard.csv'));
    assert.match(stdout, /^rare .* >99\.9% /m);
    const cells = (name: string) =>
      stdout.split('\n').filter((line) => line.startsWith(name)).at(-1)?.split(/ +/).slice(1) ?? []; // prettier-ignore
    assert.equal(cells('endless').at(-1), '65');
    const near = cells('near').slice(0, 5);
    assert.equal(new Set(near).size, 5, near.join());
    for (const quartile of cells('whole').slice(1, 4))
      assert.match(quartile, /^~\d{2}[1-9]?\d?00$|^~\d{3}00$/);
    assert.match(cells('whole')[0] ?? '', /^\d+$/);
    for (const end of [0, 4]) assert.match(cells('huge')[end] ?? '', /^~9007199254\d{6}$/);
  });

  const odd: [string, Buffer, RegExp][] = [
    ['latin', Buffer.from('job\ncaf\xe9\nbar\n', 'latin1'), /read as Latin-1/],
    ['one', Buffer.from('age^job\n1^a\n2^b\n'), /Only one column was found, but every line holds "\^"/],
  ];
  for (const [name, bytes, told] of odd)
    it(`profile, check and drift tell how ${name}.csv was read`, async () => {
      const file = at(`${name}.csv`);
      await writeFile(file, bytes);
      for (const argv of [
        ['profile', file],
        ['check', file],
        ['drift', file, file],
      ])
        assert.match((await inFolder(...argv)).stdout, told, argv[0]);
      const profile = JSON.parse((await inFolder('profile', file, '--json')).stdout) as Profile;
      assert.match(profile.warnings?.[0]?.message ?? '', told);
      const check = JSON.parse((await inFolder('check', file, '--json')).stdout) as CheckResult;
      assert.deepEqual(
        check.findings.map(({ id, severity }) => [id, severity]).filter(([id]) => id === 'odd-file'),
        [['odd-file', 'warning']],
      );
    });

  it('profile --json is the profile as one document', async () => {
    const { exitCode, stdout, stderr } = await inFolder('profile', at('reference.csv'), '--json');
    assert.equal(exitCode, 0);
    assert.match(stderr, onlyProgress('profile'));
    const document = JSON.parse(stdout) as Profile;
    assert.equal(document.rows, 500);
    assert.deepEqual(document.columns.map(({ name, missing }) => [name, missing]), [['age', 0], ['job', 0]]); // prettier-ignore
    assert.ok(Number(document.columns[0]?.min) >= 20 && Number(document.columns[0]?.max) < 60);
  });

  it('profile says of a ragged file each wrong line, and once what to do', async () => {
    await writeFile(at('ragged.csv'), 'a,b,c\n1,2,3\n4,5\n6\n7,8,9,10,11,12\n');
    const { exitCode, stderr } = await inFolder('profile', at('ragged.csv'));
    assert.equal(exitCode, 2);
    assert.deepEqual(stderr.replaceAll(`${folder}/`, '').trim().split('\n').slice(1), [
      '✗ ragged.csv, line 3: The line has 2 columns, the header has 3: 4,5',
      '  ragged.csv:4: The line has 1 column, the header has 3: 6',
      '  ragged.csv:5: The line has more than 3 columns, the header has 3: 7,8,9,10,11,12',
      '  Give every line as many columns, and put values that hold the separator between double quotes.',
    ]);
  });

  it('drift exits with 0 where nothing changed and with 1 where a column did', async () => {
    const still = await inFolder('drift', at('reference.csv'), at('same.csv'));
    assert.equal(still.exitCode, 0);
    assert.match(still.stdout, /✓ No column has drifted\.$/m);
    const moved = await inFolder('drift', at('reference.csv'), at('older.csv'));
    assert.equal(moved.exitCode, 1);
    assert.match(moved.stdout, /✗ Drifted: age\.$/m);
    assert.match(moved.stderr, onlyProgress('drift'), 'a no is an answer, not an error');
  });

  it('drift says which columns are missing before it speaks of those that are there', async () => {
    await writeFile(at('lacking.csv'), 'job\nclerk\nnurse\n');
    await writeFile(at('whole.csv'), 'job,age\nclerk,30\nnurse,31\n');
    const { exitCode, stdout } = await inFolder('drift', at('whole.csv'), at('lacking.csv'));
    assert.equal(exitCode, 1);
    assert.match(stdout, /✗ Missing in the current file: age\. No column that both have has drifted\.$/m);
  });

  it('drift --json is one document with only the measures asked for', async () => {
    const { exitCode, stdout } = await inFolder('drift', at('reference.csv'), at('older.csv'), '--measures', 'psi, ks', '--json'); // prettier-ignore
    assert.equal(exitCode, 1);
    const { drifted, level, rows, columns, schema } = JSON.parse(stdout) as DriftResult;
    assert.deepEqual([drifted, level, rows, schema], [true, 0.01, { reference: 500, current: 500 }, []]);
    assert.deepEqual(columns.map(({ name, drifted: has }) => [name, has]), [['age', true], ['job', false]]); // prettier-ignore
    assert.deepEqual(Object.keys(columns[0]?.measures ?? {}).sort(), ['ks', 'psi']);
  });

  it('check takes files of a folder or a glob for one table, wherever they lie', async () => {
    await mkdir(at('months'));
    for (const month of [1, 2]) await writeFile(at(`months/calls-${month}.csv`), people(month));
    const elsewhere = await mkdtemp(join(tmpdir(), 'data-files-elsewhere-'));
    for (const typed of [
      'months',
      'months/calls-*.csv',
      'months/calls-?.csv',
      'months/calls-[12].csv',
      'months/calls-{1,2}.csv',
    ]) {
      const { exitCode, stdout, stderr } = await lifecycle('--dir', elsewhere, 'check', at(typed), '--json');
      assert.equal(exitCode, 0, stderr);
      assert.equal((JSON.parse(stdout) as CheckResult).passed, true);
    }
    await rm(elsewhere, { recursive: true });
    await rm(at('months'), { recursive: true });
  });

  it('check exits with 0 for clean data and with 1 for a leak, which it names', async () => {
    assert.equal((await inFolder('check', at('clean.csv'))).exitCode, 0);
    const { exitCode, stdout } = await inFolder('check', at('leak.csv'), '--target', 'y');
    assert.equal(exitCode, 1);
    assert.match(stdout, /^✗ .*leak\.csv: /);
    assert.match(stdout, /\bcopy\b/);
  });

  it('check says of a finding which step mends it, as it is written in lifecycle.yaml', async () => {
    const lines = Array.from({ length: 40 }, (_none, row) => `"${row},5",${row % 7 === 0 ? '?' : row % 3}`);
    await writeFile(at('text.csv'), ['share,kind', ...lines, ''].join('\n'));
    const { stdout } = await inFolder('check', at('text.csv'));
    assert.match(stdout, /^ {4}Read them as numbers\. Under prepare:\n {4}- derive:/m);
  });

  it('check says what it could not look for without a target, and how to ask', async () => {
    const without = await inFolder('check', at('leak.csv'));
    assert.match(
      without.stdout,
      /Leaks, imbalance and a target that moves were not looked for: .* --target COLUMN\.$/m,
    );
    const asked = await inFolder('check', at('leak.csv'), '--target', 'y');
    assert.doesNotMatch(asked.stdout, /not looked for/);
  });

  it('check --json is one document, and nothing is written beside the file', async () => {
    const before = await readdir(folder);
    const { exitCode, stdout } = await inFolder('check', at('leak.csv'), '--target', 'y', '--json');
    assert.equal(exitCode, 1);
    const { passed, findings, expectations } = JSON.parse(stdout) as CheckResult;
    assert.equal(passed, false);
    assert.ok(findings.some(({ severity }) => severity === 'error'));
    assert.deepEqual(expectations, []);
    assert.deepEqual(await readdir(folder), before);
  });

  it('a file with nothing but a header is data without rows, an error only to drift', async () => {
    const profiled = await inFolder('profile', at('header.csv'));
    assert.equal(profiled.exitCode, 0);
    assert.match(profiled.stdout, /^0 rows, 2 columns\n/);
    assert.doesNotMatch(profiled.stdout, /NaN|undefined|Infinity/);
    const { rows } = JSON.parse((await inFolder('profile', at('header.csv'), '--json')).stdout) as Profile;
    assert.equal(rows, 0);
    for (const pair of [
      ['header.csv', 'reference.csv'],
      ['reference.csv', 'header.csv'],
    ]) {
      const { exitCode, stderr } = await inFolder('drift', ...pair.map(at));
      assert.equal(exitCode, 2);
      assert.match(stderr, /header\.csv has no rows, so nothing can be told of drift/);
    }
    const checked = await inFolder('check', at('header.csv'), '--target', 'job', '--json');
    assert.ok(checked.exitCode === 0 || checked.exitCode === 1, checked.stderr);
    assert.equal(typeof (JSON.parse(checked.stdout) as CheckResult).passed, 'boolean');
  });

  for (const named of ['months', 'months/*.csv'])
    it(`check takes the files of ${named} for one table`, async () => {
      await mkdir(at('months'), { recursive: true });
      await writeFile(at('months/1.csv'), 'id,constant\n1,a\n2,a\n');
      await writeFile(at('months/2.csv'), 'id,constant\n3,\n4,b\n');
      const { stdout, stderr } = await inFolder('check', at(named), '--json');
      const { findings } = JSON.parse(stdout) as CheckResult;
      assert.ok(findings, stderr);
      assert.ok(findings.some(({ kind, columns }) => kind === 'missing' && columns[0] === 'constant'));
      assert.ok(!findings.some(({ kind }) => kind === 'constant'), 'one file alone has one value');
    });

  const refused: readonly [string, readonly string[], RegExp][] = [
    ['a file that is not there', ['profile', 'nowhere.csv'], /nowhere\.csv/],
    ['an empty file', ['profile', 'empty.csv'], /empty\.csv/],
    ['a file to compare with that is not there', ['drift', 'reference.csv', 'nowhere.csv'], /nowhere\.csv/],
    ['a file to check that is not there', ['check', 'nowhere.csv'], /There is no file .*nowhere\.csv/],
    ['a glob that no file matches', ['check', 'none-*.csv'], /There is no file that .*none-\*\.csv matches/],
    ['a glob of a folder that is not there', ['check', 'away/*.csv'], /There is no file that .*away\/\*\.csv matches/],
    ['a folder without data', ['check', 'bare'], /bare holds no data file/],
    ['a file whose name is too long', ['check', `${'x'.repeat(300)}.csv`], /There is no file .*x\.csv/],
    ['a name that is empty', ['check', ''], /no dataset/],
    ['a range that is too long', ['check', 'x/{1..99999999}.csv'], /99999999\}\.csv stands for too many names/],
    ['a device', ['check', '/dev/null'], /There is no file \/dev\/null/],
    ['a target that no column is', ['check', 'clean.csv', '--target', 'jobs'], /no column "jobs"/],
    ['a measure that does not exist', ['drift', 'reference.csv', 'same.csv', '--measures', 'psy'], /no measure "psy"/],
    ['a level that is no share', ['drift', 'reference.csv', 'same.csv', '--level', '2'], /between 0 and 1/],
    ['two files to check', ['check', 'clean.csv', 'leak.csv'], /one at a time/],
  ]; // prettier-ignore
  for (const [what, argv, message] of refused)
    it(`${what} is refused with exit code 2, by name`, async () => {
      const paths = argv.map((word) => (/\.csv$|^bare$/.test(word) ? at(word) : word));
      const { exitCode, stdout, stderr } = await inFolder(...paths);
      assert.equal(exitCode, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\.ts:\d|\.js:\d/);
      if (message.source.includes('0 and 1')) return;
      const json = await inFolder(...paths, '--json');
      assert.equal(json.exitCode, 2);
      assert.match((JSON.parse(json.stdout) as { error: { message: string } }).error.message, message);
    });
});
