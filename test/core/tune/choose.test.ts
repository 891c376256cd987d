import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expit } from '../../../src/core/distribution';
import { pairedDeLong } from '../../../src/core/evaluate/pairedDeLong';
import { seededRandom } from '../../../src/core/random';
import { chooseTrial, simplerFirst, type ScoredTrial } from '../../../src/core/tune/choose';
import { assertClose } from '../../statistics/fixture';

const random = seededRandom(1);
const signal = Array.from({ length: 400 }, () => random.normal());
const labels = signal.map((value) => Number(random.uniform() < expit(1.5 * value - 1)));
/** Scores that follow the signal as far as the noise lets them. */
const noisy = (noise: number) => signal.map((value) => expit(1.5 * (value + noise * random.normal()) - 1));
const good = noisy(0.3);
const nearly = good.map((score) => score + 0.01 * random.normal());
const bad = noisy(3);

describe('chooseTrial', () => {
  it('chooses the simplest of those that cannot be told from the best', () => {
    const trials: ScoredTrial[] = [
      { id: 'boosting', order: [2], scores: good },
      { id: 'forest', order: [1], scores: nearly },
      { id: 'logistic', order: [0], scores: nearly.map((score) => 2 * score) },
      { id: 'constant', order: [-1], scores: labels.map(() => 0.3) },
      { id: 'noise', order: [-1], scores: bad },
    ];
    const choice = chooseTrial({ metric: 'roc_auc', labels, trials });
    assert.ok(choice !== undefined);
    assert.equal(choice.best, 'boosting');
    assert.equal(choice.chosen, 'logistic');
    assert.deepEqual(choice.indistinguishable, ['logistic', 'forest', 'boosting']);
    assert.match(
      choice.reason,
      /^logistic \(roc_auc 0\.\d{3}\) is chosen as the simplest of 3 that these rows cannot tell/,
    );
    assert.ok(choice.trials.slice(-2).every(({ isAlike }) => !isAlike));
  });

  it('measures the distance by DeLong on the same rows', () => {
    const trials = [
      { id: 'a', scores: good },
      { id: 'b', scores: bad },
    ];
    const second = chooseTrial({ metric: 'roc_auc', labels, trials })?.trials[1];
    const compared = pairedDeLong({ labels, first: bad, second: good });
    assertClose(second?.behind ?? NaN, compared.difference, 1e-12);
    assertClose(second?.se ?? NaN, compared.se, 1e-12);
  });

  for (const metric of ['log_loss', 'brier', 'average_precision'] as const) {
    it(`chooses by ${metric} as well, with the bootstrap`, () => {
      const trials = [
        { id: 'good', order: [1], scores: good },
        { id: 'same', order: [0], scores: good },
        { id: 'bad', order: [-1], scores: bad },
      ];
      const choice = chooseTrial({ metric, labels, trials });
      assert.equal(choice?.chosen, 'same');
      assert.deepEqual(choice.indistinguishable, ['same', 'good']);
      assert.deepEqual(chooseTrial({ metric, labels, trials: [...trials].reverse() })?.chosen, 'same');
    });
  }

  it('knows the standard error of the bootstrap to about a tenth, whatever it draws', () => {
    const loss = (scores: readonly number[]) => scores.map((score, row) => (score - (labels[row] ?? 0)) ** 2);
    const [first, second] = [loss(good), loss(bad)];
    const differences = second.map((value, row) => value - (first[row] ?? 0));
    const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const exact = Math.sqrt(squares) / differences.length;
    const trials = [
      { id: 'good', scores: good },
      { id: 'bad', scores: bad },
    ];
    for (let seed = 0; seed < 20; seed++) {
      const se = chooseTrial({ metric: 'brier', labels, trials, seed })?.trials[1]?.se ?? NaN;
      assert.ok(Math.abs(se / exact - 1) < 0.12, `${se} for ${exact} with seed ${seed}`);
    }
  });

  it('chooses among regressions', () => {
    const trials = [
      { id: 'near', scores: signal.map((value) => value + 0.1 * random.normal()) },
      { id: 'far', scores: signal.map((value) => value + random.normal()) },
    ];
    const choice = chooseTrial({ metric: 'rmse', labels: signal, trials });
    assert.deepEqual(choice?.indistinguishable, ['near']);
    assert.match(choice.reason, /no other trial comes within one standard error/);
  });

  it('takes the shorter training where the space orders nothing', () => {
    const trials = [
      { id: 'b slow', seconds: 9, scores: good },
      { id: 'a unknown', scores: good },
      { id: 'c fast', seconds: 2, scores: good },
    ];
    assert.deepEqual(chooseTrial({ metric: 'roc_auc', labels, trials })?.indistinguishable, [
      'c fast',
      'b slow',
      'a unknown',
    ]);
  });

  it('goes by the reported figures, and says that it could not judge, where a trial has no scores', () => {
    const trials = [
      { id: 'a', order: [0], reported: 0.7, scores: good },
      { id: 'b', order: [1], reported: 0.71 },
    ];
    const choice = chooseTrial({ metric: 'roc_auc', labels, trials });
    assert.equal(choice?.chosen, 'b');
    assert.match(choice.reason, /could not be judged/);
    const losses = trials.map((trial) => ({ ...trial, reported: -trial.reported }));
    assert.equal(chooseTrial({ metric: 'log_loss', labels, trials: losses })?.chosen, 'b');
  });

  it('ranks by the figures that every script reported, and still tells which are alike by the scores', () => {
    const trials = [
      { id: 'simple', order: [0], scores: nearly, reported: 0.7 },
      { id: 'best', order: [1], scores: good, reported: 0.9 },
      { id: 'poor', order: [-1], scores: bad, reported: 0.8 },
    ];
    const choice = chooseTrial({ metric: 'roc_auc', labels, trials });
    assert.deepEqual(
      choice?.trials.map(({ value }) => value),
      [0.9, 0.8, 0.7],
    );
    assert.equal(choice?.best, 'best');
    assert.equal(choice?.chosen, 'simple');
    assert.deepEqual(choice?.indistinguishable, ['simple', 'best']);
  });

  it('never chooses a trial without a value, and nothing where none has one', () => {
    const empty = labels.map(() => NaN);
    const trials = [
      { id: 'failed', order: [0], scores: empty },
      { id: 'fine', order: [1], scores: good },
    ];
    const choice = chooseTrial({ metric: 'roc_auc', labels, trials });
    assert.equal(choice?.chosen, 'fine');
    assert.deepEqual(choice.trials.at(-1), {
      id: 'failed',
      value: NaN,
      behind: NaN,
      se: NaN,
      isAlike: false,
    });
    assert.equal(chooseTrial({ metric: 'roc_auc', labels, trials: [{ id: 'x' }] }), undefined);
    assert.equal(chooseTrial({ metric: 'roc_auc', labels, trials: [] }), undefined);
  });

  it('takes a trial for alike within one standard error, and no farther', () => {
    const trials = (scores: readonly number[]) => [
      { id: 'simple', order: [0], scores },
      { id: 'best', order: [1], scores: good },
    ];
    /** The good scores with so much noise that the distance comes to lie between these standard errors. */
    const between = (low: number, high: number) => {
      for (let noise = 0.05; noise < 3; noise += 0.001) {
        const scores = good.map((score) => score + noise * 0.2 * random.normal());
        const { difference, se } = pairedDeLong({ labels, first: scores, second: good });
        if (difference > low * se && difference < high * se) return scores;
      }
      return assert.fail(`Nothing lies ${low} to ${high} standard errors behind.`);
    };
    const near = chooseTrial({ metric: 'roc_auc', labels, trials: trials(between(0.9, 0.99)) });
    assert.equal(near?.chosen, 'simple');
    const far = chooseTrial({ metric: 'roc_auc', labels, trials: trials(between(1.01, 1.1)) });
    assert.equal(far?.chosen, 'best');
    assert.deepEqual(far.indistinguishable, ['best']);
  });

  it('tells no trials apart by rows that are too few to compare by', () => {
    const perfect = [0, 1, 0, 1, 1];
    for (const metric of ['roc_auc', 'brier', 'accuracy'] as const) {
      const choice = chooseTrial({
        metric,
        labels: perfect,
        trials: [
          { id: 'simple', order: [0], scores: perfect.map((label) => 1 - label) },
          { id: 'best', order: [1], scores: perfect },
        ],
      });
      assert.equal(choice?.chosen, 'simple', metric);
      assert.equal(choice.best, 'best');
      assert.ok(Number.isNaN(choice.trials[1]?.se));
      assert.match(choice.reason, /simplest of 2 that these rows are too few to tell apart/);
    }
  });

  it('tells trials of one class no further apart than their training does', () => {
    const choice = chooseTrial({
      metric: 'log_loss',
      labels: labels.map(() => 1),
      trials: [
        { id: 'fine', order: [1], scores: labels.map(() => 0.9) },
        { id: 'simple', order: [0], scores: labels.map(() => 0.9) },
      ],
    });
    assert.equal(choice?.chosen, 'simple');
    assert.deepEqual(choice.indistinguishable, ['simple', 'fine']);
  });

  it('orders trials the same whatever order they come in', () => {
    const trial = fc.record(
      {
        id: fc.string(),
        order: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 3 }),
        seconds: fc.integer({ min: 1, max: 3 }),
      },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(fc.uniqueArray(trial, { selector: ({ id }) => id, maxLength: 6 }), (trials) => {
        const sort = (list: readonly ScoredTrial[]) => [...list].sort(simplerFirst).map(({ id }) => id);
        assert.deepEqual(sort(trials), sort([...trials].reverse()));
      }),
    );
  });
});
