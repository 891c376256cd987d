// What a check says at the lines of lifecycle.yaml: expectations by their words, those of a suite at its line, findings at their dataset.
import assert from 'node:assert/strict';
import { checkMarks, markProblems } from '../../../src/core/catalog/checkMarks';
import type { DatasetFacts } from '../../../src/core/catalog/facts';
import { readManifest } from '../../../src/core/manifest/read';

const text = `lifecycle: 1
datasets:
  bank:
    path: a.csv
    expect:
      rows: ">= 10"
      columns:
        age: {between: [18, 95], missing: "<= 1%"}
      suite: gx.json
`;
const result = (expectation: string, passed: boolean, more: object = {}) => ({
  expectation,
  passed,
  observed: 'seen',
  unexpectedCount: 0,
  elementCount: 1,
  rows: [],
  ...more,
});
const facts = (checkStanding: 'current' | 'otherwise'): DatasetFacts => ({
  name: 'bank',
  checkStanding,
  check: {
    passed: false,
    findings: [
      {
        id: 'leak:x',
        kind: 'leak',
        severity: 'error',
        columns: ['x'],
        message: 'x leaks.',
        evidence: {},
        seenIn: 'prepared',
      },
      {
        id: 'missing:y',
        kind: 'missing',
        severity: 'info',
        columns: ['y'],
        message: 'y.',
        evidence: {},
        seenIn: 'prepared',
      },
    ],
    expectations: [
      result('rows >= 10', true),
      result('columns.age.between [18, 95]', false),
      result('unique(a)', false, { severity: 'warning', at: { file: 'gx.json', line: 7 } }),
    ],
  },
});
const marks = (standing: 'current' | 'otherwise') =>
  checkMarks(text, 'lifecycle.yaml', [facts(standing)], readManifest(text, 'f').manifest.datasets ?? {});

describe('marks of checks', () => {
  it('stand at the line of the words, of the suite, and of the dataset', () => {
    assert.deepEqual(
      marks('current').map(({ label, outcome, severity, file, place }) => [
        label,
        outcome,
        severity,
        file,
        place.line,
      ]),
      [
        ['rows >= 10', 'passed', 'error', 'lifecycle.yaml', 6],
        ['columns.age.between [18, 95]', 'failed', 'error', 'lifecycle.yaml', 8],
        ['columns.age.missing <= 1%', 'unknown', 'error', 'lifecycle.yaml', 8],
        ['unique(a)', 'failed', 'warning', 'gx.json', 7],
        ['leak:x', 'failed', 'error', 'lifecycle.yaml', 3],
      ],
    );
  });

  it('are problems where they are not met', () => {
    assert.deepEqual(
      markProblems(marks('current')).map(({ severity, message, file, line }) => [
        severity,
        message,
        file,
        line,
      ]),
      [
        ['error', 'bank: columns.age.between [18, 95]: seen.', 'lifecycle.yaml', 8],
        ['warning', 'bank: unique(a): seen.', 'gx.json', 7],
        ['error', 'bank: x leaks.', 'lifecycle.yaml', 3],
      ],
    );
  });

  it('know nothing of what is written otherwise now', () => {
    assert.deepEqual(
      marks('otherwise').map(({ outcome }) => outcome),
      ['unknown', 'unknown', 'unknown'],
    );
  });
});
