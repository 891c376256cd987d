import assert from 'node:assert/strict';
import fc from 'fast-check';
import { descending, midranks } from '../../../src/core/evaluate/rank';

const numbers = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })));

describe('rank', () => {
  it('gives equal values the mean of their ranks', () => {
    assert.deepEqual([...midranks([10, 20, 10, 30])], [1.5, 3, 1.5, 4]);
    assert.deepEqual([...midranks([0, -0, Infinity, -Infinity])], [2.5, 2.5, 4, 1]);
    assert.deepEqual([...midranks([])], []);
  });

  it('has ranks that sum as without ties', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const sum = midranks(values).reduce((total, rank) => total + rank, 0);
        assert.equal(sum, (values.length * (values.length + 1)) / 2);
      }),
    );
  });

  it('orders rows from high to low, ties in the order of rows, runs closed where the value changes', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { order, ends } = descending(values);
        const expected = values.map((_value, row) => row);
        expected.sort((a, b) =>
          (values[b] ?? 0) === (values[a] ?? 0) ? a - b : (values[b] ?? 0) > (values[a] ?? 0) ? 1 : -1,
        );
        assert.deepEqual([...order], expected);
        const runs = new Set(values.map((value) => value + 0));
        assert.equal(ends.length, runs.size);
        assert.equal(ends.at(-1) ?? 0, values.length);
      }),
    );
  });
});
