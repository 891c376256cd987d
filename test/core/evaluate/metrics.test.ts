import assert from 'node:assert/strict';
import fc from 'fast-check';
import { binaryStatistic } from '../../../src/core/evaluate/binaryStatistic';
import { binaryMetrics, type BinaryMetric } from '../../../src/core/evaluate/metric';
import { binaryMetric, confusion, regressionMetric } from '../../../src/core/evaluate/metrics';
import { gain, valueOf } from '../../../src/core/evaluate/statistic';
import { assertClose, fixture } from '../../statistics/fixture';

type Values = Readonly<Record<BinaryMetric, number>>;
interface Known {
  readonly binary: readonly {
    readonly labels: number[];
    readonly scores: number[];
    readonly threshold: number;
    readonly weights: number[];
    readonly confusion: unknown;
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

  for (const metric of binaryMetrics) {
    it(`has ${metric} agree with scikit-learn, also when rows are drawn several times or not at all`, () => {
      for (const { labels, scores, threshold, weights, plain, weighted } of known.binary) {
        assertClose(binaryMetric(metric, { labels, scores, threshold }), plain[metric], 1e-12);
        const repeated = weights.flatMap((times, row) => Array<number>(times).fill(row));
        const rows = { labels: pick(labels, repeated), scores: pick(scores, repeated), threshold };
        assertClose(binaryMetric(metric, rows), weighted[metric], 1e-12);
        const statistic = binaryStatistic(metric, {
          labels: Uint8Array.from(labels),
          scores: Float64Array.from(scores),
          threshold,
        });
        if (statistic.kind === 'draws')
          assertClose(statistic.bind(undefined)(Uint32Array.from(weights)), weighted[metric], 1e-12);
      }
    });
  }

  it('has the confusion at a threshold agree with scikit-learn', () => {
    for (const { labels, scores, threshold, confusion: expected } of known.binary)
      assert.deepEqual(confusion({ labels, scores, threshold }), expected);
  });

  it('has regression metrics agree with scikit-learn, far from zero too', () => {
    const { actual, predicted, ...expected } = known.regression;
    for (const metric of ['rmse', 'mae', 'r2'] as const)
      assertClose(regressionMetric(metric, { actual, predicted }), expected[metric], 1e-9);
  });

  it('gives NaN, not 0, where a metric has no value', () => {
    for (const metric of binaryMetrics)
      assert.ok(Number.isNaN(binaryMetric(metric, { labels: [], scores: [] })), metric);
    assert.ok(Number.isNaN(binaryMetric('average_precision', { labels: [0, 0], scores: [1, 2] })));
    assert.ok(Number.isNaN(binaryMetric('f1', { labels: [0, 0], scores: [0.1, 0.2] })));
    assert.ok(Number.isNaN(binaryMetric('log_loss', { labels: [1, 0], scores: [3, 0.5] })));
    assert.ok(Number.isNaN(binaryMetric('brier', { labels: [1, 0], scores: [-0.1, 0.5] })));
    assert.ok(Number.isNaN(regressionMetric('r2', { actual: [2, 2], predicted: [1, 3] })));
    assert.ok(Number.isNaN(regressionMetric('rmse', { actual: [NaN], predicted: [1] })));
  });

  it('clips the log loss of a certain error at the precision of a double', () => {
    assertClose(binaryMetric('log_loss', { labels: [1], scores: [0] }), -Math.log(2 ** -52), 1e-12);
  });

  it('leaves out rows with a missing label or score', () => {
    const rows = { labels: [1, 0, NaN, 1], scores: [0.9, 0.2, 0.5, NaN], threshold: 0.5 };
    assert.equal(binaryMetric('accuracy', rows), 1);
    assert.deepEqual(confusion(rows), { tp: 1, fp: 0, tn: 1, fn: 0 });
  });

  it('subtracts statistics of both kinds, and of a mix of them', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 10 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...binaryMetrics),
        fc.constantFrom(...binaryMetrics),
        (given, a, b) => {
          const labels = Uint8Array.from(given, ([label]) => label);
          const scores = Float64Array.from(given, ([, score]) => score / 10);
          const [first, second] = [
            binaryStatistic(a, { labels, scores }),
            binaryStatistic(b, { labels, scores }),
          ];
          assertClose(valueOf(gain(first, second, true)), valueOf(first) - valueOf(second), 1e-12);
        },
      ),
    );
  });
});

const pick = (values: readonly number[], rows: readonly number[]) => rows.map((row) => values[row] ?? NaN);
