import assert from 'node:assert/strict';
import { unansweredOf } from '../../../src/core/evaluate/unanswered';
import { evaluationWarnings } from '../../../src/core/evaluate/warnings';
import { expit } from '../../../src/core/distribution';
import { seededRandom } from '../../../src/core/random';
import { chooseTrial } from '../../../src/core/tune/choose';
import { compareVersions } from './atOnce';

const random = seededRandom(5);
const signal = Array.from({ length: 400 }, () => random.normal());
const labels = signal.map((value) => Number(random.uniform() < expit(1.5 * value)));
const noisy = (noise: number) => signal.map((value) => expit(value + noise * random.normal()));
const good = noisy(0.3);
const weak = noisy(2);
/** Says nothing where it would be wrong. */
const evasive = (scores: readonly number[], least = 0) =>
  scores.map((score, row) => (row >= least && Number(score >= 0.5) !== labels[row] ? NaN : score));

const untouched = { metric: 'roc_auc', figures: { metrics: {}, baseline: {} } } as const;

describe('rows without a score', () => {
  it('count where there is a label, and where the other one answered', () => {
    assert.deepEqual(unansweredOf([1, 0, NaN, 1], [NaN, 1, NaN, 1]), { rows: 1, of: 3, isTooMany: true });
    assert.deepEqual(unansweredOf([1, 0], [NaN, 1], [NaN, 1]), { rows: 0, of: 1, isTooMany: false });
    assert.equal(unansweredOf(labels, good.with(0, NaN)).isTooMany, false);
  });

  it('make no challenger better', () => {
    const compare = (champion: readonly number[], challenger: readonly number[]) =>
      compareVersions({ metric: 'roc_auc', labels, champion, challenger, look: 1, random: seededRandom(1) });
    const chosen = compare(weak, evasive(noisy(1)));
    assert.ok(chosen.low > 0, 'on the rows it chose it looks better');
    assert.equal(chosen.isBetter, false);
    assert.match(chosen.reason, /not judged, the challenger gives no score for \d+ of 400 rows/);
    assert.equal(chosen.isJudged, false);
    assert.equal(chosen.unanswered?.champion, 0);
    const few = compare(weak, good.with(0, NaN).with(1, NaN));
    assert.equal(few.isBetter, true, few.reason);
    assert.match(few.reason, /on 398 rows, without a score by the champion 0, by the challenger 2/);
    assert.equal(
      compare(evasive(weak), good).isBetter,
      false,
      'the rest of the rows are the champion’s easy ones',
    );
    assert.equal(compare(weak, good).unanswered, undefined);
  });

  it('let no trial win, and rank the others on the rows that all of them answered', () => {
    const trials = [
      { id: 'good', order: [1], scores: good },
      { id: 'evasive', order: [0], scores: evasive(weak) },
    ];
    const choice = chooseTrial({ metric: 'roc_auc', labels, trials });
    assert.equal(choice?.chosen, 'good');
    assert.match(choice.reason, /evasive gives no score for \d+ of 400 rows, and so takes no part\.$/);
    assert.deepEqual(choice.trials.map(({ id }) => id), ['good', 'evasive']); // prettier-ignore
    assert.ok(Number.isNaN(choice.trials[1]?.value));

    const wrongest = labels
      .map((label, row) => ({ row, error: Math.abs(label - (good[row] ?? 0)) }))
      .sort((a, b) => b.error - a.error)
      .slice(0, 4);
    const without = good.map((score, row) => (wrongest.some((one) => one.row === row) ? NaN : score));
    const same = chooseTrial({
      metric: 'brier',
      labels,
      trials: [
        { id: 'all', scores: good },
        { id: 'but four', scores: without },
      ],
    });
    assert.equal(same?.trials[0]?.value, same?.trials[1]?.value);
    assert.equal(chooseTrial({ metric: 'roc_auc', labels, trials: trials.slice(1) }), undefined);
  });

  it('are told by the evaluation', () => {
    assert.deepEqual(evaluationWarnings({ labels, scores: good, ...untouched }), []);
    assert.deepEqual(evaluationWarnings({ labels, scores: good.with(7, NaN), ...untouched }), [
      'The model gives no score for 1 of 400 rows; the figures leave them out.',
    ]);
  });
});

describe('a threshold', () => {
  const at = (share: number, of: number) =>
    Array.from({ length: of }, (_none, row) => Number(row < share * of));
  const warn = (test: readonly number[], chosenOn: readonly number[]) => {
    const share = chosenOn.reduce((sum, score) => sum + score, 0) / chosenOn.length;
    const threshold = { value: 0.5, chosenBy: 'f1', calls: { share, of: chosenOn.length } };
    return evaluationWarnings({ labels: test, scores: test, threshold, positive: 'yes', ...untouched });
  };

  it('that calls a far other share of test rows than of those it was chosen on is warned of', () => {
    assert.deepEqual(warn(at(0.00025, 4000), at(0.2, 4000)), [
      'The threshold 0.5 calls 0.025% of the test rows yes, but 20% of the rows that it was chosen on: the scores have moved in between.',
    ]);
    assert.equal(warn(at(0.5, 4000), at(0.2, 4000)).length, 1);
  });

  it('is not warned of where chance or a little shift would do it', () => {
    assert.deepEqual(warn(at(0.05, 60), at(0.2, 60)), []);
    assert.deepEqual(warn(at(0.25, 4000), at(0.2, 4000)), []);
    assert.deepEqual(warn([], at(0.2, 4000)), []);
    assert.deepEqual(warn(at(0, 4000), at(0, 4000)), []);
  });
});
