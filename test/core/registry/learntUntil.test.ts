import assert from 'node:assert/strict';
import { lastMomentOf, seenUntil } from '../../../src/core/registry/learntUntil';

describe('seenUntil', () => {
  const at = '2009-07-01T08:00:00.000Z';

  it('counts every row of a day that was partly learnt from as seen', () => {
    const until = seenUntil({ version: 1, at, knownUntil: '2009-06-30' });
    assert.ok('2009-06-30T15:00:00.000Z' <= until);
    assert.ok('2009-07-01T00:00:00.000Z' > until);
  });

  it('is the very moment where one is known, and the registration where nothing is', () => {
    assert.equal(
      seenUntil({ version: 1, at, knownUntil: '2009-06-30T12:00:00Z' }),
      '2009-06-30T12:00:00.000Z',
    );
    assert.equal(seenUntil({ version: 1, at }), at);
  });

  it('makes moments of dates, so that the two can be compared', () => {
    assert.equal(lastMomentOf('2009-06-30'), '2009-06-30T23:59:59.999Z');
  });
});
