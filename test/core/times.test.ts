// Times as a person reads them.
import assert from 'node:assert/strict';
import { day, days, minute } from '../../src/core/times';

const cases = [
  ['a day of data as it is written', day('2009-09-30T23:30:00+02:00'), '30 Sep 2009'],
  ['a day of data that has no time', day('2009-07-01'), '1 Jul 2009'],
  ["the day of a moment by the reader's zone", day('2026-11-24T23:30:00Z', 'Europe/Berlin'), '25 Nov 2026'],
  ["a moment by the reader's zone", minute('2026-11-24T23:30:59Z', 'Europe/Berlin'), '25 Nov 2026, 00:30'],
  ['a moment by UTC where nobody reads', minute('2026-11-24T23:30:00Z'), '24 Nov 2026, 23:30'],
  ['a date in place of a moment', minute('2026-11-24', 'America/New_York'), '24 Nov 2026'],
  ['a span of days, both inside', days('2009-07-01', '2009-07-07T10:00:00Z'), '1 Jul 2009 to 7 Jul 2009'],
  ['a span of a single day', days('2009-07-01T01:00:00Z', '2009-07-01T02:00:00Z'), '1 Jul 2009'],
  ['what is no day', day('soon'), 'soon'],
  ['what is no moment', minute('soon', 'Europe/Berlin'), 'soon'],
  ['a thirteenth month', day('2009-13-01'), '2009-13-01'],
  ['a year before there was any', day('0099-01-01'), '1 Jan 0099'],
] as const;

describe('a time is written', () => {
  for (const [what, actual, expected] of cases) it(what, () => assert.equal(actual, expected));
});
