import assert from 'node:assert/strict';
import { isWithin, policySpans } from '../../../src/core/monitor/policy';

describe('a retraining policy', () => {
  for (const [name, newest, last, compare, trainFrom] of [
    [
      'whole months',
      '2009-12-31T00:00:00.000Z',
      ['6 months', '3 months'],
      ['2009-10-01', '2010-01-01'],
      '2009-04-01',
    ],
    [
      'a newest row within the day',
      '2009-12-31T18:30:00.000Z',
      ['6 months', '3 months'],
      ['2009-10-01', '2010-01-01'],
      '2009-04-01',
    ],
    [
      'a newest row within the month',
      '2010-01-07T00:00:00.000Z',
      ['6 months', '3 months'],
      ['2009-10-08', '2010-01-08'],
      '2009-04-08',
    ],
    ['days', '2010-01-07T00:00:00.000Z', ['10d', '5d'], ['2010-01-03', '2010-01-08'], '2009-12-24'],
    [
      'hours',
      '2010-01-07T05:10:00.000Z',
      ['12h', '5h'],
      ['2010-01-07T01:00:00.000Z', '2010-01-07T06:00:00.000Z'],
      '2010-01-06T13:00:00.000Z',
    ],
  ] as const)
    it(`compares on the newest labelled span and trains on the one before: ${name}`, () => {
      const [data, compared] = last;
      const spans = policySpans({ data: { last: data }, compare: { last: compared } }, newest);
      const [from, to] = compare.map((day) => new Date(day).toISOString());
      assert.deepEqual(spans, {
        train: { from: new Date(trainFrom).toISOString(), to: from },
        compare: { from, to },
      });
      assert.ok(isWithin(newest, spans.compare));
    });

  it('never lets a row be in both spans', () => {
    const { train, compare } = policySpans(
      { data: { last: '6 months' }, compare: { last: '3 months' } },
      '2010-03-30T00:00:00.000Z',
    );
    assert.equal(train.to, compare.from);
    assert.ok(!isWithin(train.to, train) && isWithin(compare.from, compare));
  });
});
