import assert from 'node:assert/strict';
import { acceleration, bcaBounds, resampledBounds, standardError } from '../../../src/core/evaluate/bca';
import { bootstrap, bootstrapInterval } from '../../../src/core/evaluate/bootstrap';
import { metrics } from '../../../src/core/evaluate/metrics';
import { makeUnits } from '../../../src/core/evaluate/resampleUnits';
import { meanOf, type Statistic } from '../../../src/core/evaluate/statistic';
import { seededRandom } from '../../../src/core/random';
import { assertClose, fixture } from '../../statistics/fixture';

interface Case {
  readonly statistic: 'mean' | 'rms';
  readonly sample: number[];
  readonly level: number;
  readonly replicates: number[];
  readonly leaveOneOut: number[];
  readonly low: number;
  readonly high: number;
  readonly se: number;
}

const exponential = (rows: number, seed: number) => {
  const random = seededRandom(seed);
  return Float64Array.from({ length: rows }, () => -Math.log(1 - random.uniform()));
};
const bounds = [-Infinity, Infinity] as const;

describe('bca', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('agrees with SciPy on the same replicates', () => {
    for (const known of fixture<Case[]>('bca')) {
      const value =
        known.statistic === 'mean' ? mean(known.sample) : Math.sqrt(mean(known.sample.map((x) => x ** 2)));
      const drawn = {
        value,
        replicates: Float64Array.from(known.replicates),
        acceleration: acceleration([Float64Array.from(known.leaveOneOut)]),
      };
      const [low, high] = bcaBounds(drawn, known.level);
      assertClose(low, known.low);
      assertClose(high, known.high);
      assertClose(standardError(drawn), known.se);
    }
  });

  it('falls back to the standard error where too few replicates lie beyond the bounds', () => {
    const drawn = { value: 0, replicates: Float64Array.from([-1, 0, 1]), acceleration: 0 };
    assert.deepEqual(resampledBounds(drawn, 0.95).method, 'bootstrap, normal');
    assertClose(resampledBounds(drawn, 0.95).high, 1.959963984540054, 1e-12);
  });

  it('has no acceleration where nothing varies', () => {
    assert.equal(acceleration([new Float64Array(5)]), 0);
    assert.equal(acceleration([Float64Array.from([1, NaN])]), 0);
  });
});

describe('bootstrap', () => {
  it('gives the standard error that the formula of a mean gives, and the same for the same seed', () => {
    const values = exponential(400, 1);
    const draw = () => bootstrap([meanOf(values)], { random: seededRandom(3) })[0];
    const drawn = draw();
    assert.ok(drawn !== undefined);
    const centre = values.reduce((sum, value) => sum + value, 0) / 400;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0)) / 400;
    assert.ok(Math.abs(standardError(drawn) / spread - 1) < 0.06);
    assert.deepEqual(draw(), drawn);
  });

  it('gives the same spread by blocks as by rows where there are very many', () => {
    const values = exponential(60_000, 2);
    const statistic = meanOf(values);
    const [drawn] = bootstrap([statistic], { random: seededRandom(1) });
    assert.ok(drawn !== undefined);
    assert.equal(drawn.units, 10_000);
    assert.ok(Math.abs(standardError(drawn) * Math.sqrt(60_000) - 1) < 0.06);
  });

  it('draws groups whole: equal rows in a group carry the information of one', () => {
    const values = exponential(100, 3);
    const repeated = Float64Array.from({ length: 400 }, (_row, index) => values[index >> 2] ?? NaN);
    const groups = Array.from({ length: 400 }, (_row, index) => index >> 2);
    const seOf = (part: Float64Array, of?: number[]) => {
      const [drawn] = bootstrap([meanOf(part)], {
        random: seededRandom(4),
        ...(of === undefined ? {} : { groups: of }),
      });
      assert.ok(drawn !== undefined);
      return standardError(drawn);
    };
    assertClose(seOf(repeated, groups), seOf(values), 1e-9);
    assert.ok(seOf(repeated) < 0.6 * seOf(values));
  });

  it('keeps the rows of each stratum', () => {
    const labels = Uint8Array.from({ length: 50 }, (_row, index) => (index % 5 === 0 ? 1 : 0));
    const positives = meanOf(Float64Array.from(labels));
    const [free] = bootstrap([positives], { random: seededRandom(5) });
    const [kept] = bootstrap([positives], { random: seededRandom(5), strata: labels });
    assert.ok(free !== undefined && kept !== undefined);
    assert.ok(standardError(free) > 0.04);
    assertClose(standardError(kept), 0, 1e-12);
  });

  it('keeps replicates of several statistics together', () => {
    const values = exponential(30, 6);
    const [one, two] = bootstrap([meanOf(values), meanOf(values.map((value) => 2 * value))], {
      random: seededRandom(6),
    });
    assert.ok(one !== undefined && two !== undefined);
    two.replicates.forEach((value, index) => assertClose(value, 2 * (one.replicates[index] ?? NaN), 1e-12));
  });

  it('covers the mean of a skewed distribution better than the symmetric interval would', () => {
    const random = seededRandom(7);
    let covered = 0;
    const rounds = 300;
    for (let round = 0; round < rounds; round++) {
      const values = Float64Array.from({ length: 50 }, () => -Math.log(1 - random.uniform()));
      const { low, high } = bootstrapInterval(meanOf(values), { random, bounds, resamples: 600 });
      if (low <= 1 && 1 <= high) covered++;
    }
    assert.ok(covered / rounds > 0.9 && covered / rounds < 0.98, `${covered / rounds}`);
  });

  const rank = (labels: number[], scores: number[]): Statistic =>
    metrics.average_precision.statistic({
      labels: Uint8Array.from(labels),
      scores: Float64Array.from(scores),
    });
  const cases: readonly [string, Statistic, RegExp][] = [
    ['no rows', meanOf(new Float64Array(0)), /no complete row/],
    ['nine rows', meanOf(Float64Array.from({ length: 9 }, (_row, index) => index)), /9 rows/],
    ['a value that never varies', meanOf(new Float64Array(20).fill(3)), /same in every resample/],
    ['no value', rank(Array<number>(12).fill(0), Array<number>(12).fill(1)), /no value on these rows/],
    [
      'a value that most resamples lack',
      rank(
        [1, ...Array<number>(19).fill(0)],
        Array.from({ length: 20 }, (_row, index) => index),
      ),
      /resamples have no value/,
    ],
    ['an infinite value', meanOf(Float64Array.from([Infinity, ...Array<number>(19).fill(0)])), /infinite/],
  ];
  for (const [what, statistic, reason] of cases) {
    it(`says why there is no interval for ${what}`, () => {
      const interval = bootstrapInterval(statistic, {
        random: seededRandom(1),
        bounds: [0, 1],
        resamples: 200,
      });
      assert.match(interval.tooFew ?? '', reason);
      assert.deepEqual([interval.low, interval.high], [0, 1]);
    });
  }

  it('refuses a group that lies in two strata', () => {
    const options = { rows: 3, random: seededRandom(1), groups: [1, 1, 2], strata: [0, 1, 1] };
    assert.throws(() => makeUnits(options), /two strata/);
  });

  it('cuts each stratum of very many rows into blocks of its own', () => {
    const strata = Array.from({ length: 50_000 }, (_row, index) => (index < 100 ? 'few' : 'many'));
    const { unitOf, strata: ranges, count } = makeUnits({ rows: 50_000, random: seededRandom(1), strata });
    assert.deepEqual(ranges[0], [0, 100]);
    assert.equal(ranges[1]?.[0], 100);
    assert.equal(count, ranges[1]?.[1]);
    assert.ok(unitOf?.slice(0, 100).every((unit) => unit < 100));
    assert.ok(unitOf?.slice(100).every((unit) => unit >= 100 && unit < count));
  });
});
