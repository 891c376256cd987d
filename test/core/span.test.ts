// Spans of windows as a person writes them: their last day is inside.
import assert from 'node:assert/strict';
import { spanText } from '../../src/core/span';

describe('the span of a window', () => {
  for (const [from, to, text] of [
    ['2010-07-01T00:00:00.000Z', '2010-10-01T00:00:00.000Z', 'Jul 2010 to Sep 2010'],
    ['2010-07-01', '2010-08-01', 'Jul 2010'],
    ['2010-12-01', '2011-02-01', 'Dec 2010 to Jan 2011'],
    ['2010-07-01', '2010-07-08', '1 Jul 2010 to 7 Jul 2010'],
    ['2010-07-01', '2010-07-02', '1 Jul 2010'],
    ['2010-07-01T08:00:00.000Z', '2010-07-03T09:30:00.000Z', '1 Jul 2010 to 3 Jul 2010'],
    ['once', 'later', 'once to later'],
  ] as const)
    it(`from ${from} until ${to} is ${text}`, () => {
      assert.equal(spanText({ from, to }), text);
    });
});
