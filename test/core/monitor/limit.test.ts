// Whether a window's interval keeps to a limit, at the limit too.
import assert from 'node:assert/strict';
import type { Interval } from '../../../src/core/evaluate/interval';
import { judgeLimit, type LimitVerdict } from '../../../src/core/monitor/limit';

const kept: LimitVerdict = { kind: 'kept' };
const below: LimitVerdict = { kind: 'missed', side: 'below' };
const above: LimitVerdict = { kind: 'missed', side: 'above' };
const [min, max] = [{ min: 0.65 }, { max: 0.65 }];

describe('an interval', () => {
  for (const [what, limit, [low, high], verdict] of [
    ['above the least keeps to it', min, [0.66, 0.7], kept],
    ['that begins at the least keeps to it, as the least itself is right', min, [0.65, 0.7], kept],
    ['that begins below the least cannot be told', min, [0.649, 0.7], undefined],
    ['that ends at the least cannot be told, as the least itself is right', min, [0.6, 0.65], undefined],
    ['below the least misses it', min, [0.6, 0.649], below],
    ['below the most keeps to it', max, [0.6, 0.64], kept],
    ['that ends at the most keeps to it', max, [0.6, 0.65], kept],
    ['that ends above the most cannot be told', max, [0.6, 0.651], undefined],
    ['that begins at the most cannot be told', max, [0.65, 0.7], undefined],
    ['above the most misses it', max, [0.651, 0.7], above],
  ] as const)
    it(what, () => {
      const performance: Interval = {
        value: (low + high) / 2,
        low,
        high,
        level: 0.95,
        method: 'test',
        n: 100,
      };
      assert.deepEqual(judgeLimit({ performance }, limit), verdict);
    });
});
