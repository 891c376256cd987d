// Steps of many findings as few steps.
import assert from 'node:assert/strict';
import { mergedSteps } from '../../../src/core/manifest/mergedSteps';
import type { Step } from '../../../src/core/manifest/step';

const replace = (column: string, to: string | null): Step => ({
  replace: { columns: [column], pairs: [['unknown', to]] },
});

describe('steps that several findings ask for', () => {
  const cases: readonly (readonly [string, readonly Step[], readonly Step[]])[] = [
    ['none are none', [], []],
    [
      'columns to drop are one step',
      [{ drop: ['a'] }, { drop: ['b'] }, { drop: ['a'] }],
      [{ drop: ['a', 'b'] }],
    ],
    ['columns to trim are one step', [{ trim: ['a'] }, { trim: ['b'] }], [{ trim: ['a', 'b'] }]],
    [
      'the same replacement is one step',
      [replace('a', null), replace('b', null)],
      [{ replace: { columns: ['a', 'b'], pairs: [['unknown', null]] } }],
    ],
    [
      'another replacement is another step',
      [replace('a', null), replace('b', 'other')],
      [replace('a', null), replace('b', 'other')],
    ],
    [
      'each kind stays where it came first',
      [{ drop: ['a'] }, { filter: 'b > 1' }, { drop: ['c'] }, { filter: 'b > 1' }],
      [{ drop: ['a', 'c'] }, { filter: 'b > 1' }, { filter: 'b > 1' }],
    ],
  ];
  for (const [name, steps, expected] of cases)
    it(name, () => {
      assert.deepEqual(mergedSteps(steps), expected);
    });
});
