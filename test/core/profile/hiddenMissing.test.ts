// Which values only look present, and which look odd but are values.
import assert from 'node:assert/strict';
import { bucketsOf } from '../../../src/core/profile/buckets';
import { hiddenMissing } from '../../../src/core/profile/hiddenMissing';

const text = (...values: [string, number][]) =>
  hiddenMissing({
    kind: 'string',
    values: values.map(([value, count]) => ({ value, count })),
    present: values.reduce((sum, [, count]) => sum + count, 0),
    distinct: values.length,
  });
function numbers(...values: [number, number][]) {
  const counted = values.map(([value, count]) => ({ value, count }));
  const range = Array.from({ length: 50 }, (_, at) => ({ value: at + 1, count: 3 }));
  const all = [...counted, ...range];
  return hiddenMissing({
    kind: 'integer',
    values: all.map(({ value, count }) => ({ value: String(value), count })),
    present: all.reduce((sum, { count }) => sum + count, 0),
    distinct: all.length,
    min: Math.min(...all.map(({ value }) => value)),
    max: Math.max(...all.map(({ value }) => value)),
    buckets: bucketsOf(all),
  });
}

describe('hidden missing', () => {
  it('is found in words of any case and space, as they are written', () => {
    assert.deepEqual(text(['Unknown', 4], [' n/a ', 2], ['?', 1], ['', 3], ['admin', 9]), {
      Unknown: 4,
      ' n/a ': 2,
      '?': 1,
      '': 3,
    });
  });

  it('is not found in words that mean something', () => {
    assert.deepEqual(text(['no', 4], ['other', 2], ['nonesuch', 1], ['0', 3], ['Nan', 0], ['nana', 2]), {
      Nan: 0,
    });
  });

  const cases: [string, [number, number][], Record<string, number>][] = [
    ['-1 as the only negative value', [[-1, 500]], { '-1': 500 }],
    ['-999 as the only negative value', [[-999, 20]], { '-999': 20 }],
    ['9999 far above all others', [[9999, 20]], { '9999': 20 }],
    [
      'nothing where other values are negative too',
      [
        [-1, 500],
        [-2, 3],
      ],
      {},
    ],
    ['nothing where -1 is rare', [[-1, 2]], {}],
    [
      'nothing where 999 stands among others',
      [
        [999, 30],
        [998, 20],
        [700, 5],
      ],
      {},
    ],
    ['nothing in a negative number that is no sentinel', [[-7, 500]], {}],
    ['99 above all others', [[99, 20]], { '99': 20 }],
    [
      '-999 among true negatives',
      [[-999, 40], ...Array.from({ length: 40 }, (_, at): [number, number] => [-1_500 + 40 * at, 2])],
      { '-999': 40 },
    ],
    [
      'nothing in 99 where its neighbours are as frequent',
      [[99, 20], ...[92, 93, 94, 95, 96, 97, 98].map((value): [number, number] => [value, 12])],
      {},
    ],
    [
      'nothing in 99 within larger ones, as prices are',
      [
        [99, 200],
        [120, 30],
        [150, 30],
      ],
      {},
    ],
  ];
  for (const [what, values, expected] of cases)
    it(`in numbers: ${what}`, () => assert.deepEqual(numbers(...values), expected));

  for (const [what, values, expected] of [
    ['9 beside 1 to 5', [1, 2, 3, 4, 5, 9], { '9': 100 }],
    ['99 beside 0 and 1', [0, 1, 99], { '99': 100 }],
    ['nothing in 9 as the next odd number', [1, 3, 5, 7, 9], {}],
    ['nothing in 9 of 0 to 9', [6, 7, 8, 9], {}],
  ] as [string, number[], Record<string, number>][])
    it(`in few numbers: ${what}`, () => {
      const counted = values.map((value) => ({ value, count: 100 }));
      assert.deepEqual(
        hiddenMissing({
          kind: 'integer',
          values: counted.map(({ value, count }) => ({ value: String(value), count })),
          present: 100 * values.length,
          distinct: values.length,
          min: Math.min(...values),
          max: Math.max(...values),
          buckets: bucketsOf(counted),
        }),
        expected,
      );
    });

  it('leaves -1 alone where there are few values: it is one of them', () => {
    const counted = [-1, 0, 1].map((value) => ({ value, count: 100 }));
    assert.deepEqual(
      hiddenMissing({
        kind: 'integer',
        values: [],
        present: 300,
        distinct: 3,
        min: -1,
        max: 1,
        buckets: bucketsOf(counted),
      }),
      {},
    );
  });
});
