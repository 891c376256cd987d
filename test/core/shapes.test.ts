import assert from 'node:assert/strict';
import { shapes } from '../../src/core/shapes';

describe('what is read back', () => {
  it('is a tuning also where a trial did not come to a run', () => {
    const trials = [
      { params: { depth: 1 }, run: 'a', metric: { value: 0.7 } },
      { params: { depth: 2 }, error: 'No Python was found.' },
    ];
    assert.ok(shapes.tuning.safeParse({ schema: 1, key: 'k', chosen: 'a', trials }).success);
    assert.ok(!shapes.tuning.safeParse({ schema: 1, key: 'k', chosen: 'a', trials: [{ run: 3 }] }).success);
  });
});
