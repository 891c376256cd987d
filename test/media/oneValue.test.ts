// A column of one value is told in a sentence, and nowhere else.
import assert from 'node:assert/strict';
import { figuresOf } from '../../media/data/columnFigures';
import { holdsOne, oneValue } from '../../media/data/oneValue';
import type { ColumnProfile } from '../../src/core/profile/profile';

const column = (parts: Partial<ColumnProfile>): ColumnProfile => ({
  name: 'c',
  type: 'BIGINT',
  kind: 'integer',
  semantic: 'number',
  missing: 0,
  hiddenMissing: {},
  distinct: 1,
  isDistinctExact: true,
  top: [],
  other: 0,
  ...parts,
});
const alike = (value: number | string) => ({ min: value, max: value });
const words = (value: string, times: number) => ({
  kind: 'string' as const,
  ...alike(value),
  top: [{ value, count: times }],
});

describe('a column whose values are all the same', () => {
  for (const [parts, rows, told] of [
    [alike(1), 3000, 'All 3,000 rows are 1.'],
    [alike(1), 1, '1 row is 1.'],
    [{ ...alike(0.5), missing: 10 }, 3000, '2,990 rows are 0.500, 10 are missing.'],
    [{ ...alike(2), missing: 1, infinities: 2 }, 10, '7 rows are 2, 1 is missing, 2 are infinite.'],
    [{ ...alike('2009-03-02'), kind: 'date' }, 20, 'All 20 rows are 2009-03-02.'],
    [words('yes', 20), 20, 'All 20 rows are “yes”.'],
    [words('', 20), 20, 'All 20 rows are empty.'],
    [{ ...words('a'.repeat(3), 1), top: [] }, 1, '1 row is “aaa”.'],
    [
      { kind: 'boolean', top: [{ value: 'true', count: 9 }], missing: 1 },
      10,
      '9 rows are true, 1 is missing.',
    ],
  ] as const)
    it(`reads ${told}`, () => {
      const profile = column({
        quantiles: { '0.5': 1 },
        mean: 1,
        sd: 0,
        zeros: 0,
        ...parts,
      });
      assert.equal(oneValue(profile, rows), told);
      assert.deepEqual([holdsOne(profile), figuresOf(profile, rows)], [true, []]);
    });

  it('has a figure of what only looks present', () => {
    const profile = column({ ...words('NA', 20), hiddenMissing: { NA: 20 } });
    assert.deepEqual(figuresOf(profile, 20), [['Only look present: “NA”', '20']]);
  });

  it('is told apart from one whose values no width tells apart, which are counted beside it', () => {
    const profile = column({
      ...alike(1234567890123456800),
      distinct: 60,
      mean: 1234567890123456800,
      quantiles: { '0.5': 1234567890123456800 },
    });
    assert.equal(
      oneValue(profile, 2000),
      '60 values lie too close together to be drawn: all are about 1.2e+18.',
    );
    assert.deepEqual(
      figuresOf(profile, 2000).map(([name]) => name),
      ['Rows', 'Missing', 'Distinct'],
    );
  });

  for (const [name, parts] of [
    ['numbers that differ', { min: 1, max: 2, distinct: 2 }],
    ['texts that differ behind their first letters', { ...words('a', 2), distinct: 2 }],
    ['texts that a sketch counts', { ...words('a', 2), isDistinctExact: false }],
    ['nothing but what is missing', { distinct: 0, missing: 9 }],
  ] as const)
    it(`does not speak of ${name}`, () => {
      const profile = column(parts);
      assert.deepEqual([oneValue(profile, 10), holdsOne(profile)], [undefined, false]);
      assert.ok(figuresOf(profile, 10).some(([figure]) => figure === 'Distinct'));
    });
});
