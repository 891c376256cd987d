// A column of one value is told in a sentence.
import assert from 'node:assert/strict';
import { oneValue } from '../../media/data/oneValue';

describe('a column whose values are all the same', () => {
  for (const [column, rows, told] of [
    [{ min: 1, distinct: 1, missing: 0 }, 3000, 'All 3,000 rows are 1.'],
    [{ min: 1, distinct: 1, missing: 0 }, 1, '1 row is 1.'],
    [{ min: 0.5, distinct: 1, missing: 10 }, 3000, '2,990 rows are 0.500, 10 are missing.'],
    [{ min: 2, distinct: 1, missing: 1, infinities: 2 }, 10, '7 rows are 2, 1 is missing, 2 are infinite.'],
    [{ min: '2009-03-02', distinct: 1, missing: 0 }, 20, 'All 20 rows are 2009-03-02.'],
    [
      { min: 1234567890123456800, distinct: 60, missing: 0 },
      2000,
      '60 values lie too close together to be drawn: all are about 1.2e+18.',
    ],
  ] as const)
    it(`reads ${told}`, () => assert.equal(oneValue(column, rows), told));
});
