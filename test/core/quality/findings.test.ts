// Detectors of what is gathered beside the profile: what each says of it, how severe it is, and where it says nothing.
import assert from 'node:assert/strict';
import type { ColumnProfile, Profile } from '../../../src/core/profile/profile';
import type { Copies } from '../../../src/core/quality/copies';
import { findAll } from '../../../src/core/quality/detectors';
import type { Facts } from '../../../src/core/quality/facts';
import type { Finding, FindingKind } from '../../../src/core/quality/finding';
import type { TimeGap } from '../../../src/core/quality/timeFacts';

const plain = (name: string, more: Partial<ColumnProfile> = {}): ColumnProfile => ({
  name,
  type: 'BIGINT',
  kind: 'integer',
  semantic: 'number',
  missing: 0,
  hiddenMissing: {},
  distinct: 900,
  isDistinctExact: true,
  top: [],
  other: 1_000,
  ...more,
});
const label = plain('y', {
  kind: 'string',
  semantic: 'boolean',
  distinct: 2,
  top: [
    { value: 'no', count: 600 },
    { value: 'yes', count: 400 },
  ],
  other: 0,
});
const profile: Profile = {
  schema: 1,
  rows: 1_000,
  columns: [...'abcdef'].map((name) => plain(name)).concat(label),
};
const facts = (more: Partial<Facts>): Facts => ({
  seenIn: 'prepared',
  profile,
  roles: { target: 'y' },
  duplicateRows: 0,
  unique: [],
  texts: [],
  ...more,
});
const copies = (more: Partial<Copies> = {}): Copies => ({
  columns: [...'abcdef'],
  target: 'y',
  pairs: [0, 0, 0, 0],
  seen: [1, 1, 0.3, 0.1],
  equalPairs: 0,
  near: [],
  shared: [],
  ...more,
});
const near = (rows: number) => [
  { rows: 0, columns: [] },
  { rows, columns: ['a'], where: '"a" = 1' },
  { rows: 0, columns: [] },
];
const aDay = 86_400_000;
const gap = (from: string, days: number): TimeGap => ({
  from: `${from}T00:00:00Z`,
  to: new Date(Date.parse(`${from}T00:00:00Z`) + days * aDay).toISOString(),
  milliseconds: days * aDay,
});
const goal = { name: 'uptake', metric: 'roc_auc', target: 0.65, part: 'test' } as const;

describe('detectors of what is gathered beside the profile', () => {
  const cases: [string, FindingKind, Partial<Facts>, Partial<Finding> | undefined][] = [
    [
      'copies with another cell',
      'near-duplicate-rows',
      { copies: copies({ pairs: [0, 20, 0, 0], near: near(20) }) },
      {
        severity: 'warning',
        rows: '"a" = 1',
        message:
          '20 rows (2%) repeat an earlier one in all but 1 column (a). On both sides of a split, such rows flatter a model.',
      },
    ],
    [
      'few copies',
      'near-duplicate-rows',
      { copies: copies({ pairs: [0, 2, 0, 0], near: near(2) }) },
      { severity: 'info' },
    ],
    [
      'pairs alike by nature',
      'near-duplicate-rows',
      { copies: copies({ pairs: [0, 20, 30, 90], near: near(20) }) },
      undefined,
    ],
    [
      'training rows in the test split',
      'shared-rows',
      {
        copies: copies({
          equalPairs: 9,
          shared: [{ part: 'test', of: 100, equal: { rows: 9, where: '"a" = 2' }, near: near(0) }],
        }),
      },
      {
        severity: 'warning',
        message:
          'The test split has 9 rows equal to a training row (9% of it): a model is asked there what it was told.',
      },
    ],
    [
      'near copies of training rows in the test split',
      'shared-rows',
      {
        copies: copies({
          pairs: [0, 9, 0, 0],
          near: near(9),
          shared: [{ part: 'test', of: 100, equal: { rows: 0 }, near: near(9) }],
        }),
      },
      { severity: 'warning', rows: '"a" = 1' },
    ],
    [
      'rows that few values make equal',
      'shared-rows',
      {
        copies: copies({
          equalPairs: 50,
          pairs: [0, 900, 900, 900],
          shared: [{ part: 'test', of: 100, equal: { rows: 40 }, near: near(0) }],
        }),
      },
      { severity: 'info' },
    ],
    [
      'equal rows with two answers',
      'conflicting-labels',
      { copies: copies({ equalPairs: 4, conflicts: { rows: 8, groups: 4, where: '"a" = 3' } }) },
      {
        severity: 'warning',
        message:
          '8 rows (0.8%) in 4 groups of equal rows have different values of y: some are wrong, or a column that tells them apart is missing.',
      },
    ],
    [
      'rows that their columns do not tell apart',
      'conflicting-labels',
      { copies: copies({ equalPairs: 50, pairs: [0, 900, 900, 900], conflicts: { rows: 80, groups: 4 } }) },
      { severity: 'info' },
    ],
    [
      'UTF-8 read as Latin-1',
      'damaged-text',
      { damaged: [{ column: 'city', rows: 7, values: [{ value: 'MÃ¼nchen', count: 7 }], isCut: false }] },
      {
        message: 'city holds damaged text in 7 rows (0.7%), e.g. "MÃ¼nchen" for "München".',
        rows: `"city" IN ('MÃ¼nchen')`,
        fix: {
          text: 'It is UTF-8 that was read as Windows-1252: read it as UTF-8 where it comes from, or put it right here.',
          step: { replace: { columns: ['city'], pairs: [['MÃ¼nchen', 'München']] } },
        },
      },
    ],
    [
      'letters that are lost',
      'damaged-text',
      { damaged: [{ column: 'city', rows: 7, values: [{ value: 'M\ufffdnchen', count: 7 }], isCut: false }] },
      {
        fix: {
          text: 'Letters were lost and do not come back: read the source in its own encoding, and collect it again.',
        },
      },
    ],
    [
      'text in kilograms and grams',
      'mixed-units',
      {
        units: [
          {
            column: 'w',
            units: [
              { unit: 'kg', rows: 90, example: '5 kg' },
              { unit: 'g', rows: 10, example: '300 g' },
            ],
          },
        ],
      },
      { message: 'w is written in several units: kg in 90 rows ("5 kg"), g in 10 rows ("300 g").' },
    ],
    [
      'the day at which computers begin to count',
      'placeholder-times',
      {
        times: [{ column: 't', present: 1_000, placeholders: [{ day: '1970-01-01', rows: 12, around: 0 }] }],
      },
      {
        message: 't is 1970-01-01 in 12 rows (1.2%), which probably means that there is no time.',
        rows: `"t"::DATE IN (DATE '1970-01-01')`,
      },
    ],
    [
      'people born on that day',
      'placeholder-times',
      {
        times: [{ column: 't', present: 1_000, placeholders: [{ day: '1970-01-01', rows: 3, around: 90 }] }],
      },
      undefined,
    ],
    [
      'rows of the future',
      'future-times',
      {
        asOf: '2026-05-01T00:00:00Z',
        times: [
          {
            column: 't',
            present: 1_000,
            placeholders: [],
            future: { rows: 5, where: 'x', latest: '2046-01-01' },
          },
        ],
      },
      {
        severity: 'warning',
        message: 't is later than 1 May 2026, the day it was looked at, in 5 rows (0.5%), up to 1 Jan 2046.',
      },
    ],
    [
      'days that are due',
      'future-times',
      {
        asOf: '2026-05-01T00:00:00Z',
        times: [
          {
            column: 'due_date',
            present: 1_000,
            placeholders: [],
            future: { rows: 5, where: 'x', latest: '2026-07-01' },
          },
        ],
      },
      { severity: 'info' },
    ],
    [
      'a plan',
      'future-times',
      {
        asOf: '2026-05-01T00:00:00Z',
        times: [
          {
            column: 't',
            present: 1_000,
            placeholders: [],
            future: { rows: 900, where: 'x', latest: '2026-07-01' },
          },
        ],
      },
      undefined,
    ],
    [
      'a month without rows',
      'time-gaps',
      {
        roles: { time: 't' },
        gaps: {
          column: 't',
          steps: 300,
          total: 360 * aDay,
          squares: 1_400 * aDay ** 2,
          longest: [gap('2026-03-01', 31), gap('2026-01-05', 3), gap('2026-02-05', 3)],
        },
      },
      {
        severity: 'warning',
        message:
          'There is no row between 1 Mar 2026 and 1 Apr 2026: 31 days at most, where t else steps by up to 3 days.',
      },
    ],
    [
      'steps that become longer and longer',
      'time-gaps',
      {
        roles: { time: 't' },
        gaps: {
          column: 't',
          steps: 300,
          total: 900 * aDay,
          squares: 9_000 * aDay ** 2,
          longest: [gap('2026-03-01', 31), gap('2026-01-05', 20), gap('2026-02-05', 15)],
        },
      },
      undefined,
    ],
    [
      'rows of a site that comes again',
      'blocked-rows',
      { runs: [{ column: 'site', runs: 9, rows: 1_000, counts: [400, 300, 300] }] },
      { severity: 'info', message: 'Rows of one site stand together: its 3 values come in 9 blocks.' },
    ],
    [
      'rows site by site',
      'blocked-rows',
      { runs: [{ column: 'site', runs: 3, rows: 1_000, counts: [400, 300, 300] }] },
      { severity: 'info', message: 'The rows are sorted by site.' },
    ],
    [
      'rows in time order',
      'blocked-rows',
      { roles: { time: 't' }, runs: [{ column: 'month', runs: 12, rows: 1_000, counts: [400, 300, 300] }] },
      undefined,
    ],
    [
      'a class of three rows',
      'rare-classes',
      {
        classes: [
          { value: 'no', rows: 997, parts: {} },
          { value: 'mabye', rows: 3, parts: {} },
        ],
      },
      {
        severity: 'warning',
        rows: `"y" IN ('mabye')`,
        message: 'y is "mabye" in 3 rows only: too few to learn that class from, or to measure it on.',
      },
    ],
    [
      'a class that the test split does not have',
      'absent-classes',
      {
        classes: [
          { value: 'no', rows: 900, parts: { test: { rows: 100, expected: 90 } } },
          { value: 'yes', rows: 100, parts: { test: { rows: 0, expected: 10 } } },
        ],
      },
      { message: 'The test split has no row where y is "yes".' },
    ],
    [
      'a copy of a column',
      'redundant',
      { redundant: [{ column: 'b', of: 'a', how: 'copy', strength: 1, rows: 1_000 }] },
      {
        id: 'redundant:b:a',
        severity: 'warning',
        fix: { text: 'Leave one of them out: it tells nothing more.', step: { drop: ['b'] } },
      },
    ],
    [
      'a column nearly in the order of another',
      'redundant',
      { redundant: [{ column: 'b', of: 'a', how: 'alike', strength: 0.99, rows: 1_000 }] },
      { severity: 'info' },
    ],
    [
      'a street that tells the group',
      'proxy',
      {
        proxies: [
          { column: 'street', sensitive: 'group', asks: 'classes', auc: 0.97, low: 0.95, rows: 1_000 },
        ],
      },
      {
        severity: 'warning',
        message:
          'street tells group (ROC AUC 0.97): a model that does not have group may still decide by it.',
      },
    ],
    [
      'a goal that forty rows cannot show',
      'few-rows',
      { goals: [{ ...goal, rows: 40, positives: 8 }] },
      {
        severity: 'warning',
        fix: {
          text: 'Four times as many rows halve the interval: 160 rows in the test split, with 32 positive ones.',
        },
      },
    ],
    [
      'a goal that enough rows show',
      'few-rows',
      { goals: [{ ...goal, rows: 4_000, positives: 800 }] },
      undefined,
    ],
    [
      'columns that went and came',
      'schema-change',
      {
        previous: {
          at: '2026-05-03T00:00:00Z',
          profile: {
            ...profile,
            columns: [
              plain('a', { kind: 'string' }),
              ...[...'bdef'].map((name) => plain(name)),
              plain('old'),
              label,
            ],
          },
        },
      },
      {
        severity: 'warning',
        message:
          'Since the version of 3 May 2026, old is gone; c is new; a is whole numbers instead of text.',
      },
    ],
    ['the same columns', 'schema-change', { previous: { at: '2026-05-03T00:00:00Z', profile } }, undefined],
    [
      'a third of the rows',
      'volume-change',
      { previous: { at: '2026-05-03T00:00:00Z', profile: { ...profile, rows: 3_000 } } },
      {
        severity: 'warning',
        message: 'There are 1,000 rows, and there were 3,000 in the version of 3 May 2026.',
      },
    ],
    [
      'values that are missing now',
      'value-change',
      {
        previous: {
          at: '2026-05-03T00:00:00Z',
          profile: {
            ...profile,
            columns: [plain('a', { missing: 200, other: 800 }), ...profile.columns.slice(1)],
          },
        },
      },
      { message: 'Since the version of 3 May 2026, a is missing in 0% of the rows instead of 20%.' },
    ],
    [
      'nothing newer than before',
      'nothing-newer',
      (() => {
        const time = plain('t', { kind: 'timestamp', max: '2026-05-01T10:00:00Z' });
        const of = { ...profile, columns: [time, label] };
        return { profile: of, roles: { time: 't' }, previous: { at: '2026-05-03T00:00:00Z', profile: of } };
      })(),
      {
        severity: 'info',
        message: 't ends at 1 May 2026, 10:00, as in the version of 3 May 2026: nothing newer came.',
      },
    ],
  ];
  for (const [what, kind, more, expected] of cases)
    it(`${kind}: ${what}${expected ? '' : ' is none'}`, () => {
      const [found, ...others] = findAll(facts(more)).filter((finding) => finding.kind === kind);
      assert.deepEqual(others, []);
      if (!expected) return assert.equal(found, undefined);
      assert.ok(found, 'found nothing');
      for (const [key, value] of Object.entries(expected))
        assert.deepEqual(found[key as keyof Finding], value, key);
    });
});
