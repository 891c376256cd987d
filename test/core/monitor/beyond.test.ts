import assert from 'node:assert/strict';
import { beyondLimits } from '../../../src/core/monitor/beyond';
import { exampleVersion } from '../registry/example';

const interval = { level: 0.95, method: 'BCa', n: 829 };
const version = exampleVersion({
  version: 3,
  metrics: {
    measuredOn: 'test',
    values: {
      mae: { value: 77.1, low: 74, high: 80, ...interval },
      roc_auc: { value: 0.687, low: 0.663, high: 0.711, ...interval },
    },
  },
});
const watching = (performance: { metric: 'mae' | 'roc_auc'; min?: number; max?: number }, model = 'uptake@champion') => ({
  deployments: { local: { model } },
  monitors: { local: { window: '1 month', performance } },
}); // prettier-ignore

describe('a version that begins beyond the limit of a monitor', () => {
  const cases = [
    { title: 'above', manifest: watching({ metric: 'mae', max: 73 }), told: [/^uptake@3 begins above the limit of 73 that the monitor local has: mae 77\.100 \(74\.000 to 80\.000\) on test\. Where it does no better in use, an alert opens\. /] },
    { title: 'below', manifest: watching({ metric: 'roc_auc', min: 0.72 }), told: [/^uptake@3 begins below the limit of 0\.72 /] },
    { title: 'above by the figure alone, by which no window is judged', manifest: watching({ metric: 'mae', max: 75 }), told: [] },
    { title: 'below by the figure alone', manifest: watching({ metric: 'roc_auc', min: 0.7 }), told: [] },
    { title: 'within', manifest: watching({ metric: 'mae', max: 80 }), told: [] },
    { title: 'of another alias', manifest: watching({ metric: 'mae', max: 73 }, 'uptake@production'), told: [] },
    { title: 'of another model', manifest: watching({ metric: 'mae', max: 73 }, 'other@champion'), told: [] },
  ]; // prettier-ignore
  for (const { title, manifest, told } of cases)
    it(`is told: ${title}`, () => {
      const said = beyondLimits(manifest as never, version, 'champion');
      assert.equal(said.length, told.length);
      for (const [index, pattern] of told.entries()) assert.match(said[index] ?? '', pattern);
    });
});
