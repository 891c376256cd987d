// From how many rows on a mean over rows has an interval that keeps its promise, and that no limit is judged by fewer.
import assert from 'node:assert/strict';
import { expit, logit } from '../../../src/core/distribution';
import { metricInterval } from '../../../src/core/evaluate/metricInterval';
import { metricWithin } from '../../../src/core/evaluate/metricWithin';
import type { MetricName } from '../../../src/core/evaluate/metrics';
import { judgeLimit } from '../../../src/core/monitor/limit';
import { seededRandom, type Random } from '../../../src/core/random';
import { moneyValue } from '../../../src/core/value/money';

const table = { tp: 60, fp: -12, tn: 0, fn: 0, currency: 'EUR' };

/** A calibrated model: its score is the chance that the row is positive. `positives`: of so many rows exactly. */
function calibrated(random: Random, rows: number, positives: number) {
  const labels = Array.from({ length: rows }, (_none, row) => Number(row < positives));
  const base = logit(positives / rows);
  return { labels, scores: labels.map((label) => expit(base + (label - 0.5) + random.normal())) };
}

function numbers(random: Random, rows: number) {
  const scores = Array.from({ length: rows }, () => 1.5 * random.normal());
  return { labels: scores.map((score) => score + random.normal()), scores };
}

describe('a mean over rows', () => {
  const few = /under (50|10) are too few to resample/;
  const cases: readonly [MetricName, rows: number, positives: number | undefined, isStated: boolean][] = [
    ['log_loss', 49, 24, false],
    ['log_loss', 50, 10, true],
    ['log_loss', 200, 9, false],
    ['brier', 49, 24, false],
    ['brier', 200, 191, false],
    ['brier', 50, 25, true],
    ['rmse', 49, undefined, false],
    ['rmse', 50, undefined, true],
    ['mae', 20, undefined, false],
    ['mae', 50, undefined, true],
    ['r2', 20, undefined, false],
    ['r2', 50, undefined, true],
  ];
  for (const [metric, rows, positives, isStated] of cases) {
    const of = positives === undefined ? '' : `, ${positives} positive`;
    it(`as ${metric} ${isStated ? 'has an interval' : 'says that they are too few'}: ${rows} rows${of}`, () => {
      const random = seededRandom(1);
      const drawn = positives === undefined ? numbers(random, rows) : calibrated(random, rows, positives);
      const options = { ...drawn, random, resamples: 200 };
      const periods = drawn.labels.map(() => '2010-01');
      const single = drawn.labels.map((_label, row) => row);
      const twice = <T>(values: readonly T[]) => [...values, ...values];
      const doubled = { ...options, labels: twice(drawn.labels), scores: twice(drawn.scores) };
      const byGroup = { ...doubled, groups: twice(single) };
      for (const interval of [
        metricInterval(metric, options),
        metricWithin(metric, { ...options, periods }),
        ...(positives === 9 || positives === 191
          ? []
          : [metricInterval(metric, byGroup), metricWithin(metric, { ...byGroup, periods: twice(periods) })]),
      ]) {
        assert.ok(Number.isFinite(interval.value));
        if (isStated) assert.equal(interval.tooFew, undefined);
        else assert.match(interval.tooFew ?? '', few);
      }
    });
  }

  it('as money says so too, by threshold and by capacity', () => {
    for (const [rows, positives, isStated] of [
      [49, 20, false],
      [200, 9, false],
      [600, 200, true],
    ] as const)
      // prettier-ignore
      for (const policy of [{ threshold: 0.3 }, { capacity: 0.2 }]) {
        const random = seededRandom(2);
        const { model, gain } = moneyValue({
          ...calibrated(random, rows, positives),
          ...{ table, policy, random, resamples: 200 },
        });
        assert.deepEqual([model.tooFew, gain.tooFew].map((told) => told === undefined), [isStated, isStated]); // prettier-ignore
        if (!isStated) assert.match(model.tooFew ?? '', few);
      }
  });

  it('keeps to no limit and misses none where they are too few, so no alert opens or ends by it', () => {
    const random = seededRandom(3);
    const verdict = (rows: number, max: number) => {
      const performance = { metric: 'rmse', ...metricInterval('rmse', { ...numbers(random, rows), random }) };
      return judgeLimit({ performance }, { max })?.kind;
    };
    assert.deepEqual([verdict(30, 100), verdict(30, 0.01)], [undefined, undefined]);
    assert.deepEqual([verdict(60, 100), verdict(60, 0.01)], ['kept', 'missed']);
  });

  it('is held by its interval about as often as promised from the fewest rows on', () => {
    const rounds = 150;
    const held = (
      metric: MetricName,
      truth: number,
      make: (random: Random) => ReturnType<typeof numbers>,
    ) => {
      const random = seededRandom(4);
      const within = Array.from({ length: rounds }, () =>
        metricInterval(metric, { ...make(random), random, resamples: 300 }),
      ).filter(({ low, high }) => low <= truth && truth <= high);
      return within.length / rounds;
    };
    assert.ok(held('rmse', 1, (random) => numbers(random, 50)) > 0.87);
    assert.ok(held('mae', Math.sqrt(2 / Math.PI), (random) => numbers(random, 50)) > 0.87);
  });
});
