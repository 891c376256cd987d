// The exact test behind comparisons by recall, accuracy, precision and F1.
import assert from 'node:assert/strict';
import { alphaOfLook } from '../../../src/core/evaluate/compare';
import { metrics, type MetricName } from '../../../src/core/evaluate/metrics';
import { pairedStatistics } from '../../../src/core/evaluate/pairedDifference';
import { valueOf } from '../../../src/core/evaluate/statistic';
import { swapChance } from '../../../src/core/evaluate/swapChance';
import { seededRandom } from '../../../src/core/random';
import { assertClose, fixture } from '../../statistics/fixture';

interface Rows {
  readonly labels: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
}
function judged(metric: MetricName, rows: Rows) {
  const pair = pairedStatistics({ metric, ...rows, random: seededRandom(1) });
  return {
    p: swapChance(metrics[metric], pair.first, pair.second),
    gain: valueOf(pair.second) - valueOf(pair.first),
  };
}

describe('two models whose calls are swapped row by row', () => {
  it('differ by recall and accuracy with the p of McNemar’s exact test, as SciPy has it', () => {
    for (const { found, lost, p } of fixture<{ mcnemar: { found: number; lost: number; p: number }[] }>(
      'exact',
    ).mcnemar) {
      const labels = Array.from({ length: found + lost + 30 }, (_none, row) =>
        Number(row < found + lost + 20),
      );
      const second = labels.map((_label, row) => Number(row < found || row >= labels.length - 10));
      const first = labels.map((_label, row) => Number((row >= found && row < found + lost) || row >= labels.length - 10)); // prettier-ignore
      for (const metric of ['recall', 'accuracy'] as const)
        assertClose(judged(metric, { labels, first, second }).p ?? NaN, p, 1e-9);
    }
  });

  it('differ by nothing where they call alike, and are not judged by what is no share', () => {
    const labels = Array.from({ length: 40 }, (_none, row) => row % 2);
    const calls = labels.map((_label, row) => Number(row % 3 === 0));
    for (const metric of ['recall', 'precision', 'f1', 'accuracy'] as const)
      assert.equal(judged(metric, { labels, first: calls, second: calls }).p, 1);
    assert.equal(judged('brier', { labels, first: calls, second: calls }).p, undefined);
  });

  it('have the same p whichever comes first', () => {
    const random = seededRandom(3);
    const labels = Array.from({ length: 60 }, (_none, row) => Number(row < 25));
    const [first, second] = [0.4, 0.7].map((rate) => labels.map((label) => Number(random.uniform() < (label === 1 ? rate : 0.2)))) as [number[], number[]]; // prettier-ignore
    for (const metric of ['recall', 'precision', 'f1', 'accuracy'] as const)
      assertClose(
        judged(metric, { labels, first, second }).p ?? NaN,
        judged(metric, { labels, first: second, second: first }).p ?? NaN,
        1e-12,
      );
  });

  // Promised: half of alpha, 1.52%; three standard errors of the rounds above it.
  for (const [metric, positives, rate, rounds] of [
    ['recall', 30, 0.5, 2000],
    ['recall', 50, 0.85, 2000],
    ['accuracy', 30, 0.5, 2000],
    ['precision', 30, 0.85, 400],
    ['f1', 30, 0.5, 400],
  ] as const)
    it(`are called better as rarely as promised by ${metric} of ${positives} positives, ${rate} of them found`, () => {
      const random = seededRandom(positives);
      const labels = Array.from({ length: 3 * positives }, (_none, row) => Number(row < positives));
      const calls = () => labels.map((label) => Number(random.uniform() < (label === 1 ? rate : 0.1)));
      let better = 0;
      for (let round = 0; round < rounds; round++) {
        const { p = 0, gain } = judged(metric, { labels, first: calls(), second: calls() });
        if (gain > 0 && p <= alphaOfLook(1)) better++;
      }
      const promised = alphaOfLook(1) / 2;
      assert.ok(better / rounds <= promised + 3 * Math.sqrt(promised / rounds), `${better} of ${rounds}`);
    });

  it('are told apart about as rarely where one calls five times as many rows, as right as the other', () => {
    const random = seededRandom(1);
    const labels = Array.from({ length: 100 }, (_none, row) => row % 2);
    const calls = (rate: number) => labels.map(() => Number(random.uniform() < rate));
    const rounds = 400;
    let apart = 0;
    for (let round = 0; round < rounds; round++) {
      const { p = 0 } = judged('precision', { labels, first: calls(0.95), second: calls(0.2) });
      if (p <= alphaOfLook(1)) apart++;
    }
    // By the difference alone, which swapping spreads too little: about 40.
    const promised = alphaOfLook(1);
    assert.ok(apart / rounds <= promised + 3 * Math.sqrt(promised / rounds), `${apart} of ${rounds}`);
  });
});
