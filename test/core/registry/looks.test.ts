import assert from 'node:assert/strict';
import type { RecordedComparison } from '../../../src/core/registry/comparison';
import { nextLook } from '../../../src/core/registry/looks';
import { decision, exampleVersion, registryOf } from './example';

interface Taken {
  readonly key: string;
  readonly of: number;
  readonly champion?: number;
  readonly look?: number | undefined;
  readonly isOnTest?: true;
}

/** Version 1 is champion; version n comes from run n. */
function registryWith(taken: readonly Taken[]) {
  const versions = ['1', '2', '3', '4'].map((run) => exampleVersion({ version: Number(run), run }));
  const events = taken.map(({ of, isOnTest, ...parts }) => {
    const test = isOnTest ? { test: { otherRuns: 0 } } : {};
    const comparison = { champion: 1, look: 1, ...parts, ...test } as RecordedComparison;
    return decision({ kind: 'compared', version: of, comparison });
  });
  return registryOf(versions, events);
}

describe('the number of the next look', () => {
  const cases: readonly (readonly [string, readonly Taken[], readonly string[], number])[] = [
    ['is 1 where nothing was looked at', [], [], 1],
    ['counts each look', [{ key: 'a', of: 2 }, { key: 'b', of: 2 }, { key: 'c', of: 3, isOnTest: true }], [], 4],
    ['counts no look at another champion', [{ key: 'a', of: 2, champion: 4 }], [], 1],
    ['counts a look once that two files tell of', [{ key: 'a', of: 2 }, { key: 'a', of: 2 }], [], 2],
    ['counts each run beside the looks that was measured and never looked at', [{ key: 'a', of: 2 }, { key: 'b', of: 2 }], ['3', '4', 'x'], 6],
    ['counts a look at labelled predictions and the run of it once', [{ key: 'a', of: 2 }, { key: 'b', of: 3 }], ['2', '3'], 3],
    ['counts a look at the test split and the run of it once', [{ key: 'a', of: 2 }, { key: 'b', of: 3, isOnTest: true }], ['3'], 3],
    ['counts a look whose run this machine does not know beside another run', [{ key: 'a', of: 2, isOnTest: true }], ['x'], 3],
    ['counts a run that was looked at against another champion alone', [{ key: 'a', of: 2, champion: 4 }], ['2'], 2],
    ['is none that was given already, where fewer runs are counted for this candidate', [{ key: 'a', of: 2, look: 6 }], ['3'], 7],
    ['counts a look once that has no number', [{ key: 'a', of: 2, look: undefined }, { key: 'b', of: 3 }], ['3', '4'], 4],
  ]; // prettier-ignore
  for (const [title, taken, measured, number] of cases)
    // prettier-ignore
    it(title, () => assert.equal(nextLook(registryWith(taken), 1, new Set(measured)), number));
});
