// The interval that a goal's metric would have, against the interval that drawn scores of that quality get.
import assert from 'node:assert/strict';
import { metricInterval } from '../../../src/core/evaluate/metricInterval';
import type { MetricName } from '../../../src/core/evaluate/metrics';
import { goalReach } from '../../../src/core/quality/goalReach';
import { normalQuantile } from '../../../src/core/distribution';
import { seededRandom } from '../../../src/core/random';

const half = ({ low, high }: { low: number; high: number }) => (high - low) / 2;

describe('the interval at a goal', () => {
  it('of ROC AUC is that of scores of such an AUC', () => {
    for (const [auc, positives, negatives] of [
      [0.65, 60, 400],
      [0.8, 200, 300],
      [0.9, 40, 5_000],
    ] as const) {
      const random = seededRandom(positives);
      const shift = Math.SQRT2 * normalQuantile(auc);
      const halves = Array.from({ length: 40 }, () => {
        const labels = Array.from({ length: positives + negatives }, (_, at) => Number(at < positives));
        const scores = labels.map((label) => random.normal() + shift * label);
        return half(metricInterval('roc_auc', { labels, scores, random }));
      });
      const drawn = halves.reduce((sum, one) => sum + one, 0) / halves.length;
      const reach = goalReach({
        name: 'g',
        metric: 'roc_auc',
        target: auc,
        rows: positives + negatives,
        positives,
        part: 'test',
      });
      assert.ok(
        reach && Math.abs(half(reach) / drawn - 1) < 0.05,
        `${auc}: ${reach && half(reach)} against ${drawn}`,
      );
      assert.equal(reach.baseline, 0.5);
    }
  });

  for (const [metric, target] of [
    ['rmse', 1],
    ['mae', Math.sqrt(2 / Math.PI)],
  ] as [MetricName, number][])
    it(`of ${metric} is that of normal errors`, () => {
      const random = seededRandom(9);
      const labels = Array.from({ length: 500 }, () => 3 * random.normal());
      const scores = labels.map((label) => label + random.normal());
      const drawn = half(metricInterval(metric, { labels, scores, random }));
      const reach = goalReach({ name: 'g', metric, target, rows: 500, part: 'test' });
      assert.ok(reach && Math.abs(half(reach) / drawn - 1) < 0.1, `${reach && half(reach)} against ${drawn}`);
    });

  it('is half as wide on four times the rows', () => {
    const at = (rows: number) =>
      goalReach({ name: 'g', metric: 'accuracy', target: 0.8, rows, positives: rows / 4, part: 'test' });
    const [one, four] = [at(400), at(1_600)];
    assert.ok(one && four && Math.abs(half(one) / half(four) - 2) < 0.02);
  });

  it('is not known of Brier score and log loss, nor without a positive row', () => {
    for (const metric of ['brier', 'log_loss'] as const)
      assert.equal(
        goalReach({ name: 'g', metric, target: 0.2, rows: 100, positives: 20, part: 'test' }),
        undefined,
      );
    assert.equal(
      goalReach({ name: 'g', metric: 'roc_auc', target: 0.7, rows: 100, positives: 0, part: 'test' }),
      undefined,
    );
  });
});
