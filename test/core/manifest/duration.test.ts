import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDuration, parseDuration, startOfPeriod } from '../../../src/core/manifest/duration';

describe('a duration', () => {
  const added: [string, string, number, string][] = [
    ['2009-12-31T00:00:00.000Z', '2 months', 1, '2010-02-28T00:00:00.000Z'],
    ['2012-01-31T00:00:00.000Z', '1 month', 1, '2012-02-29T00:00:00.000Z'],
    ['2010-01-15T00:00:00.000Z', '14d', -1, '2010-01-01T00:00:00.000Z'],
    ['2010-01-01T00:00:00.000Z', '6 months', -1, '2009-07-01T00:00:00.000Z'],
    ['2010-01-01T00:00:00.000Z', '30s', 1, '2010-01-01T00:00:30.000Z'],
    ['2010-01-01T00:00:00.000Z', '5m', 1, '2010-01-01T00:05:00.000Z'],
    ['2008-02-29T00:00:00.000Z', '1 year', 1, '2009-02-28T00:00:00.000Z'],
  ];
  for (const [from, text, times, to] of added)
    it(`${text} times ${times} from ${from} is ${to}`, () =>
      assert.equal(addDuration(from, parseDuration(text), times), to));

  const starts: [string, string, string][] = [
    ['2009-11-30T12:00:00.000Z', '3 months', '2009-10-01T00:00:00.000Z'],
    ['2009-11-30T12:00:00.000Z', '1 year', '2009-01-01T00:00:00.000Z'],
    ['2026-11-24T12:00:00.000Z', '1w', '2026-11-23T00:00:00.000Z'],
    ['2026-11-24T12:34:56.000Z', '1d', '2026-11-24T00:00:00.000Z'],
    ['1969-12-31T12:00:00.000Z', '1 month', '1969-12-01T00:00:00.000Z'],
  ];
  for (const [time, text, start] of starts)
    it(`the ${text} around ${time} starts at ${start}`, () =>
      assert.equal(startOfPeriod(time, parseDuration(text)), start));

  it('starts a period no later than any time in it and ends it after', () => {
    const texts = ['1d', '2w', '3 months', '1 year', '6h', '45m'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.constantFrom(...texts),
        (date, text) => {
          const start = startOfPeriod(date.toISOString(), parseDuration(text));
          const end = addDuration(start, parseDuration(text));
          assert.ok(start <= date.toISOString() && date.toISOString() < end);
          assert.equal(startOfPeriod(start, parseDuration(text)), start);
        },
      ),
    );
  });

  it('is refused when its unit is unknown', () =>
    assert.throws(() => parseDuration('3 fortnights'), RangeError));
});
