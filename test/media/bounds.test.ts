// A limit of two sides is drawn and told with both.
import assert from 'node:assert/strict';
import { boundsOf, boundsText } from '../../media/monitor/bounds';
import type { MonitorState } from '../../src/protocol/monitor';

describe('the limit of a chart', () => {
  const table: readonly (readonly [string, MonitorState['limit'], readonly number[], string])[] = [
    ['has none', undefined, [], ''],
    ['has a lower bound', { metric: 'roc_auc', min: 0.65 }, [0.65], ', limit 0.65'],
    ['has an upper bound', { metric: 'rmse', max: 2 }, [2], ', limit 2'],
    ['has both', { metric: 'recall', min: 0.5, max: 0.9 }, [0.5, 0.9], ', limit 0.5, limit 0.9'],
    ['has a bound of 0', { metric: 'r2', min: 0, max: 1 }, [0, 1], ', limit 0, limit 1'],
  ];
  for (const [name, limit, bounds, text] of table)
    it(name, () => assert.deepEqual([boundsOf(limit), boundsText(limit)], [bounds, text]));
});
