// What preparation took care of, and by which step.
import assert from 'node:assert/strict';
import type { SplitBy } from '../../../src/core/manifest/splitBy';
import type { Step } from '../../../src/core/manifest/step';
import { findingId } from '../../../src/core/quality/detector';
import { hasPassed, type Finding, type FindingKind } from '../../../src/core/quality/finding';
import { judgeFreshness } from '../../../src/core/quality/freshness';
import { resolveFindings } from '../../../src/core/quality/resolve';

const finding = (kind: FindingKind, columns: string[], more: Partial<Finding> = {}): Finding => ({
  id: findingId(kind, columns),
  kind,
  severity: 'warning',
  columns,
  message: '',
  evidence: {},
  seenIn: 'collected',
  ...more,
});
const resolved = (collected: Finding[], prepared: Finding[], steps: Step[], splitBy?: SplitBy) =>
  resolveFindings({ collected, prepared, steps, ...(splitBy ? { splitBy } : {}) }).map(
    ({ id, seenIn, resolvedBy }) => [id, seenIn, resolvedBy],
  );

describe('resolved findings', () => {
  const cases: [string, Finding, Step[], string][] = [
    [
      'a leak by dropping the column',
      finding('leak', ['duration']),
      [{ trim: ['job'] }, { drop: ['duration', 'x'] }],
      'drop [duration, x]',
    ],
    [
      'hidden missing by replacing',
      finding('hidden-missing', ['job']),
      [{ trim: ['job'] }, { replace: { columns: ['job'], pairs: [['unknown', null]] } }],
      'replace [job]',
    ],
    [
      'hidden missing by replacing after renaming',
      finding('hidden-missing', ['a']),
      [{ rename: { a: 'b' } }, { replace: { columns: ['b'], pairs: [['unknown', null]] } }],
      'replace [b]',
    ],
    [
      'duplicates by deduplicating',
      finding('duplicate-rows', []),
      [{ filter: 'true' }, { deduplicate: 'all' }],
      'deduplicate',
    ],
    ['outliers by a filter', finding('outliers', ['n']), [{ filter: 'n < 10' }], 'filter'],
    ['whatever by SQL', finding('constant', ['n']), [{ sql: 'SELECT 1' }], 'sql'],
    [
      'mixed types by a cast',
      finding('mixed-types', ['n']),
      [{ trim: ['n'] }, { cast: { n: 'number' } }],
      'cast [n]',
    ],
    ['something without a step', finding('outliers', ['n']), [], 'preparation'],
  ];
  for (const [what, of, steps, by] of cases)
    it(what, () => assert.deepEqual(resolved([of], [], steps), [[of.id, 'collected', by]]));

  it('are not those that are still there, whatever the column is called now', () => {
    const left = finding('outliers', ['b'], { seenIn: 'prepared' });
    assert.deepEqual(resolved([finding('outliers', ['a'])], [left], [{ rename: { a: 'b' } }]), [
      ['outliers:b', 'prepared', undefined],
    ]);
  });

  describe('numbers of which no value tells what their mark is', () => {
    const found = finding('kept-as-text', ['x'], {
      evidence: { examples: ['100', '1.000'], eitherWay: '1.000' },
      fix: { text: 'Say which.' },
    });
    const cast: Step = { cast: { x: 'number' } };
    it('stay open after a cast, which asks nobody', () => {
      const missing: Step = { replace: { columns: ['x'], pairs: [['-', null]] } };
      const [open] = resolveFindings({ collected: [found], prepared: [], steps: [missing, cast] });
      assert.equal(open?.resolvedBy, undefined);
      assert.equal(
        open?.message,
        'x was cast to a number as it stands, its mark taken as a decimal one, e.g. that of "1.000".',
      );
      assert.equal(open.fix?.text, 'Say it in a step in place of the cast. Say which.');
    });
    it('are resolved by a step that says it', () =>
      assert.deepEqual(resolved([found], [], [{ derive: { x: `replace(x, '.', '')` } }, cast]), [
        ['kept-as-text:x', 'collected', 'derive [x]'],
      ]));
  });

  it('stand after the open ones', () => {
    const open = finding('missing', ['z'], { seenIn: 'prepared', severity: 'info' });
    const moving = finding('target-drift', ['y'], { seenIn: 'prepared' });
    assert.deepEqual(
      resolved([finding('leak', ['d'], { severity: 'error' })], [moving, open], [{ drop: ['d'] }], 'order'),
      [
        ['missing:z', 'prepared', undefined],
        ['leak:d', 'collected', 'drop [d]'],
        ['target-drift:y', 'prepared', 'split by order'],
      ],
    );
  });

  it('do not have how a file was read among them: no step changes that', () => {
    assert.deepEqual(resolved([finding('odd-file', [])], [], [{ sql: 'SELECT 1' }]), [
      ['odd-file', 'collected', undefined],
    ]);
  });

  it('leave a moving target open where the split is at random', () => {
    const moving = finding('target-drift', ['y'], { seenIn: 'prepared' });
    assert.deepEqual(resolved([], [moving], [], 'random'), [['target-drift:y', 'prepared', undefined]]);
  });
});

describe('passing', () => {
  const met = { expectation: '', passed: true, observed: '', unexpectedCount: 0, elementCount: 0, rows: [] };
  const cases: [string, Finding[], boolean[], boolean][] = [
    ['nothing found', [], [], true],
    ['an open warning', [finding('leak', [])], [true], true],
    ['an open error', [finding('leak', [], { severity: 'error' })], [true], false],
    ['a resolved error', [finding('leak', [], { severity: 'error', resolvedBy: 'drop' })], [], true],
    ['an expectation not met', [], [true, false], false],
  ];
  for (const [what, findings, expectations, expected] of cases)
    it(`${what}: ${expected}`, () =>
      assert.equal(
        hasPassed({ findings, expectations: expectations.map((passed) => ({ ...met, passed })) }),
        expected,
      ));
});

describe('freshness', () => {
  const of = (newestRow: string | undefined, asOf: string) =>
    judgeFreshness({
      allowed: '30d',
      collectedAt: '2026-01-01T00:00:00Z',
      asOf,
      ...(newestRow ? { newestRow } : {}),
    });
  it('is judged by the newest row', () => {
    assert.equal(of('2009-06-30', '2009-07-30').passed, true);
    const late = of('2009-06-30', '2009-07-31');
    assert.deepEqual([late.passed, late.observed], [false, 'newest row 30 Jun 2009, 31 days before']);
  });
  it('is judged by when it was collected where rows have no time', () => {
    assert.deepEqual(of(undefined, '2026-01-02T00:00:00Z').observed, 'collected 1 Jan 2026, 1 day before');
  });
});
