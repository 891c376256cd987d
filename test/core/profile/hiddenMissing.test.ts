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
    values: [],
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
  ];
  for (const [what, values, expected] of cases)
    it(`in numbers: ${what}`, () => assert.deepEqual(numbers(...values), expected));

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
