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
    ['class_0', ['class_0', 'class_1', 'class_2'], undefined],
  ];
  for (const [declared, classes, expected] of cases)
    it(`of ${classes.join(', ') || 'nothing'}, ${declared ?? 'nothing'} declared, ${expected ? `is ${expected}` : 'is asked for'}`, () => {
      const find = () => positiveClass(declared, { target: 'y', classes });
      if (expected === undefined)
        assert.throws(
          find,
          classes.length > 2
            ? { code: 'input', message: /has 3 classes/, hint: /Derive/ }
            : { code: 'input' },
        );
      else assert.equal(find(), expected);
    });
});
