import assert from 'node:assert/strict';
import { wilson } from '../../../src/core/evaluate/proportion';
import { assertClose, fixture } from '../../statistics/fixture';

interface Case {
  readonly count: number;
  readonly of: number;
  readonly level: number;
  readonly wilson: readonly [number, number];
}

describe('proportion', () => {
  it('agrees with statsmodels on the interval of Wilson', () => {
    for (const known of fixture<Case[]>('shares')) {
      const one = wilson(known);
      assertClose(one.low, known.wilson[0], 1e-12);
      assertClose(one.high, known.wilson[1], 1e-12);
      assert.equal(one.value, known.count / known.of);
      assert.equal(one.n, known.of);
    }
  });

  it('says that nothing was counted', () => {
    const interval = wilson({ count: 0, of: 0 });
    assert.ok(Number.isNaN(interval.value));
    assert.match(interval.tooFew ?? '', /no row/);
    assert.deepEqual([interval.low, interval.high], [0, 1]);
  });
});
