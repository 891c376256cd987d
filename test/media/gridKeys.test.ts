// Where keys lead in a grid.
import assert from 'node:assert/strict';
import { cellAfter, headRow } from '../../media/parts/gridKeys';

const last = { row: 9, column: 4 };
const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey });

describe('a key in a grid', () => {
  for (const [name, pressed, from, expected] of [
    ['leads to the next cell', key('ArrowRight'), { row: 2, column: 1 }, { row: 2, column: 2 }],
    ['stays in the grid', key('ArrowRight'), { row: 2, column: 4 }, { row: 2, column: 4 }],
    ['stays below its top', key('ArrowUp'), { row: 0, column: 1 }, { row: 0, column: 1 }],
    ['leads to the last cell', key('End', true), { row: 0, column: 1 }, last],
    ['leads nowhere where it is no key of a grid', key('a'), { row: 0, column: 1 }, undefined],
  ] as const)
    it(name, () => assert.deepEqual(cellAfter(pressed, from, { last }), expected));

  it('leads from the first row to the heads and back where they are a part of it', () => {
    const grid = { last, top: headRow };
    const head = cellAfter(key('ArrowUp'), { row: 0, column: 1 }, grid);
    assert.deepEqual(head, { row: headRow, column: 1 });
    assert.deepEqual(cellAfter(key('ArrowUp'), head, grid), head);
    assert.deepEqual(cellAfter(key('ArrowRight'), head, grid), { row: headRow, column: 2 });
    assert.deepEqual(cellAfter(key('ArrowDown'), head, grid), { row: 0, column: 1 });
  });
});
