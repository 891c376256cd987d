import assert from 'node:assert/strict';
import fc from 'fast-check';
import { aucComponents, componentsVariance } from '../../../src/core/evaluate/aucComponents';
import { rocAuc, rocAucInterval } from '../../../src/core/evaluate/rocAucInterval';
import { seededRandom } from '../../../src/core/random';
import { assertClose, fixture } from '../../statistics/fixture';

interface Case {
  readonly labels: number[];
  readonly first: number[];
  readonly auc: number;
  readonly variance: number;
  readonly logitLow: number;
  readonly logitHigh: number;
}

const scored = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -5, max: 5 })), { minLength: 2 })
  .map((rows) => ({ labels: rows.map(([label]) => label), scores: rows.map(([, score]) => score) }));

describe('rocAuc', () => {
  it('agrees with scikit-learn and with DeLong by the definition', () => {
    for (const known of fixture<Case[]>('auc')) {
      assertClose(rocAuc(known.labels, known.first), known.auc);
      const components = aucComponents(Uint8Array.from(known.labels), Float64Array.from(known.first));
      assertClose(componentsVariance(components), known.variance, 1e-12);
    }
  });

  it('states the logit interval where enough rows are placed either way', () => {
    const plain = fixture<Case[]>('auc').filter(({ labels, auc }) => {
      const positives = labels.filter((label) => label === 1).length;
      return Math.min(positives, labels.length - positives) * Math.min(auc, 1 - auc) >= 5;
    });
    assert.ok(plain.length >= 3);
    for (const known of plain) {
      const interval = rocAucInterval({ labels: known.labels, scores: known.first });
      assert.equal(interval.method, 'DeLong, logit');
      assertClose(interval.low, known.logitLow);
      assertClose(interval.high, known.logitHigh);
      assert.equal(interval.n, known.labels.length);
    }
  });

  it('does not change when scores are transformed in order, and turns when they are negated', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const auc = rocAuc(labels, scores);
        assert.ok(
          Object.is(
            rocAuc(
              labels,
              scores.map((score) => Math.exp(score) - 7),
            ),
            auc,
          ),
        );
        assertClose(
          rocAuc(
            labels,
            scores.map((score) => -score),
          ),
          1 - auc,
          1e-12,
        );
        assertClose(
          rocAuc(
            labels.map((label) => 1 - label),
            scores,
          ),
          1 - auc,
          1e-12,
        );
      }),
    );
  });

  it('has an interval around its value, inside 0 to 1, wider at a higher level', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const at95 = rocAucInterval({ labels, scores });
        assert.ok(at95.low >= 0 && at95.high <= 1);
        if (Number.isNaN(at95.value)) return;
        assert.ok(at95.low <= at95.value && at95.value <= at95.high);
        const at99 = rocAucInterval({ labels, scores, level: 0.99 });
        assert.ok(at99.low <= at95.low && at99.high >= at95.high);
      }),
    );
  });

  it('leaves out rows with a missing label or score, and ranks infinities', () => {
    const interval = rocAucInterval({ labels: [1, 0, NaN, 1, 0], scores: [Infinity, -Infinity, 3, NaN, 0] });
    assert.equal(interval.value, 1);
    assert.equal(interval.n, 3);
  });

  const few: readonly [string, number[], number[], RegExp][] = [
    ['no rows', [], [], /no row/],
    ['only missing', [NaN, 1], [1, NaN], /no row/],
    ['one class', [1, 1, 1], [1, 2, 3], /one class/],
    ['one row of a class', [1, 0, 0, 0], [1, 2, 3, 4], /single row/],
  ];
  for (const [what, labels, scores, reason] of few) {
    it(`says why there is no interval for ${what}`, () => {
      const interval = rocAucInterval({ labels, scores });
      assert.match(interval.tooFew ?? '', reason);
      assert.deepEqual([interval.low, interval.high, interval.method], [0, 1, 'none']);
    });
  }

  for (const each of [12, 36, 500])
    it(`narrows step by step as wrong pairs become fewer, with ${each} rows of each class`, () => {
      const low = (wrong: number) => {
        const labels = Array.from({ length: 2 * each }, (_row, index) => Number(index >= each));
        for (let pair = 0; pair < wrong; pair++) [labels[each - 1 - pair], labels[each + pair]] = [1, 0];
        return rocAucInterval({ labels, scores: labels.map((_label, index) => index) }).low;
      };
      const lows = [0, 1, 2, 3, 4].map(low);
      assert.ok(lows.every((value, index) => index === 0 || value < (lows[index - 1] ?? 0)), lows.join(' ')); // prettier-ignore
      assert.ok((lows[0] ?? 0) - (lows[1] ?? 0) < 2.5 / each, lows.join(' '));
    });

  it('bounds a perfect separation from below by the score bound, closer with more rows', () => {
    const separated = (each: number) => ({
      labels: Array.from({ length: 2 * each }, (_row, index) => (index < each ? 0 : 1)),
      scores: Array.from({ length: 2 * each }, (_row, index) => index),
    });
    let before = 0;
    for (const each of [2, 5, 9, 10, 100, 1000]) {
      const interval = rocAucInterval(separated(each));
      assert.equal(interval.high, 1);
      assert.ok(interval.low > before && interval.low < 1, `${each}: ${interval.low}`);
      assert.equal(interval.method, 'score');
      before = interval.low;
      const { labels, scores } = separated(each);
      assertClose(
        rocAucInterval({ labels, scores: scores.map((score) => -score) }).high,
        1 - interval.low,
        1e-12,
      );
    }
  });

  it('satisfies the equation of the score bound', () => {
    const labels = Array.from({ length: 40 }, (_row, index) => (index < 15 ? 0 : 1));
    const { low } = rocAucInterval({ labels, scores: labels });
    const [positives, negatives, z] = [25, 15, 1.959963984540054];
    const extra = (positives + negatives) / 2 - 1;
    const spread = 1 + (extra * (1 - low)) / (2 - low) + (extra * low) / (1 + low);
    assertClose(1 - low, z * Math.sqrt((low * (1 - low) * spread) / (positives * negatives)), 1e-9);
  });

  it('refuses labels that are none and columns of unequal length', () => {
    assert.throws(() => rocAuc([0, 2], [1, 2]), /label/);
    assert.throws(() => rocAuc([0, 1], [1]), /length/);
  });

  it('covers the truth about as often as it promises', () => {
    const random = seededRandom(11);
    const shift = 0.7416143; // AUC 0.7 for two normals of equal spread
    const labels = Array.from({ length: 110 }, (_row, index) => (index < 50 ? 1 : 0));
    let covered = 0;
    const rounds = 1000;
    for (let round = 0; round < rounds; round++) {
      const scores = labels.map((label) => random.normal() + shift * label);
      const { low, high } = rocAucInterval({ labels, scores });
      if (low <= 0.7 && 0.7 <= high) covered++;
    }
    assert.ok(covered / rounds > 0.93 && covered / rounds < 0.97, `${covered / rounds}`);
  });
});
