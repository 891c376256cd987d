import assert from 'node:assert/strict';
import { canCompare } from '../../../src/core/evaluate/canCompare';
import type { MetricName } from '../../../src/core/evaluate/metrics';

const labels = (positives: number, negatives: number) => [
  ...Array.from({ length: positives }, () => 1),
  ...Array.from({ length: negatives }, () => 0),
];
const each = (groups: number) => (row: unknown, at: number) => `group ${at % groups}`;

describe('labels can tell two models apart', () => {
  const cases: readonly [MetricName, positives: number, negatives: number, boolean, groups?: number][] = [
    ['roc_auc', 1, 0, false],
    ['roc_auc', 9, 400, false],
    ['roc_auc', 400, 9, false],
    ['roc_auc', 10, 10, true],
    ['roc_auc', 10, 10, false, 9],
    ['roc_auc', 10, 10, true, 10],
    ['average_precision', 9, 400, false],
    ['average_precision', 10, 0, true],
    ['recall', 9, 400, false],
    ['precision', 1, 8, false],
    ['precision', 1, 9, true],
    ['accuracy', 0, 9, false],
    ['accuracy', 0, 10, true],
    ['rmse', 0, 9, false],
    ['rmse', 0, 10, true],
  ];
  for (const [metric, positives, negatives, can, groups] of cases)
    it(`by ${metric} of ${positives} and ${negatives}${groups ? ` in ${groups} groups` : ''}: ${can ? 'yes' : 'no'}`, () => {
      const rows = labels(positives, negatives);
      assert.equal(canCompare(metric, { labels: rows, groups: groups && rows.map(each(groups)) || undefined }), can); // prettier-ignore
    });
});
