// What a histogram's bars say where its outermost ones hold what lies beyond the edges.
import assert from 'node:assert/strict';
import { binTexts, openEndsText } from '../../media/data/binText';

const histogram = { edges: [0, 10, 20, 30], counts: [1, 5, 327] };

describe('the bars of a histogram', () => {
  const cases: [why: string, min: number, max: number, texts: string[], told: string | undefined][] = [
    ['within the edges', 0, 30, ['0 to 10: 1 row', '10 to 20: 5 rows', '20 to 30: 327 rows'], undefined],
    ['beyond the last', 2, 102_127, ['0 to 10: 1 row', '10 to 20: 5 rows', '20 and more: 327 rows'], 'The last bar holds all from 20 on.'], // prettier-ignore
    ['before the first', -8, 29, ['below 10: 1 row', '10 to 20: 5 rows', '20 to 30: 327 rows'], 'The first bar holds all below 10.'], // prettier-ignore
    ['on both sides', -8, 31, ['below 10: 1 row', '10 to 20: 5 rows', '20 and more: 327 rows'], 'The first and last bar hold all below 10 and all from 20 on.'], // prettier-ignore
  ];
  for (const [why, min, max, texts, told] of cases)
    it(`say what they hold where values lie ${why}`, () => {
      const column = { histogram, kind: 'integer', min, max } as const;
      assert.deepEqual(binTexts(column), texts);
      assert.equal(openEndsText(column), told);
    });

  it('say so of days', () => {
    const day = 24 * 60 * 60 * 1000;
    const column = { histogram: { edges: [0, day, 2 * day], counts: [2, 3] }, kind: 'date', min: '1970-01-01', max: '1980-01-01' } as const; // prettier-ignore
    assert.deepEqual(binTexts(column), ['1 Jan 1970 to 2 Jan 1970: 2 rows', '2 Jan 1970 and more: 3 rows']);
  });
});
