// Prepared values as a model's columns: what is exact, what is rounded as the tensor rounds it, and what is refused.
import assert from 'node:assert/strict';
import { arrays, bufferOf } from '../../../src/node/onnx/messages';
import { columnsOf } from '../../../src/node/onnx/tensors';

describe('a column for a model', () => {
  const columnOf = (tensor: 'float64' | 'int64', x: unknown) => {
    const { x: bytes = '' } = columnsOf([{ name: 'x', type: 'number', tensor }], [{ x }]);
    return new arrays[tensor](bufferOf(String(bytes)))[0];
  };

  const taken = [
    ['float64', '1000000000000000000', 1e18],
    ['float64', '-99999999999999999999999999', -1e26],
    ['int64', '9007199254740993', 9007199254740993n],
    ['int64', 1e18, 10n ** 18n],
  ] as const;
  for (const [tensor, value, expected] of taken)
    it(`of ${tensor} takes ${JSON.stringify(value)}, an integer that JavaScript would round`, () =>
      assert.equal(columnOf(tensor, value), expected));

  const refused = [
    ['float64', '30', 'a number, not "30"'],
    ['int64', 1.5, 'a whole number, not 1.5'],
    ['int64', 1e19, 'a whole number of 64 bits at most, not 10000000000000000000'],
    ['int64', '9223372036854775808', 'a whole number of 64 bits at most, not "9223372036854775808"'],
  ] as const;
  for (const [tensor, value, told] of refused)
    it(`of ${tensor} refuses ${JSON.stringify(value)}`, () =>
      assert.throws(() => columnOf(tensor, value), {
        message: `Row 1, column "x": the model takes ${told}.`,
      }));
});
