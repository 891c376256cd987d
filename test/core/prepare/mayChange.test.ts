// Which steps may change what a column holds.
import assert from 'node:assert/strict';
import type { Step } from '../../../src/core/manifest/step';
import { mayChange } from '../../../src/core/prepare/mayChange';

describe('what a column holds', () => {
  const replace = (column: string): Step => ({ replace: { columns: ['b', column], pairs: [['x', null]] } });
  const cases: readonly (readonly [step: Step, other: Step | undefined])[] = [
    [{ trim: ['b', 'a'] }, { trim: ['b'] }],
    [replace('a'), replace('c')],
    [{ drop: ['b', 'a'] }, { drop: ['b'] }],
    [{ rename: { a: 'b' } }, { rename: { b: 'c' } }],
    [{ rename: { b: 'a' } }, undefined],
    [{ cast: { a: 'integer' } }, { cast: { b: 'integer' } }],
    [{ derive: { a: 'b' } }, { derive: { b: 'a' } }],
    [{ filter: 'b > 1' }, undefined],
    [{ deduplicate: ['b'] }, undefined],
    [{ sql: 'SELECT * FROM data' }, undefined],
  ];
  for (const [step, other] of cases)
    it(`may be changed by ${JSON.stringify(step)}${other ? `, not by ${JSON.stringify(other)}` : ''}`, () => {
      assert.equal(mayChange(step, 'a'), true);
      if (other) assert.equal(mayChange(other, 'a'), false);
    });
});
