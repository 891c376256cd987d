// How far a grid is scrolled until a cell stands inside it.
import assert from 'node:assert/strict';
import { wayInto } from '../../media/monitor/wayInto';

describe('the way of a cell into sight', () => {
  for (const [name, start, expected] of [
    ['is none from within', 150, 0],
    ['is back from before the start', 60, -40],
    ['is on from beyond the end', 420, 70],
  ] as const)
    it(name, () => {
      assert.equal(wayInto(start, 50, { from: 100, to: 400 }), expected);
    });

  it('leads to its start where there is no room for all of it', () => {
    assert.equal(wayInto(150, 50, { from: 100, to: 120 }), 50);
  });
});
