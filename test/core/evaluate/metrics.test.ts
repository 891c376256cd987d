import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  classMetricNames,
  metricNames,
  metrics,
  type ClassMetricName,
} from '../../../src/core/evaluate/metrics';
import { bestOf } from '../../../src/core/evaluate/metrics/metric';
import { confusion, type Confusion } from '../../../src/core/evaluate/confusion';
import { metricValue } from '../../../src/core/evaluate/metricValue';
import { gain, valueOf } from '../../../src/core/evaluate/statistic';
import { assertClose, fixture } from '../../statistics/fixture';

type Values = Readonly<Record<ClassMetricName, number>>;
interface Known {
  readonly binary: readonly {
    readonly labels: number[];
    readonly scores: number[];
    readonly threshold: number;
    readonly weights: number[];
    readonly confusion: Confusion;
    readonly plain: Values;
    readonly weighted: Values;
  }[];
  readonly regression: {
    readonly actual: number[];
    readonly predicted: number[];
    readonly rmse: number;
    readonly mae: number;
    readonly r2: number;
  };
}

describe('metrics', () => {
  const known = fixture<Known>('metrics');

  for (const metric of classMetricNames) {
    it(`has ${metric} agree with scikit-learn, also when rows are drawn several times or not at all`, () => {
      for (const { labels, scores, threshold, weights, plain, weighted } of known.binary) {
        assertClose(metricValue(metric, { labels, scores, threshold }), plain[metric], 1e-12);
        const repeated = weights.flatMap((times, row) => Array<number>(times).fill(row));
        const rows = { labels: pick(labels, repeated), scores: pick(scores, repeated), threshold };
        assertClose(metricValue(metric, rows), weighted[metric], 1e-12);
        const statistic = metrics[metric].statistic({
          labels: Uint8Array.from(labels),
          scores: Float64Array.from(scores),
          threshold,
        });
        if (statistic.kind === 'draws')
          assertClose(statistic.bind(undefined)(Uint32Array.from(weights)), weighted[metric], 1e-12);
      }
    });
  }

  for (const metric of metricNames)
    it(`says where ${metric} is best, and that it gets worse from there within its bounds`, () => {
      const { isLoss, bounds } = metrics[metric];
      const labels = Array.from({ length: 40 }, (_row, row) => row % 2);
      const of = (scores: number[]) => metricValue(metric, { labels, scores });
      const right = of(labels);
      const values = [0.2, 0.6, 1].map((wrong) =>
        of(labels.map((label, row) => (row < 20 ? label + wrong * (1 - 2 * label) : label))),
      );
      assertClose(right, bestOf(metrics[metric]), 1e-12);
      for (const value of values) {
        assert.ok(value >= bounds[0] && value <= bounds[1], String(value));
        assert.ok(isLoss ? value >= right : value <= right, String(value));
      }
      assert.notEqual(values.at(-1), right);
    });

  it('has the confusion at a threshold agree with scikit-learn', () => {
    for (const { labels, scores, threshold, confusion: expected } of known.binary)
      assert.deepEqual(confusion({ labels, scores, threshold }), expected);
  });

  it('has precision and recall agree with that confusion', () => {
    for (const { labels, scores, threshold, confusion: counts } of known.binary) {
      const { tp, fp, fn } = counts;
      const value = (metric: 'precision' | 'recall') => metricValue(metric, { labels, scores, threshold });
      assertClose(value('precision'), tp / (tp + fp), 1e-12);
      assertClose(value('recall'), tp / (tp + fn), 1e-12);
    }
  });

  it('has regression metrics agree with scikit-learn, far from zero too', () => {
    const { actual, predicted, ...expected } = known.regression;
    for (const metric of ['rmse', 'mae', 'r2'] as const)
      assertClose(metricValue(metric, { labels: actual, scores: predicted }), expected[metric], 1e-9);
  });

  it('gives NaN, not 0, where a metric has no value', () => {
    for (const metric of classMetricNames)
      assert.ok(Number.isNaN(metricValue(metric, { labels: [], scores: [] })), metric);
    assert.ok(Number.isNaN(metricValue('average_precision', { labels: [0, 0], scores: [1, 2] })));
    assert.ok(Number.isNaN(metricValue('f1', { labels: [0, 0], scores: [0.1, 0.2] })));
    assert.ok(Number.isNaN(metricValue('precision', { labels: [1, 0], scores: [0.1, 0.2] })));
    assert.ok(Number.isNaN(metricValue('recall', { labels: [0, 0], scores: [0.1, 0.9] })));
    assert.ok(Number.isNaN(metricValue('log_loss', { labels: [1, 0], scores: [3, 0.5] })));
    assert.ok(Number.isNaN(metricValue('brier', { labels: [1, 0], scores: [-0.1, 0.5] })));
    assert.ok(Number.isNaN(metricValue('r2', { labels: [2, 2], scores: [1, 3] })));
    assert.ok(Number.isNaN(metricValue('rmse', { labels: [NaN], scores: [1] })));
  });

  it('clips the log loss of a certain error at the precision of a double', () => {
    assertClose(metricValue('log_loss', { labels: [1], scores: [0] }), -Math.log(2 ** -52), 1e-12);
  });

  it('leaves out rows with a missing label or score', () => {
    const rows = { labels: [1, 0, NaN, 1], scores: [0.9, 0.2, 0.5, NaN], threshold: 0.5 };
    assert.equal(metricValue('accuracy', rows), 1);
    assert.deepEqual(confusion(rows), { tp: 1, fp: 0, tn: 1, fn: 0 });
  });

  it('subtracts statistics of both kinds, and of a mix of them', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 10 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...classMetricNames),
        fc.constantFrom(...classMetricNames),
        (given, a, b) => {
          const labels = Uint8Array.from(given, ([label]) => label);
          const scores = Float64Array.from(given, ([, score]) => score / 10);
          const [first, second] = [
            metrics[a].statistic({ labels, scores }),
            metrics[b].statistic({ labels, scores }),
          ];
          assertClose(valueOf(gain(first, second, true)), valueOf(first) - valueOf(second), 1e-12);
        },
      ),
    );
  });
});

const pick = (values: readonly number[], rows: readonly number[]) => rows.map((row) => values[row] ?? NaN);
