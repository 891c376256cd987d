import assert from 'node:assert/strict';
import { applyCalibration, calibrationOf, chooseCalibration } from '../../../src/core/evaluate/calibration';
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

describe('calibrationOf', () => {
  const known = fixture<Known>('calibration');
  const { labels, scores } = known;
  const isInterval = (actual: Interval, [value, low, high]: readonly [number, number, number]) => {
    assertClose(actual.value, value, 1e-8);
    assertClose(actual.low, low, 1e-8);
    assertClose(actual.high, high, 1e-8);
  };

  it('agrees with statsmodels on intercept, slope and shift', () => {
    const result = calibrationOf({ labels, scores });
    assert.ok(result !== undefined);
    isInterval(result.intercept, known.intercept);
    isInterval(result.slope, known.slope);
    isInterval(result.shift, known.shift);
  });

  it('has ten bins of equal size with their error', () => {
    const result = calibrationOf({ labels, scores });
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
    const result = calibrationOf({ labels: scores.map((_score, row) => row % 2), scores });
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
    const constant = calibrationOf({ labels, scores: labels.map(() => 0.3) });
    assert.match(constant?.slope.tooFew ?? '', /do not vary/);
    assertClose(constant?.shift.value ?? NaN, logit(0.5) - logit(0.3), 1e-8);
    const separated = calibrationOf({ labels, scores: labels.map((label) => 0.2 + 0.6 * label) });
    assert.match(separated?.slope.tooFew ?? '', /separate/);
    const few = calibrationOf({ labels: labels.map((_label, row) => Number(row < 9)), scores: labels });
    assert.match(few?.intercept.tooFew ?? '', /under 10/);
    assert.ok(Number.isNaN(few?.intercept.value));
  });

  it('is undefined without rows, and where scores are no probabilities', () => {
    assert.equal(calibrationOf({ labels: [], scores: [] }), undefined);
    assert.equal(calibrationOf({ labels: [1, 0], scores: [2, 0.5] }), undefined);
    assert.equal(calibrationOf({ labels: [NaN, 0], scores: [0.5, NaN] }), undefined);
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
    const after = calibrationOf({ labels, scores: applyCalibration(scores, map) });
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
