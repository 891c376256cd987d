import assert from 'node:assert/strict';
import { alphaOfLook } from '../../../src/core/evaluate/compare';
import { metricValue } from '../../../src/core/evaluate/metricValue';
import { metricWithin } from '../../../src/core/evaluate/metricWithin';
import { pairedDeLong } from '../../../src/core/evaluate/pairedDeLong';
import { pairedDifference } from '../../../src/core/evaluate/pairedDifference';
import { expit, tOf } from '../../../src/core/distribution';
import type { MetricName } from '../../../src/core/manifest/manifest';
import { seededRandom } from '../../../src/core/random';
import { assertClose } from '../../statistics/fixture';
import { compareVersions, withinPeriods } from './atOnce';

/** Rows with a signal; `strong` follows it more closely than `weak`. */
function rows(count: number, seed: number) {
  const random = seededRandom(seed);
  const signal = Array.from({ length: count }, () => random.normal());
  const labels = signal.map((value) => Number(random.uniform() < expit(1.5 * value - 1)));
  const noisy = (noise: number) => signal.map((value) => expit(1.5 * (value + noise * random.normal()) - 1));
  const periods = signal.map((_value, row) => `2010-0${1 + Math.floor((4 * row) / count)}`);
  return { labels, weak: noisy(2), strong: noisy(0.2), other: noisy(2), periods };
}

describe('alphaOfLook', () => {
  it('spends 0.05 over all looks ever', () => {
    let spent = 0;
    for (let look = 1; look <= 100_000; look++) spent += alphaOfLook(look);
    assert.ok(spent < 0.05 && spent > 0.04999);
    assertClose(alphaOfLook(1), 0.0303963550927, 1e-9);
  });
});

describe('pairedDifference', () => {
  const { labels, weak, strong } = rows(1200, 1);

  for (const metric of ['roc_auc', 'average_precision', 'log_loss', 'brier', 'accuracy', 'f1'] as const) {
    it(`finds the better score by ${metric}, as a gain for losses too`, () => {
      const compared = pairedDifference({
        metric,
        labels,
        first: weak,
        second: strong,
        random: seededRandom(1),
      });
      assert.ok(compared.difference > 0 && compared.interval.low > 0 && compared.p < 0.01, metric);
      const back = pairedDifference({ metric, labels, first: strong, second: weak, random: seededRandom(1) });
      assertClose(back.difference, -compared.difference, 1e-12);
      assert.ok(back.interval.high < 0);
    });
  }

  it('finds the better regression, and no difference between equal ones', () => {
    const random = seededRandom(2);
    const actual = Array.from({ length: 100 }, () => random.normal());
    const near = actual.map((value) => value + 0.3 * random.normal());
    const far = actual.map((value) => value + random.normal());
    for (const metric of ['rmse', 'mae', 'r2'] as const) {
      const better = pairedDifference({ metric, labels: actual, first: far, second: near, random });
      assert.ok(better.interval.low > 0, metric);
      const same = pairedDifference({ metric, labels: actual, first: far, second: far, random });
      assert.deepEqual(
        [same.difference, same.se, same.p, same.interval.low, same.interval.high],
        [0, 0, 1, 0, 0],
        metric,
      );
    }
  });

  it('comes near DeLong when ROC AUC is bootstrapped, here by groups of one row', () => {
    const options = { metric: 'roc_auc', labels, first: weak, second: strong } as const;
    const groups = labels.map((_label, row) => row);
    const drawn = pairedDifference({ ...options, groups, random: seededRandom(3) });
    const exact = pairedDeLong(options);
    assertClose(drawn.difference, exact.difference, 1e-12);
    assert.ok(Math.abs(drawn.se / exact.se - 1) < 0.1);
  });

  it('says so where no row can be compared', () => {
    const none = { labels: [NaN], first: [1], second: [1], random: seededRandom(1) };
    for (const metric of ['roc_auc', 'brier', 'mae'] as const) {
      const { difference, p, interval } = pairedDifference({ metric, ...none });
      assert.ok(Number.isNaN(difference) && Number.isNaN(p) && interval.tooFew !== undefined, metric);
    }
  });
});

describe('withinPeriods', () => {
  it('is DeLong over pairs of one period: equal periods weigh by their pairs', () => {
    const { labels, weak, strong, periods } = rows(800, 4);
    const within = withinPeriods({
      metric: 'roc_auc',
      labels,
      first: weak,
      second: strong,
      periods,
      random: seededRandom(1),
    });
    let [pairs, sum, variance, doubt] = [0, 0, 0, 0];
    for (const period of new Set(periods)) {
      const chosen = (values: readonly number[]) => values.filter((_value, row) => periods[row] === period);
      const compared = pairedDeLong({ labels: chosen(labels), first: chosen(weak), second: chosen(strong) });
      const positives = chosen(labels).filter((label) => label === 1).length;
      const weight = positives * (chosen(labels).length - positives);
      pairs += weight;
      sum += weight * compared.difference;
      variance += (weight * compared.se) ** 2;
      doubt += (weight * compared.se) ** 4 / (compared.degrees ?? NaN);
    }
    assertClose(within.difference, sum / pairs, 1e-12);
    assertClose(within.se, Math.sqrt(variance) / pairs, 1e-12);
    assertClose(within.interval.high, sum / pairs + tOf(0.95, variance ** 2 / doubt) * within.se, 1e-12);
    assertClose(
      within.periods.reduce((total, { weight }) => total + weight, 0),
      1,
      1e-12,
    );
    assert.deepEqual(within.against, []);
  });

  it('is the pooled comparison where there is one period', () => {
    const { labels, weak, strong } = rows(300, 5);
    const options = {
      metric: 'roc_auc',
      labels,
      first: weak,
      second: strong,
      random: seededRandom(1),
    } as const;
    const within = withinPeriods({ ...options, periods: labels.map(() => 'all') });
    const pooled = pairedDifference(options);
    assertClose(within.interval.low, pooled.interval.low, 1e-12);
    assertClose(within.p, pooled.p, 1e-12);
  });

  it('speaks against the second of a period only by an interval that is simultaneous over all periods', () => {
    const { labels, weak, strong, periods } = rows(800, 4);
    const options = { metric: 'roc_auc', labels, first: weak, second: strong, periods } as const;
    for (const { period, compared } of withinPeriods({ ...options, random: seededRandom(1) }).periods) {
      const chosen = (values: readonly number[]) => values.filter((_value, row) => periods[row] === period);
      const alone = pairedDeLong({
        labels: chosen(labels),
        first: chosen(weak),
        second: chosen(strong),
        level: 1 - 0.05 / 4,
      });
      assertClose(compared.interval.high, alone.interval.high, 1e-12);
    }
  });

  it('has the mean of a loss within periods equal the pooled one, with about the same error', () => {
    const { labels, weak, strong, periods } = rows(600, 6);
    const options = { metric: 'brier', labels, first: weak, second: strong } as const;
    const within = withinPeriods({ ...options, periods, random: seededRandom(1) });
    const pooled = pairedDifference({ ...options, random: seededRandom(1) });
    assertClose(within.difference, pooled.difference, 1e-12);
    assert.ok(Math.abs(within.se / pooled.se - 1) < 0.1);
    assert.ok(within.interval.low > 0);
  });

  it('weighs by what the metric rests on: recall and precision within periods are those of all rows of one score', () => {
    const { labels, weak, strong, periods } = rows(800, 4);
    const rate = labels.map((label, row) =>
      periods[row] === '2010-01' ? Number(label === 1 && row % 3 === 0) : label,
    );
    const options = { labels: rate, periods, random: seededRandom(1), resamples: 200 };
    for (const metric of ['recall', 'precision', 'accuracy'] as const)
      assertClose(
        metricWithin(metric, { ...options, scores: weak }).value,
        metricValue(metric, { labels: rate, scores: weak }),
        1e-12,
      );
    const pair = { metric: 'recall', ...options, first: weak, second: strong } as const;
    assertClose(withinPeriods(pair).difference, pairedDifference(pair).difference, 1e-12);
    const [first] = withinPeriods(pair).periods;
    const positives = (chosen: (row: number) => boolean) =>
      rate.filter((label, row) => label === 1 && chosen(row)).length;
    assertClose(
      first?.weight ?? NaN,
      positives((row) => periods[row] === '2010-01') / positives(() => true),
      1e-12,
    );
  });

  it('leaves out periods with nothing to compare, and says so where none is left', () => {
    const labels = [1, 1, 1, 0, 0, 0];
    const options = {
      labels,
      first: [1, 2, 3, 4, 5, 6],
      second: [6, 5, 4, 3, 2, 1],
      random: seededRandom(1),
    };
    const periods = ['a', 'a', 'a', 'b', 'b', 'b'];
    for (const metric of ['roc_auc', 'brier'] as const) {
      const within = withinPeriods({ metric, ...options, periods });
      assert.match(within.interval.tooFew ?? '', /no period/);
      assert.ok(Number.isNaN(within.difference));
      assert.deepEqual(
        within.periods.map(({ weight }) => weight),
        [0, 0],
      );
    }
  });
});

describe('compareVersions', () => {
  const compare = (
    data: { labels: number[]; champion: number[]; challenger: number[]; periods?: string[] },
    look = 1,
    metric: MetricName = 'roc_auc',
  ) => compareVersions({ metric, look, random: seededRandom(1), ...data });

  it('calls a clearly better challenger better, pooled and within periods', () => {
    const { labels, weak, strong, periods } = rows(1500, 7);
    for (const metric of ['roc_auc', 'log_loss', 'f1'] as const) {
      const result = compare({ labels, champion: weak, challenger: strong, periods }, 1, metric);
      assert.ok(result.isBetter, result.reason);
      assert.match(result.reason, new RegExp(`^${metric} .* better by .* within periods by`));
      assert.equal(result.rows, 1500);
      assert.equal(result.withinPeriods?.hasTurned, false);
    }
  });

  it('does not call a challenger better that is not, and says what it saw', () => {
    const { labels, weak, strong, other } = rows(600, 8);
    assert.match(compare({ labels, champion: strong, challenger: weak }).reason, /: worse by 0\./);
    const alike = compare({ labels, champion: weak, challenger: other });
    assert.equal(alike.isBetter, false);
    assert.match(alike.reason, /not shown to be better/);
    assert.equal(alike.withinPeriods, undefined);
    const few = compare({
      labels: labels.slice(0, 8),
      champion: weak.slice(0, 8),
      challenger: strong.slice(0, 8),
    });
    assert.match(few.reason, /not judged, one class has/);
    assert.deepEqual([few.isJudged, alike.isJudged], [false, undefined]);
  });

  it('asks for more at a later look', () => {
    const { labels, weak, strong } = rows(150, 9);
    const results = [1, 2, 5, 50].map((look) =>
      compare({ labels, champion: weak, challenger: strong }, look),
    );
    results.reduce((before, result) => {
      assert.ok(result.low < before.low && result.alpha < before.alpha);
      return result;
    });
  });

  it('refuses a gain that comes from a shift between periods only', () => {
    // The rate differs between two periods; the challenger knows only the period, the champion only what differs within.
    const random = seededRandom(10);
    const periods = Array.from({ length: 1200 }, (_row, index) => (index < 600 ? 'early' : 'late'));
    const labels = periods.map((period) => Number(random.uniform() < (period === 'late' ? 0.6 : 0.1)));
    const champion = labels.map((label) => random.normal() + 0.3 * label);
    const challenger = periods.map((period) => (period === 'late' ? 3 : 0) + random.normal());
    const result = compare({ labels, champion, challenger, periods });
    assert.ok(result.low > 0);
    assert.equal(result.isBetter, false);
    assert.equal(result.withinPeriods?.hasTurned, true);
    assert.match(result.reason, /better by .* pooled, but (worse within periods|clearly worse within)/);
  });

  it('refuses a gain that is not shown within periods, though no period is against it', () => {
    const random = seededRandom(10);
    const periods = Array.from({ length: 1200 }, (_row, index) => (index < 600 ? 'early' : 'late'));
    const labels = periods.map((period) => Number(random.uniform() < (period === 'late' ? 0.6 : 0.1)));
    const champion = labels.map((label) => random.normal() + 0.3 * label);
    const challenger = periods.map(
      (period, row) => (period === 'late' ? 3 : 0) + random.normal() + 0.4 * (labels[row] ?? 0),
    );
    const result = compare({ labels, champion, challenger, periods });
    const { within } = result.details;
    assert.ok(result.low > 0, result.reason);
    assert.ok(within && within.difference > 0 && within.interval.low < 0 && within.interval.high > 0);
    assert.deepEqual([within.against, result.withinPeriods?.hasTurned], [[], false]);
    assert.equal(result.isBetter, false);
    assert.match(
      result.reason,
      /better by .* pooled, but not shown within periods, 0\.\d+ \(-0\.\d+ to 0\.\d+\)/,
    );
  });

  it('refuses a gain against which one period clearly stands', () => {
    const { labels, weak, strong, periods } = rows(2000, 11);
    const turned = strong.map((score, row) => (periods[row] === '2010-04' ? 1 - score : score));
    const champion = weak.map((score, row) => (periods[row] === '2010-04' ? score : 0.5));
    const result = compare({ labels, champion, challenger: turned, periods });
    assert.ok(result.low > 0, result.reason);
    assert.match(result.reason, /clearly worse within 2010-04/);
    assert.ok((result.details.within?.difference ?? NaN) > 0 && result.withinPeriods?.hasTurned);
    assert.equal(result.isBetter, false);
  });

  /** `positives` of 100 rows; both models call a share of them, independently but for the share that the challenger copies. */
  const called = (positives: number, seed: number, copied = 0) => {
    const random = seededRandom(seed);
    const labels = Array.from({ length: 100 }, (_none, row) => Number(row < positives));
    const call = (label: number) => Number(random.uniform() < (label === 1 ? 0.5 : 0.1));
    const champion = labels.map(call);
    const challenger = labels.map((label, row) =>
      random.uniform() < copied ? (champion[row] ?? 0) : call(label),
    );
    return { labels, champion, challenger };
  };

  const tooSmall = [
    [
      'recall',
      4,
      96,
      /^recall 1.000 against 0.000 .*: not judged, 4 rows are positive: under 10 are too few/,
    ],
    ['precision', 4, 96, /not judged, no row is called positive/],
    ['f1', 4, 0, /not judged, 4 rows are positive or called so: under 10/],
    ['average_precision', 4, 96, /not judged, 4 rows are positive: under 10/],
    ['recall', 30, 70, /not judged, it is the same in every resample/],
  ] as const;
  for (const [metric, positives, negatives, reason] of tooSmall)
    it(`does not judge ${metric} of ${positives} positives where ${String(reason)}`, () => {
      const labels = Array.from({ length: positives + negatives }, (_none, row) => Number(row < positives));
      const champion = labels.map(() => 0);
      const result = compare({ labels, champion, challenger: labels }, 1, metric);
      assert.match(result.reason, reason);
      assert.equal(result.isBetter, false);
    });

  it('does not judge two that call under ten rows otherwise, pooled or within periods', () => {
    const labels = Array.from({ length: 100 }, (_none, row) => Number(row % 2 === 0));
    const challenger = labels.map((label, row) => (row < 60 ? label : 0));
    const champion = challenger.map((call, row) => (row < 18 ? 0 : call));
    const periods = labels.map((_label, row) => (row < 50 ? 'early' : 'late'));
    const result = compare({ labels, champion, challenger, periods }, 1, 'recall');
    assert.match(
      result.reason,
      /not judged, they call only 9 rows otherwise: under 10 are too few to compare/,
    );
    assert.match(result.details.within?.interval.tooFew ?? '', /within periods they call only 9 rows/);
  });

  // Promised: half of alpha, 1.52%. 400 histories exceed 13 of them in one of a hundred runs.
  for (const [positives, copied] of [
    [10, 0],
    [20, 0.7],
    [30, 0.7],
  ] as const)
    // prettier-ignore
    it(`keeps its promise for recall of ${positives} positives, ${copied} of the calls alike`, () => {
      let better = 0;
      for (let seed = 0; seed < 400; seed++)
        better += Number(compare(called(positives, seed, copied), 1, 'recall').isBetter);
      assert.ok(better <= 13, `${better} of 400`);
    });

  it('holds the interval of a recall to the exact test, which few positives need, that of a period too', () => {
    // Of 50 positives ten are found by the challenger only, two by the champion only: McNemar's p is 0.0386, above alpha.
    const labels = Array.from({ length: 100 }, (_none, row) => Number(row < 50));
    const champion = labels.map((_label, row) => Number(row < 22));
    const challenger = labels.map((_label, row) => Number(row >= 2 && row < 32));
    const { details, isBetter, low } = compare({ labels, champion, challenger }, 1, 'recall');
    assertClose(details.pooled.p, (2 * (1 + 12 + 66)) / 2 ** 12, 1e-12);
    assert.ok(!isBetter && low === 0, String(low));
    const byGroup = labels.map((_label, row) => row);
    const drawn = pairedDifference({ metric: 'recall', labels, first: champion, second: challenger, groups: byGroup, random: seededRandom(1), level: 1 - alphaOfLook(1) }); // prettier-ignore
    assert.ok(drawn.interval.low > 0, String(drawn.interval.low));
    const turned = { metric: 'recall', labels, first: challenger, second: champion, periods: labels.map(() => '2010-01'), random: seededRandom(1), level: 1 - alphaOfLook(1) } as const; // prettier-ignore
    const { periods, against } = withinPeriods(turned);
    assertClose(periods[0]?.compared.p ?? NaN, details.pooled.p, 1e-12);
    assert.deepEqual(against, []);
    assert.deepEqual(withinPeriods({ ...turned, groups: byGroup }).against, ['2010-01']);
  });

  it('rarely calls an equal challenger better', () => {
    let better = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { labels, weak, other } = rows(200, 100 + seed);
      if (compare({ labels, champion: weak, challenger: other }).isBetter) better++;
    }
    assert.ok(better <= 10, `${better} of 200`);
  });
});
