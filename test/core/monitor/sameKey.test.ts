import assert from 'node:assert/strict';
import { sameKey } from '../../../src/core/monitor/sameKey';

describe('a key', () => {
  for (const [values, areSame] of [
    [[7, '7', '7.0', '7.', ' 7 '], true],
    [[-7, '-7.00'], true],
    [['9007199254740993', '9007199254740993.0'], true],
    [['7', '007'], false],
    [['7', '7.5'], false],
    [['70', '7.0'], false],
    [['9007199254740993', '9007199254740992'], false],
    [['', '0'], false],
    [['a', 'A'], false],
    [['2024-11-29 07:00:00', '2024-11-29T07:00:00Z', '2024-11-29 08:00:00+01'], true],
    [['2024-11-29-07', '2024-11-29', '20241129'], false],
  ] as const)
    it(`${areSame ? 'is one' : 'differs'} where it is written ${values.map((value) => JSON.stringify(value)).join(', ')}`, () =>
      assert.equal(new Set(values.map(sameKey)).size === 1, areSame));
});
