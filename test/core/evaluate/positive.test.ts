import assert from 'node:assert/strict';
import { positiveClass } from '../../../src/core/evaluate/positive';

describe('the positive class', () => {
  const cases: readonly [string | number | boolean | undefined, readonly string[], string | undefined][] = [
    ['yes', ['no', 'yes'], 'yes'],
    [1, ['0', '1'], '1'],
    [true, ['false', 'true'], 'true'],
    ['maybe', ['no', 'yes'], undefined],
    [undefined, ['No', 'Yes'], 'Yes'],
    [undefined, ['0', '1'], '1'],
    [undefined, ['N', 'Y'], 'Y'],
    [undefined, ['false', 'true'], 'true'],
    [undefined, ['good', 'bad'], undefined],
    [undefined, ['no', 'unknown', 'yes'], undefined],
    [undefined, [], undefined],
  ];
  for (const [declared, classes, expected] of cases)
    it(`of ${classes.join(', ') || 'nothing'}, ${declared ?? 'nothing'} declared, ${expected ? `is ${expected}` : 'is asked for'}`, () => {
      const find = () => positiveClass(declared, { target: 'y', classes });
      if (expected === undefined) assert.throws(find, { code: 'input' });
      else assert.equal(find(), expected);
    });
});
