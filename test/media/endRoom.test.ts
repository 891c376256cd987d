// The end of a grid is a place where it may come to rest, whatever its width.
import assert from 'node:assert/strict';
import { endRoom } from '../../media/monitor/endRoom';

describe('the room at the end of a grid', () => {
  const stops = [2, 78, 154, 230, 306];
  const cases: readonly (readonly [string, number, number])[] = [
    ['is what is missing to the next column', 177, 53],
    ['is none where a column stands there already', 230, 0],
    ['is none for less than a pixel too much', 230.4, 0],
    ['is whole pixels', 229.5, 1],
    ['is none where all is in sight', -40, 0],
    ['is none where not one column has room beside the names', 330, 0],
  ];
  for (const [what, end, room] of cases)
    it(what, () => {
      assert.equal(endRoom(stops, end), room);
    });
});
