// What a panel tells of an error.
import assert from 'node:assert/strict';
import { wrongInput } from '../../src/core/errors';
import { failureOf } from '../../src/vscode/panels/failure';

describe('a failure in a panel', () => {
  it('tells each problem with its line, and what to do', () => {
    const problems = [3, 5].map(
      (line) => ({ severity: 'error', message: 'Too many values.', file: 'a.csv', line }) as const,
    );
    assert.deepEqual(failureOf(wrongInput('Two lines are wrong.', { problems, hint: 'Mend them.' })), {
      message: 'Two lines are wrong.',
      problems: ['a.csv, line 3: Too many values.', 'a.csv, line 5: Too many values.'],
      hint: 'Mend them.',
    });
  });

  it('says nothing but the message of an error that says no more', () => {
    assert.deepEqual(failureOf(wrongInput('No.')), { message: 'No.' });
  });
});
