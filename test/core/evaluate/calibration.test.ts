import assert from 'node:assert/strict';
import { applyCalibration, calibrationOf, chooseCalibration } from '../../../src/core/evaluate/calibration';
import type { MeasureOptions } from '../../../src/core/evaluate/metricInterval';
import { expit, logit } from '../../../src/core/distribution';
import type { Interval } from '../../../src/core/evaluate/interval';
import { metricValue } from '../../../src/core/evaluate/metricValue';
import { seededRandom } from '../../../src/core/random';
import { assertClose, fixture } from '../../statistics/fixture';

interface Known {
  readonly labels: number[];
  readonly scores: number[];
  readonly intercept: readonly [number, number, number];
  readonly slope: readonly [number, number, number];
  readonly shift: readonly [number, number, number];
  readonly error: number;
  readonly bins: readonly (readonly [predicted: number, observed: number, rows: number])[];
}

const measured = (options: Omit<MeasureOptions, 'random'> & { readonly bins?: number }) =>
  calibrationOf({ random: seededRandom(1), ...options });

describe('calibrationOf', () => {
  const known = fixture<Known>('calibration');
  const { labels, scores } = known;
  const isInterval = (actual: Interval, [value, low, high]: readonly [number, number, number]) => {
    assertClose(actual.value, value, 1e-8);
    assertClose(actual.low, low, 1e-8);
    assertClose(actual.high, high, 1e-8);
  };

  it('agrees with statsmodels on intercept, slope and shift', () => {
    const result = measured({ labels, scores });
    assert.ok(result !== undefined);
    isInterval(result.intercept, known.intercept);
    isInterval(result.slope, known.slope);
    isInterval(result.shift, known.shift);
  });

  it('has ten bins of equal size with their error', () => {
    const result = measured({ labels, scores });
    assert.ok(result !== undefined);
    assertClose(result.error, known.error, 1e-12);
    assert.deepEqual(
      result.bins.map(({ observed }) => observed.n),
      known.bins.map(([, , rows]) => rows),
    );
    result.bins.forEach(({ predicted, observed, from, to }, bin) => {
      assertClose(predicted, known.bins[bin]?.[0] ?? NaN, 1e-12);
      assertClose(observed.value, known.bins[bin]?.[1] ?? NaN, 1e-12);
      assert.ok(from <= predicted && predicted <= to);
    });
  });

  it('never parts equal scores', () => {
    const scores = Array.from({ length: 100 }, (_row, row) => (row < 70 ? 0.2 : 0.9));
    const result = measured({ labels: scores.map((_score, row) => row % 2), scores });
    assert.deepEqual(
      result?.bins.map(({ from, to, observed }) => [from, to, observed.n]),
      [
        [0.2, 0.2, 70],
        [0.9, 0.9, 30],
      ],
    );
  });

  it('says why there is no slope where scores are constant, separate the classes, or a class is small', () => {
    const labels = Array.from({ length: 60 }, (_row, row) => row % 2);
    const constant = measured({ labels, scores: labels.map(() => 0.3) });
    assert.match(constant?.slope.tooFew ?? '', /do not vary/);
    assertClose(constant?.shift.value ?? NaN, logit(0.5) - logit(0.3), 1e-8);
    const separated = measured({ labels, scores: labels.map((label) => 0.2 + 0.6 * label) });
    assert.match(separated?.slope.tooFew ?? '', /separate/);
    const few = measured({ labels: labels.map((_label, row) => Number(row < 9)), scores: labels });
    assert.match(few?.intercept.tooFew ?? '', /under 10/);
    assert.ok(Number.isNaN(few?.intercept.value));
  });

  it('is undefined without rows, and where scores are no probabilities', () => {
    assert.equal(measured({ labels: [], scores: [] }), undefined);
    assert.equal(measured({ labels: [1, 0], scores: [2, 0.5] }), undefined);
    assert.equal(measured({ labels: [NaN, 0], scores: [0.5, NaN] }), undefined);
  });
});

describe('calibration of rows that come in groups', () => {
  /** Calibrated scores; each row stands there `copies` times, as the rows of one customer do who never changes. */
  const history = (seed: number, customers: number, copies: number) => {
    const random = seededRandom(seed);
    const truth = Array.from({ length: customers }, () => expit(1.5 * random.normal()));
    const one = { scores: truth, labels: truth.map((p) => Number(random.uniform() < p)) };
    const copied = <T>(values: readonly T[]) =>
      values.flatMap((value) => Array.from({ length: copies }, () => value));
    const groups = copied(truth.map((_p, customer) => `key ${customer}`));
    return { one, many: { scores: copied(one.scores), labels: copied(one.labels) }, groups };
  };
  const width = ({ low, high }: Interval) => high - low;
  const figures = ['intercept', 'slope', 'shift'] as const;

  it('is as unsure as its groups are few, not as its rows are many', () => {
    const { one, many, groups } = history(3, 400, 8);
    const [truth, plain, grouped] = [measured(one), measured(many), measured({ ...many, groups })];
    assert.ok(truth && plain && grouped);
    for (const name of figures) {
      assertClose(grouped[name].value, plain[name].value, 1e-8);
      assert.match(grouped[name].method, /^bootstrap/);
      const ratio = width(grouped[name]) / width(truth[name]);
      assert.ok(ratio > 0.85 && ratio < 1.2, `${name}: ${ratio} of the width of independent rows`);
      assert.ok(width(grouped[name]) > 2 * width(plain[name]), name);
    }
    grouped.bins.forEach(({ observed }, bin) => {
      const rows = plain.bins[bin]?.observed;
      assert.ok(rows);
      assert.deepEqual([observed.value, observed.n], [rows.value, rows.n]);
      assert.ok(width(observed) > 1.8 * width(rows), `bin ${bin}`);
    });
  });

  it('covers the truth as often as promised', () => {
    const histories = 60;
    const covered = { plain: 0, grouped: 0 };
    for (let seed = 0; seed < histories; seed++) {
      const { many, groups } = history(100 + seed, 200, 4);
      const covers = (result: ReturnType<typeof measured>) =>
        Number(result !== undefined && result.slope.low <= 1 && 1 <= result.slope.high);
      covered.plain += covers(measured(many));
      covered.grouped += covers(measured({ ...many, groups, resamples: 600, bins: 1 }));
    }
    // Binomial(60, 0.95) is at least 52 with probability 0.997.
    assert.ok(covered.grouped >= 52, `${covered.grouped} of ${histories}`);
    assert.ok(covered.plain < 50, `${covered.plain} of ${histories}`);
  });

  it('is what it was where each row is a group of its own to within what is drawn, and says where groups are few', () => {
    const { one } = history(4, 400, 1);
    const [plain, own] = [measured(one), measured({ ...one, groups: one.labels.map((_label, row) => row) })];
    assert.ok(plain && own);
    for (const name of figures) {
      const ratio = width(own[name]) / width(plain[name]);
      assert.ok(ratio > 0.85 && ratio < 1.2, `${name}: ${ratio}`);
    }
    const few = measured({ ...one, groups: one.labels.map((_label, row) => row % 9) });
    assert.match(few?.slope.tooFew ?? '', /9 groups/);
  });

  it('leaves the groups of rows without a score out', () => {
    const { many, groups } = history(5, 100, 3);
    const holed = many.scores.map((score, row) => (row % 3 === 1 ? NaN : score));
    const kept = <T>(values: readonly T[]) => values.filter((_value, row) => row % 3 !== 1);
    assert.deepEqual(
      measured({ labels: many.labels, scores: holed, groups }),
      measured({ labels: kept(many.labels), scores: kept(many.scores), groups: kept(groups) }),
    );
  });

  it('rests on the groups where a bin has one class only', () => {
    const groups = Array.from({ length: 500 }, (_row, row) => Math.floor(row / 5));
    const labels = groups.map((group) => (group < 50 ? 0 : group % 2));
    const bin = measured({ labels, scores: groups.map((group) => group / 100), groups })?.bins[0]?.observed;
    assert.ok(bin);
    assert.equal(bin.method, 'Wilson, by group');
    assert.equal(bin.n, 50);
    // Wilson of 0 out of 10: 3.84 / 13.84.
    assertClose(width(bin), 0.2775, 1e-3);
  });
});

describe('chooseCalibration', () => {
  it('finds the map that calibrates, and leaves a calibrated score as it is', () => {
    const random = seededRandom(2);
    const truth = Array.from({ length: 5000 }, () => expit(random.normal() - 1));
    const labels = truth.map((p) => Number(random.uniform() < p));
    const scores = truth.map((p) => expit(2 * logit(p) + 1));
    const map = chooseCalibration(labels, scores);
    assert.ok(map !== undefined);
    const after = measured({ labels, scores: applyCalibration(scores, map) });
    assertClose(after?.slope.value ?? NaN, 1, 1e-6);
    assertClose(after?.intercept.value ?? NaN, 0, 1e-6);
    assert.equal(chooseCalibration(labels, truth), undefined);
  });

  it('changes a calibrated score in one of twenty histories, no more', () => {
    const random = seededRandom(5);
    const histories = 400;
    const changed = Array.from({ length: histories }, () => {
      const truth = Array.from({ length: 300 }, () => expit(random.normal() - 1));
      const labels = truth.map((p) => Number(random.uniform() < p));
      return chooseCalibration(labels, truth) !== undefined;
    }).filter(Boolean).length;
    // Binomial(400, 0.05) is below 33 with probability 0.998.
    assert.ok(changed > 0 && changed < 33, `${changed} of ${histories}`);
  });

  it('betters the log loss of new rows where the scores are too sure, and hardly harms it where they are right', () => {
    const random = seededRandom(6);
    const draw = (count: number, distortion: number) => {
      const truth = Array.from({ length: count }, () => expit(1.2 * random.normal() - 1));
      return {
        labels: truth.map((p) => Number(random.uniform() < p)),
        scores: truth.map((p) => expit(distortion * logit(p) + (distortion - 1) / 2)),
      };
    };
    const gains = (distortion: number) =>
      Array.from({ length: 100 }, () => {
        const [chosenOn, fresh] = [draw(500, distortion), draw(1000, distortion)];
        const map = chooseCalibration(chosenOn.labels, chosenOn.scores);
        if (map === undefined) return 0;
        const after = { ...fresh, scores: applyCalibration(fresh.scores, map) };
        return metricValue('log_loss', fresh) - metricValue('log_loss', after);
      });
    const wrong = gains(2.5);
    assert.ok(Math.min(...wrong) > 0.03, `the least gain is ${Math.min(...wrong)}`);
    const right = gains(1);
    const mean = right.reduce((sum, gain) => sum + gain, 0) / right.length;
    assert.ok(mean > -0.002, `${mean}`);
  });

  it('leaves scores that are no probabilities', () => {
    const labels = Array.from({ length: 60 }, (_row, row) => row % 2);
    assert.equal(chooseCalibration(labels, labels.map((label, row) => 3 * label + (row % 7))), undefined); // prettier-ignore
  });

  it('chooses none where it would turn the order round or there is too little to go by', () => {
    const labels = Array.from({ length: 60 }, (_row, row) => row % 2);
    const against = labels.map((label, row) => (label === 1 ? 0.3 : 0.6) + 0.005 * (row % 30));
    assert.equal(chooseCalibration(labels, against), undefined);
    assert.equal(chooseCalibration([1, 0], [0.5, 0.4]), undefined);
  });
});
