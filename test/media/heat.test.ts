// The levels of colour in the drift grid, and its legend's promise.
import assert from 'node:assert/strict';
import { heatLevels, heatOf } from '../../media/monitor/heat';

describe('the colour of a measure of drift', () => {
  for (const [value, level] of [
    [0, 0],
    [0.09, 0],
    [0.1, 1],
    [0.44, 4],
    [0.499, 4],
    [0.5, heatLevels - 1],
    [12.46, heatLevels - 1],
  ] as const)
    it(`${value} of 0.5 has level ${level}: only what is 0.5 or more is the strongest`, () => {
      assert.equal(heatOf(value, 0.5), level);
    });
});
