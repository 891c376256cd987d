// A column that a step takes away, and what it is called afterwards.
import assert from 'node:assert/strict';
import type { Step } from '../../../src/core/manifest/step';
import { takenAway } from '../../../src/core/manifest/takenAway';

describe('a column that a step takes away', () => {
  const rename = (from: string, to: string): Step => ({ rename: { [from]: to } });
  for (const [told, steps, index, now] of [
    ['is gone by a drop', [{ trim: ['a'] }, { drop: ['a'] }], 1, undefined],
    ['has a new name by a rename', [rename('a', 'b')], 0, 'b'],
    ['has the last of its names', [rename('a', 'b'), rename('b', 'c')], 0, 'c'],
    ['is gone where its new name is dropped', [rename('a', 'b'), { drop: ['b'] }], 0, undefined],
    [
      'has no sure name where another is called that',
      [rename('a', 'b'), { drop: ['b'] }, { derive: { b: '1' } }],
      0,
      undefined,
    ],
    ['has no sure name where it may be replaced', [rename('a', 'b'), { derive: { b: '1' } }], 0, undefined],
    [
      'has the last of its names where another takes one of them',
      [rename('a', 'x'), { rename: { x: 'y', b: 'x' } }],
      0,
      'y',
    ],
    [
      'has no sure name where two were called that',
      [rename('a', 'b'), rename('c', 'a'), rename('a', 'd')],
      2,
      undefined,
    ],
    ['trades its name', [{ rename: { a: 'b', b: 'a' } }], undefined, undefined],
    ['is made again', [{ drop: ['a'] }, { derive: { a: '1' } }], undefined, undefined],
    [
      'may be made again by SQL',
      [rename('b', 'c'), { drop: ['a'] }, { sql: 'SELECT 1' }],
      undefined,
      undefined,
    ],
    ['is not touched', [{ drop: ['b'] }, rename('c', 'd')], undefined, undefined],
  ] as const)
    it(told, () => {
      const taken = takenAway(steps as readonly Step[], 'a');
      assert.deepEqual([taken?.index, taken?.now], [index, now]);
    });
});
