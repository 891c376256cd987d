import assert from 'node:assert/strict';
import { isWithin, policySpans } from '../../../src/core/monitor/policy';

describe('a retraining policy', () => {
  const policy = { data: { last: '6 months' }, compare: { last: '3 months' } };

  it('compares on the newest labelled span and trains on the one before', () => {
    assert.deepEqual(policySpans(policy, { asOf: '2010-01-15T00:00:00.000Z', delay: '14d' }), {
      train: { from: '2009-04-01T00:00:00.000Z', to: '2009-10-01T00:00:00.000Z' },
      compare: { from: '2009-10-01T00:00:00.000Z', to: '2010-01-01T00:00:00.000Z' },
    });
  });

  it('never lets a row be in both spans', () => {
    const { train, compare } = policySpans(policy, { asOf: '2010-03-31T00:00:00.000Z', delay: '0d' });
    assert.equal(train.to, compare.from);
    assert.ok(!isWithin(train.to, train) && isWithin(compare.from, compare));
  });
});
