import assert from 'node:assert/strict';
import { expit } from '../../../src/core/distribution';
import { evaluateBinary } from '../../../src/core/evaluate/evaluateBinary';
import { evaluateRegression } from '../../../src/core/evaluate/evaluateRegression';
import { classMetricNames, numberMetricNames } from '../../../src/core/evaluate/metrics';
import { metricInterval, metricIntervals } from '../../../src/core/evaluate/metricInterval';
import { metricWithin } from '../../../src/core/evaluate/metricWithin';
import { metricValue } from '../../../src/core/evaluate/metricValue';
import { wilson } from '../../../src/core/evaluate/proportion';
import { rocAucInterval } from '../../../src/core/evaluate/rocAucInterval';
import { seededRandom } from '../../../src/core/random';
import { assertClose } from '../../statistics/fixture';

function rows(count: number, seed: number) {
  const random = seededRandom(seed);
  const signal = Array.from({ length: count }, () => random.normal());
  const labels = signal.map((value) => Number(random.uniform() < expit(2 * value - 1)));
  return { labels, scores: signal.map((value) => expit(2 * value - 1)) };
}

describe('evaluateBinary', () => {
  const { labels, scores } = rows(600, 1);
  const figures = evaluateBinary({ labels, scores, threshold: 0.4, random: seededRandom(1) });

  it('states every metric with an interval around it', () => {
    for (const metric of classMetricNames) {
      const interval = figures.metrics[metric];
      assert.ok(interval !== undefined, metric);
      assertClose(interval.value, metricValue(metric, { labels, scores, threshold: 0.4 }), 1e-12);
      assert.ok(interval.low < interval.value && interval.value < interval.high, metric);
      assert.equal(interval.level, 0.95);
    }
    const { tp, fp, fn } = figures.confusion ?? { tp: 0, fp: 0, fn: 0 };
    assert.deepEqual(
      (['roc_auc', 'brier', 'accuracy', 'f1', 'precision', 'recall'] as const).map(
        (metric) => figures.metrics[metric]?.n,
      ),
      [600, 600, 600, tp + fp + fn, tp + fp, tp + fn],
    );
    assert.deepEqual(figures.metrics.precision, wilson({ count: tp, of: tp + fp }));
    assert.deepEqual(figures.metrics.recall, wilson({ count: tp, of: tp + fn }));
    assert.deepEqual(figures.metrics.roc_auc, rocAucInterval({ labels, scores }));
    const right = labels.filter((label, row) => Number((scores[row] ?? 0) >= 0.4) === label).length;
    assert.deepEqual(figures.metrics.accuracy, wilson({ count: right, of: 600 }));
    assert.equal(figures.metrics.brier?.method, 'bootstrap-t, log');
  });

  it('compares with the best constant', () => {
    const share = labels.filter((label) => label === 1).length / 600;
    const constant = labels.map(() => share);
    for (const metric of ['roc_auc', 'average_precision', 'log_loss', 'brier'] as const)
      assertClose(figures.baseline[metric] ?? NaN, metricValue(metric, { labels, scores: constant }), 1e-12);
    const all = { labels, scores: labels.map(() => 1), threshold: 0.5 };
    assertClose(figures.baseline.f1 ?? NaN, metricValue('f1', all), 1e-12);
    assertClose(figures.baseline.accuracy ?? NaN, Math.max(share, 1 - share), 1e-12);
    assertClose(figures.baseline.precision ?? NaN, metricValue('precision', all), 1e-12);
    assert.ok(Number.isNaN(figures.skill.recall), 'nothing is missed by calling every row positive');
    for (const metric of classMetricNames.filter((name) => name !== 'recall'))
      assert.ok((figures.skill[metric] ?? 0) > 0, metric);
    assertClose(figures.skill.roc_auc ?? NaN, 2 * (figures.metrics.roc_auc?.value ?? NaN) - 1, 1e-12);
  });

  it('compares with the constant that was best elsewhere, where that is told', () => {
    for (const share of [0.06, 0.9, 0, 1]) {
      const told = { labels, scores, threshold: 0.4, random: seededRandom(1), resamples: 50 };
      const { baseline } = evaluateBinary({ ...told, constant: { kind: 'share', share } });
      const constant = labels.map(() => share);
      for (const metric of ['log_loss', 'brier', 'accuracy', 'average_precision', 'roc_auc'] as const)
        assertClose(baseline[metric] ?? NaN, metricValue(metric, { labels, scores: constant }), 1e-9);
    }
  });

  it('has confusion and calibration, and counts what was left out', () => {
    const { confusion } = figures;
    assert.ok(confusion !== undefined);
    assert.equal(confusion.tp + confusion.fp + confusion.tn + confusion.fn, 600);
    assert.ok(figures.calibration !== undefined && figures.calibration.slope.low < 1);
    const holes = evaluateBinary({
      labels: [...labels, NaN, 1],
      scores: [...scores, 0.5, NaN],
      random: seededRandom(1),
      resamples: 50,
    });
    assert.deepEqual([holes.rows, holes.leftOut], [600, 2]);
  });

  it('leaves out what needs probabilities or a threshold where there is none', () => {
    const margins = scores.map((score) => 10 * score - 3);
    const plain = evaluateBinary({ labels, scores: margins, random: seededRandom(1), resamples: 50 });
    assert.deepEqual(Object.keys(plain.metrics).sort(), ['average_precision', 'roc_auc']);
    assert.equal(plain.confusion, undefined);
    assert.equal(plain.calibration, undefined);
    const cut = evaluateBinary({
      labels,
      scores: margins,
      threshold: 1,
      random: seededRandom(1),
      resamples: 50,
    });
    assert.ok(cut.metrics.f1 !== undefined && cut.metrics.log_loss === undefined);
  });

  it('says for every metric why it has no interval, without rows or positives', () => {
    const none = evaluateBinary({ labels: [], scores: [], random: seededRandom(1) });
    assert.equal(none.rows, 0);
    for (const interval of Object.values(none.metrics)) {
      assert.ok(Number.isNaN(interval.value));
      assert.match(interval.tooFew ?? '', /no row/);
    }
    const negative = evaluateBinary({
      labels: Array<number>(30).fill(0),
      scores: Array.from({ length: 30 }, (_row, row) => row / 40),
      random: seededRandom(1),
    });
    assert.match(negative.metrics.average_precision?.tooFew ?? '', /no row is positive/);
    assert.match(negative.metrics.roc_auc?.tooFew ?? '', /one class/);
    assert.ok(Number.isNaN(negative.skill.log_loss) && (negative.metrics.brier?.value ?? 0) > 0);
  });

  it('gives equal figures for an equal seed', () => {
    assert.deepEqual(evaluateBinary({ labels, scores, threshold: 0.4, random: seededRandom(1) }), figures);
  });
});

describe('metricInterval', () => {
  it('has average precision vary as a share of its positives, at 1 too, and needs ten', () => {
    const at = (positives: number) =>
      metricInterval('average_precision', {
        labels: Array.from({ length: 60 }, (_row, row) => Number(row < positives)),
        scores: Array.from({ length: 60 }, (_row, row) => 60 - row),
        random: seededRandom(1),
      });
    const { low, high } = wilson({ count: 12, of: 12 });
    const interval = { value: 1, low, high, level: 0.95, method: 'Wilson, of positives', n: 60 };
    assert.deepEqual(at(12), interval);
    assert.match(at(9).tooFew ?? '', /9 rows are positive: under 10/);
  });

  it('holds the average precision of few rows about as often as promised', () => {
    const random = seededRandom(8);
    const make = (count: number) => {
      const labels = Array.from({ length: count }, () => Number(random.uniform() < 0.5));
      return { labels, scores: labels.map((label) => label + random.normal()), random };
    };
    const truth = metricInterval('average_precision', make(100_000)).value;
    const rounds = Array.from({ length: 400 }, () => metricInterval('average_precision', make(50)));
    const held = rounds.filter(({ low, high }) => low <= truth && truth <= high).length / rounds.length;
    assert.ok(held > 0.93, String(held));
  });

  it('widens where rows come in groups', () => {
    const { labels, scores } = rows(150, 2);
    const four = <T>(values: readonly T[]) => values.flatMap((value) => [value, value, value, value]);
    const groups = four(labels.map((_label, row) => row));
    const options = { labels: four(labels), scores: four(scores), random: seededRandom(1), resamples: 600 };
    for (const metric of classMetricNames) {
      const single = metricInterval(metric, options);
      const grouped = metricInterval(metric, { ...options, groups });
      assert.match(grouped.method, /bootstrap/);
      assert.ok(grouped.high - grouped.low > 1.5 * (single.high - single.low), metric);
    }
  });

  /** Rows counted by their label and whether they are called. */
  const counted = ({ tp = 0, fn = 0, fp = 0, tn = 0 }) => ({
    labels: [tp, fn, fp, tn].flatMap((count, kind) => Array<number>(count).fill(Number(kind < 2))),
    scores: [tp, fn, fp, tn].flatMap((count, kind) => Array<number>(count).fill(Number(kind % 2 === 0))),
    random: seededRandom(1),
  });

  // Bounds: Wilson's, recomputed from the formula; of F1 those of Jaccard's index j as 2 j / (1 + j).
  const shares = [
    ['recall', { fn: 602, tn: 3438 }, 0, 602, 0, 0.006340742],
    ['precision', { tp: 400, fn: 50, tn: 50 }, 1, 400, 0.9904876, 1],
    ['precision', { tp: 9, fp: 3991, tn: 50 }, 0.00225, 4000, 0.001184205, 0.004270929],
    ['precision', { fp: 1, fn: 602 }, 0, 1, 0, 0.793450686],
    ['recall', { tp: 30, fn: 10, fp: 60, tn: 50 }, 0.75, 40, 0.598062, 0.8581355],
    ['f1', { fn: 602, tn: 3438 }, 0, 602, 0, 0.012601581],
    ['f1', { tp: 400, tn: 50 }, 1, 400, 0.995221088, 1],
    ['f1', { tp: 30, fp: 4, fn: 6 }, 6 / 7, 40, 0.748484, 0.923653],
  ] as const;
  for (const [metric, counts, value, n, low, high] of shares)
    it(`tells ${metric} ${value.toFixed(3)} of ${n} rows with Wilson's interval`, () => {
      const interval = metricInterval(metric, counted(counts));
      assert.deepEqual([interval.n, interval.method, interval.tooFew], [n, 'Wilson', undefined]);
      assertClose(interval.value, value, 1e-12);
      assertClose(interval.low, low, 1e-5);
      assertClose(interval.high, high, 1e-5);
    });

  it('tells a share of 0 or 1 by the groups where rows come in groups, and what needs ten rows', () => {
    const told = (metric: 'recall' | 'precision' | 'f1', counts: Parameters<typeof counted>[0], size = 5) => {
      const rows = counted(counts);
      return metricInterval(metric, {
        ...rows,
        groups: rows.labels.map((_label, row) => Math.floor(row / size)),
      });
    };
    const none = told('recall', { fn: 600, tn: 400 });
    assert.deepEqual([none.value, none.n, none.method], [0, 600, 'Wilson, by group']);
    assertClose(none.high, wilson({ count: 0, of: 120 }).high, 1e-12);
    assert.equal(told('f1', { fn: 600, tn: 400 }).tooFew, undefined);
    // One group holds all that is called: resamples without it have no value.
    const one = told('precision', { tp: 12, fn: 48, tn: 440 }, 20);
    assertClose(one.low, wilson({ count: 1, of: 1 }).low, 1e-12);
    assert.equal(
      told('precision', { tp: 3, fn: 57, tn: 400 }).tooFew,
      '3 rows are called positive: under 10 are too few to resample',
    );
    assert.equal(
      metricInterval('precision', counted({ fn: 20, tn: 20 })).tooFew,
      'no row is called positive',
    );
    assert.equal(metricInterval('recall', counted({ fp: 20, tn: 20 })).tooFew, 'no row is positive');
  });

  it("covers F1 as often as promised, by Jaccard's index", () => {
    const random = seededRandom(8);
    // 10% positive, 60% of them called, 4% of the others: F1 is 0.12 / (0.1 + 0.096).
    const truth = 0.12 / 0.196;
    let covered = 0;
    for (let history = 0; history < 500; history++) {
      const labels = Array.from({ length: 300 }, () => Number(random.uniform() < 0.1));
      const scores = labels.map((label) => Number(random.uniform() < (label === 1 ? 0.6 : 0.04)));
      const { low, high } = metricInterval('f1', { labels, scores, random });
      covered += Number(low <= truth && truth <= high);
    }
    assert.ok(covered >= 460 && covered <= 490, `${covered} of 500`);
  });

  it('gives nothing for no metric', () => {
    assert.deepEqual(metricIntervals([], { labels: [1], scores: [1], random: seededRandom(1) }), {});
  });
});

describe('metricWithin', () => {
  const { labels, scores } = rows(600, 3);

  it('is about the metric itself where there is one period', () => {
    const periods = labels.map(() => 'all');
    for (const metric of classMetricNames) {
      const within = metricWithin(metric, { labels, scores, periods, random: seededRandom(1) });
      const whole = metricInterval(metric, { labels, scores, random: seededRandom(1) });
      assertClose(within.value, whole.value, 1e-12);
      assertClose(within.low, whole.low, 0.01);
      assertClose(within.high, whole.high, 0.01);
    }
    const within = metricWithin('roc_auc', { labels, scores, periods, random: seededRandom(1) });
    assertClose(within.low, rocAucInterval({ labels, scores }).low, 1e-12);
  });

  it('does not credit a score that knows only the period', () => {
    const random = seededRandom(4);
    const periods = Array.from({ length: 1000 }, (_row, row) => (row < 500 ? 'early' : 'late'));
    const shifted = periods.map((period) => Number(random.uniform() < (period === 'late' ? 0.7 : 0.1)));
    const byPeriod = periods.map((period) => (period === 'late' ? 0.7 : 0.1) + 0.01 * random.uniform());
    const options = { labels: shifted, scores: byPeriod, periods, random };
    assert.ok(metricInterval('roc_auc', options).low > 0.7);
    const within = metricWithin('roc_auc', options);
    assert.ok(within.low < 0.5 && 0.5 < within.high);
  });

  it('states what a share of 0 or 1 in every period leaves possible, as pooled, by group too', () => {
    const labels = Array.from({ length: 120 }, (_row, row) => Number(row % 4 === 0));
    const periods = labels.map((_label, row) => `2010-0${1 + Math.floor(row / 40)}`);
    for (const metric of ['recall', 'f1', 'accuracy'] as const)
      for (const scores of [labels.map((label) => 1 - label), labels])
        for (const groups of [undefined, labels.map((_label, row) => row)]) {
          const options = { labels, scores, random: seededRandom(1), ...(groups ? { groups } : {}) };
          const { tooFew, value, low, high } = metricWithin(metric, { ...options, periods });
          const pooled = metricInterval(metric, options);
          assert.deepEqual([tooFew, value, low, high], [undefined, pooled.value, pooled.low, pooled.high]);
          assert.ok(high - low > 0.02, metric);
        }
  });

  it('takes no period for certain because its few positives are all found', () => {
    const labels = Array.from({ length: 200 }, (_row, row) => Number(row % 20 < 3));
    const scores = labels.map((label, row) => (row < 100 ? label : 0));
    const periods = labels.map((_label, row) => (row < 100 ? 'early' : 'late'));
    const { value, low, high } = metricWithin('recall', { labels, scores, periods, random: seededRandom(1) });
    assert.ok(value === 0.5 && low < 0.4 && high > 0.6, `${low} to ${high}`);
  });

  it('says so where no period can be measured', () => {
    const options = { labels: [1, 0], scores: [1, 0], periods: ['a', 'b'], random: seededRandom(1) };
    assert.match(metricWithin('roc_auc', options).tooFew ?? '', /no period/);
    assert.match(metricWithin('mae', options).tooFew ?? '', /no period/);
  });
});

describe('evaluateRegression', () => {
  const random = seededRandom(5);
  const actual = Array.from({ length: 300 }, () => 10 * random.normal());
  const predicted = actual.map((value) => value + 3 * random.normal());

  it('states every metric with interval, baseline and skill', () => {
    const figures = evaluateRegression({ actual, predicted, random: seededRandom(1) });
    for (const metric of numberMetricNames) {
      const interval = figures.metrics[metric];
      assert.ok(
        interval !== undefined && interval.low < interval.value && interval.value < interval.high,
        metric,
      );
      assert.ok((figures.skill[metric] ?? 0) > 0.5, metric);
    }
    assert.ok((figures.metrics.rmse?.low ?? 9) < 3 && 3 < (figures.metrics.rmse?.high ?? 0));
    assertClose(figures.skill.r2 ?? NaN, 1 - (1 - (figures.skill.rmse ?? NaN)) ** 2, 1e-9);
  });

  it('compares with the mean and the median that were known, where they are told', () => {
    const constant = { kind: 'centre', mean: 4, median: -3 } as const;
    const { baseline } = evaluateRegression({ actual, predicted, constant, random: seededRandom(1) });
    const of = (metric: 'rmse' | 'mae' | 'r2', value: number) =>
      metricValue(metric, { labels: actual, scores: actual.map(() => value) });
    assertClose(baseline.rmse ?? NaN, of('rmse', 4), 1e-12);
    assertClose(baseline.r2 ?? NaN, of('r2', 4), 1e-9);
    assertClose(baseline.mae ?? NaN, of('mae', -3), 1e-12);
  });

  it('has no skill to give where nothing varies, and no figure without rows', () => {
    const flat = evaluateRegression({
      actual: Array<number>(20).fill(2),
      predicted: Array.from({ length: 20 }, (_row, row) => row),
      random: seededRandom(1),
    });
    assert.ok(Number.isNaN(flat.skill.rmse) && Number.isNaN(flat.metrics.r2?.value));
    const none = evaluateRegression({ actual: [NaN], predicted: [1], random: seededRandom(1) });
    assert.deepEqual([none.rows, none.leftOut], [0, 1]);
    assert.ok(Number.isNaN(none.baseline.rmse) && Number.isNaN(none.baseline.mae));
    assert.match(none.metrics.rmse?.tooFew ?? '', /no row/);
  });
});
