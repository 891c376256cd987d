// The line in the head of the data panel: the worst of what is open rules it.
import assert from 'node:assert/strict';
import { verdictOf } from '../../media/data/verdict';
import type { CheckResult, Finding } from '../../src/protocol/data';

const finding = (severity: Finding['severity'], resolvedBy?: string): Finding => ({
  id: severity,
  kind: 'no-rows',
  severity,
  columns: [],
  message: 'A sentence.',
  evidence: {},
  seenIn: 'collected',
  ...(resolvedBy !== undefined && { resolvedBy }),
});
const check = (findings: readonly Finding[], passed = true) =>
  ({ schema: 1, passed, findings, expectations: [] }) as unknown as CheckResult;

describe('the verdict on data', () => {
  for (const [name, judged, expected] of [
    [
      'counts the finding that says that a table has no rows',
      { check: check([finding('error')], false), isFull: true, isEntry: true, rows: 0 },
      ['error', 'Check failed: 1 error'],
    ],
    [
      'does so at a first look',
      { check: check([finding('error')]), isFull: false, isEntry: true, rows: 0 },
      ['error', 'Not checked against expectations yet: 1 error'],
    ],
    [
      'is a warning for a table without rows that nothing else is said of',
      { check: check([]), isFull: false, isEntry: true, rows: 0 },
      ['warning', 'The table has no rows'],
    ],
    [
      'is an error for a table without rows whose check failed',
      { check: check([], false), isFull: true, isEntry: true, rows: 0 },
      ['error', 'The table has no rows'],
    ],
    [
      'is that of the worst finding at a first look',
      { check: check([finding('warning'), finding('error', 'drop')]), isFull: false, isEntry: true, rows: 3 },
      ['warning', 'Not checked against expectations yet: 1 warning'],
    ],
    [
      'says at a first look that nothing was found',
      { check: check([]), isFull: false, isEntry: true, rows: 3 },
      ['info', 'Not checked against expectations yet: nothing found'],
    ],
    [
      'asks no expectations of a file that no entry is about',
      { check: check([finding('error')]), isFull: false, isEntry: false, rows: 3 },
      ['error', 'First look: 1 error'],
    ],
    [
      'is a warning for a check of before a change',
      {
        check: check([finding('info')]),
        isFull: true,
        isEntry: true,
        due: 'its steps have changed',
        rows: 3,
      },
      ['warning', 'Out of date, its steps have changed. Checked before: passed with 1 note'],
    ],
    [
      'is good for a check that passed',
      { check: check([finding('info')]), isFull: true, isEntry: true, rows: 3 },
      ['good', 'Check passed with 1 note'],
    ],
  ] as const)
    it(name, () => {
      const { severity, text } = verdictOf(judged);
      assert.deepEqual([severity, text], expected);
    });
});
