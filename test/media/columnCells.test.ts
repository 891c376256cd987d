// What the row of a column says of its values.
import assert from 'node:assert/strict';
import { summary } from '../../media/data/columnCells';
import type { ColumnProfile } from '../../src/protocol/data';

const column = (told: Partial<ColumnProfile>): ColumnProfile => ({
  name: 'n',
  type: 'BIGINT',
  kind: 'integer',
  semantic: 'number',
  missing: 0,
  hiddenMissing: {},
  distinct: 1,
  isDistinctExact: true,
  top: [],
  other: 0,
  ...told,
});

describe('the values of a column in its row', () => {
  for (const [told, expected] of [
    [{ min: 1, max: 3, mean: 2, distinct: 3 }, '1 to 3, mean 2'],
    [{ min: 1, max: 1, mean: 1 }, '1'],
    [{ min: 1.2e18, max: 1.2e18, mean: 1.2e18, distinct: 60 }, '1.2e+18 to 1.2e+18, mean 1.2e+18'],
  ] as const)
    it(`read ${expected}`, () => assert.equal(summary(column(told), 3), expected));
});
