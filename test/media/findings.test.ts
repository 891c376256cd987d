// Findings as entries of a list, and the figures beside them.
import assert from 'node:assert/strict';
import { evidenceOf } from '../../media/data/evidence';
import { grouped } from '../../media/data/findingGroups';
import type { Finding } from '../../src/protocol/data';

const finding = (part: Partial<Finding> & Pick<Finding, 'kind'>): Finding => ({
  id: [part.kind, ...(part.columns ?? [])].join(':'),
  severity: 'warning',
  columns: [],
  message: 'A sentence.',
  evidence: {},
  seenIn: 'prepared',
  ...part,
});
const constants = (size: number, severity: Finding['severity'] = 'warning') =>
  Array.from({ length: size }, (_, n) =>
    finding({ kind: 'constant', severity, columns: [`c${n}`], fix: { text: 'Leave it out.' } }),
  );

describe('findings as a list', () => {
  it('has one entry for three of a kind, and says how many columns', () => {
    const [entry, ...others] = grouped(constants(334));
    assert.deepEqual(others, []);
    assert.ok(entry?.kind === 'many');
    assert.equal(entry.message, '334 columns are constant.');
    assert.equal(entry.fix, 'Leave it out.');
    assert.equal(entry.findings.length, 334);
  });
  it('keeps two of a kind apart', () => {
    assert.deepEqual(
      grouped(constants(2)).map(({ kind }) => kind),
      ['one', 'one'],
    );
  });
  it('keeps severities apart, the worst first', () => {
    const entries = grouped([...constants(3, 'info'), ...constants(1, 'error'), ...constants(3)]);
    assert.deepEqual(
      entries.map((entry) => (entry.kind === 'one' ? entry.finding.severity : entry.severity)),
      ['error', 'warning', 'info'],
    );
  });
  it('names no remedy that is not that of all', () => {
    const [first, ...others] = constants(3);
    const entries = grouped([{ ...(first as Finding), fix: { text: 'Another.' } }, ...others]);
    assert.equal(entries[0]?.kind === 'many' && entries[0].fix, undefined);
  });
});

describe('the figures beside a finding', () => {
  it('leave out what every finding of the kind says', () => {
    const evidence = { distinct: 1, rows: 299, value: 'a b' };
    assert.deepEqual(
      evidenceOf(finding({ kind: 'constant', message: 'x is always "a\\nb".', evidence })),
      [],
    );
  });
  it('leave out a smallest value that is the usual one', () => {
    const evidence = { count: 27, min: 0, max: 275, median: 0 };
    assert.deepEqual(evidenceOf(finding({ kind: 'outliers', message: '27 rows, up to 275.', evidence })), [
      ['median', '0'],
    ]);
  });
  for (const [name, message, evidence, expected] of [
    [
      'leave out the share that the sentence has',
      'pdays is missing in 86.4% of the rows.',
      { missing: 34886, rows: 40394, share: 0.8636 },
      [
        ['missing', '34,886'],
        ['rows', '40,394'],
      ],
    ],
    [
      'leave out what the sentence has in words or figures',
      'y is "yes" in 3,044 rows.',
      { class: 'yes', count: 3044 },
      [],
    ],
    [
      'keep a figure that is only a part of one in the sentence',
      'up to 275.',
      { count: 27 },
      [['count', '27']],
    ],
    ['do not tell the number of all rows alone', 'x is 1 in 5% of the rows.', { rows: 100, share: 0.05 }, []],
    ['write names as words', 'A sentence.', { trainingRows: 5 }, [['training rows', '5']]],
  ] as const)
    it(name, () => {
      assert.deepEqual(evidenceOf(finding({ kind: 'missing', message, evidence })), expected);
    });
});
