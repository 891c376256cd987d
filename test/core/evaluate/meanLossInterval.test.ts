// The interval of a mean loss: what it holds, what it says where it cannot be drawn, and how often it keeps its promise.
import assert from 'node:assert/strict';
import { expit, logit } from '../../../src/core/distribution';
import { meanLossInterval } from '../../../src/core/evaluate/meanLossInterval';
import { metricInterval } from '../../../src/core/evaluate/metricInterval';
import { metrics } from '../../../src/core/evaluate/metrics';
import { meanOf, type Statistic } from '../../../src/core/evaluate/statistic';
import { seededRandom, type Random } from '../../../src/core/random';
import { assertClose } from '../../statistics/fixture';

type Sums = Extract<Statistic, { kind: 'sums' }>;
type Options = Partial<Parameters<typeof meanLossInterval>[1]>;

const of = (losses: ArrayLike<number>, options: Options = {}) =>
  meanLossInterval(meanOf(Float64Array.from(losses)) as Sums, {
    random: seededRandom(1),
    resamples: 600,
    level: 0.95,
    bounds: [0, Infinity],
    ...options,
  }).interval;

const skewed = (random: Random, rows: number) =>
  Array.from({ length: rows }, () => Math.exp(random.normal()));

describe('meanLossInterval', () => {
  const flat = (rows: number, loss: number) => Array<number>(rows).fill(loss);
  const cases: readonly [string, number[], RegExp][] = [
    ['no loss at all', flat(60, 0), /same in every resample/],
    ['losses that are all alike', flat(60, 0.1), /same in every resample/],
    ['a single row', [3], /1 rows: under 10/],
    ['an infinite loss', [...flat(60, 1), Infinity], /infinite/],
    ['a loss without value', [...flat(60, 1), NaN], /no value/],
    ['one row that loses', [...flat(60, 0), 5], /so few rows lose anything/],
  ];
  for (const [what, losses, reason] of cases)
    it(`says why there is none for ${what}`, () => {
      const interval = of(losses);
      assert.match(interval.tooFew ?? '', reason);
      assert.deepEqual([interval.low, interval.high], [0, Infinity]);
    });

  it('lies around the value, within the bounds, wider for a higher level, the same for a seed', () => {
    for (const resamples of [600, 100]) {
      const losses = skewed(seededRandom(2), 80);
      const interval = of(losses, { resamples });
      assert.equal(interval.method, resamples === 600 ? 'bootstrap-t, log' : 'normal, log');
      assert.ok(0 < interval.low && interval.low < interval.value && interval.value < interval.high);
      assert.deepEqual(of(losses, { resamples }), interval);
      const sure = of(losses, { resamples, level: 0.99 });
      assert.ok(sure.low < interval.low && interval.high < sure.high);
    }
    const wrong = Array.from({ length: 60 }, (_row, row) => (row < 50 ? 1 : 0));
    assert.ok(of(wrong, { bounds: [0, 1] }).high <= 1);
    const few = Array.from({ length: 60 }, (_row, row) => (row < 2 ? 1 : 1e-4));
    assert.deepEqual([of(few).high > 1, of(few, { bounds: [0, 1] }).high], [true, 1]);
  });

  it('grows with the unit of what is predicted', () => {
    const labels = skewed(seededRandom(3), 80);
    const at = (unit: number) => {
      const rows = { labels: labels.map((label) => unit * label), scores: labels.map(() => unit) };
      return metricInterval('rmse', { ...rows, random: seededRandom(1) });
    };
    const [one, thousand] = [at(1), at(1000)];
    for (const side of ['low', 'value', 'high'] as const) assertClose(thousand[side] / one[side], 1000, 1e-9);
  });

  it('draws groups whole: equal rows in a group carry the information of one', () => {
    const losses = skewed(seededRandom(4), 60);
    const four = losses.flatMap((loss) => [loss, loss, loss, loss]);
    const [single, grouped] = [of(losses), of(four, { groups: four.map((_loss, row) => row >> 2) })];
    for (const side of ['low', 'value', 'high'] as const) assertClose(grouped[side], single[side], 1e-9);
    assert.ok(of(four).high < grouped.high);
  });

  /** How often 200 intervals hold the truth. */
  const held = (statistic: (random: Random) => Statistic, truth: number) => {
    const random = seededRandom(5);
    const drawn = Array.from({ length: 200 }, () => {
      const options = { random, resamples: 600, level: 0.95, bounds: [0, Infinity] as const };
      return meanLossInterval(statistic(random) as Sums, options).interval;
    });
    return drawn.filter(({ low, high }) => low <= truth && truth <= high).length / drawn.length;
  };
  const rmse = (error: (random: Random) => number) => (random: Random) =>
    metrics.rmse.statistic({
      labels: Float64Array.from({ length: 50 }, () => error(random)),
      scores: new Float64Array(50),
    });
  const laplace = (random: Random) => {
    const side = random.uniform() - 0.5;
    return -Math.sign(side) * Math.log(1 - 2 * Math.abs(side));
  };
  const logLoss = (random: Random) => {
    const labels = Uint8Array.from({ length: 50 }, () => Number(random.uniform() < 0.08));
    const scores = Float64Array.from(labels, (label) =>
      expit(logit(0.08) + 4 * (label - 0.5) + 2 * random.normal()),
    );
    return metrics.log_loss.statistic({ labels, scores });
  };
  // BCa: 68%, 87% and 85% of the three with a tail.
  const coverage: readonly [string, (random: Random) => Statistic, truth: number, atLeast: number][] = [
    ['RMSE of normal errors', rmse((random) => random.normal()), 1, 0.91],
    ['RMSE of Laplace errors', rmse(laplace), Math.SQRT2, 0.89],
    [
      'RMSE of lognormal errors, which have a very long tail',
      rmse((random) => Math.exp(random.normal()) - Math.exp(0.5)),
      Math.sqrt(Math.exp(2) - Math.E),
      0.78,
    ],
    ['log loss of a calibrated model with few positives', logLoss, 0.15973, 0.88],
  ];
  for (const [what, statistic, truth, atLeast] of coverage)
    it(`holds ${what} in ${100 * atLeast}% or more of 50 rows each`, () => {
      const share = held(statistic, truth);
      assert.ok(share >= atLeast, String(share));
    });

  it('holds groups of unequal size about as often as promised', () => {
    const groups = Array.from({ length: 60 }, (_none, group) =>
      Array<number>(1 + (group % 5)).fill(group),
    ).flat();
    const random = seededRandom(6);
    const rounds = Array.from({ length: 150 }, () => {
      const shared = Array.from({ length: 60 }, () => -Math.log(1 - random.uniform()));
      return of(
        groups.map((group) => shared[group] as number),
        { random, groups },
      );
    });
    const share = rounds.filter(({ low, high }) => low <= 1 && 1 <= high).length / rounds.length;
    assert.ok(share >= 0.9, String(share));
  });
});
