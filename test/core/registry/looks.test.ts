import assert from 'node:assert/strict';
import type { RecordedComparison } from '../../../src/core/registry/comparison';
import { nextLook } from '../../../src/core/registry/looks';

const at = (key: string, isOnTest = false, look = 1) =>
  ({ key, look, ...(isOnTest ? { test: { otherRuns: 0 } } : {}) }) as RecordedComparison;

describe('the number of the next look', () => {
  for (const [title, known, measuredRuns, number] of [
    ['is 1 where nothing was looked at', [], 0, 1],
    ['counts each look at labelled predictions', [at('a'), at('b')], 0, 3],
    ['counts a look once that two files tell of', [at('a'), at('a')], 0, 2],
    [
      'counts runs that were measured on the test split beside looks at labelled predictions',
      [at('a'), at('b')],
      3,
      6,
    ],
    ['counts a look at the test split and the run of it once', [at('a'), at('b', true)], 1, 3],
    [
      'counts looks at the test split whose runs this machine does not know',
      [at('a', true), at('b', true)],
      0,
      3,
    ],
    [
      'is none that was given already, where fewer runs are counted for this candidate',
      [at('a', false, 6)],
      1,
      7,
    ],
  ] as const)
    // prettier-ignore
    it(title, () => assert.equal(nextLook(known, measuredRuns), number));
});
