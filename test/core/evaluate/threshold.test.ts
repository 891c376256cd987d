import assert from 'node:assert/strict';
import fc from 'fast-check';
import { confusion } from '../../../src/core/evaluate/confusion';
import { metricValue } from '../../../src/core/evaluate/metricValue';
import { chooseThreshold, type ThresholdAim } from '../../../src/core/evaluate/threshold';
import { outcome, type MoneyTable } from '../../../src/core/evaluate/moneyTable';
import { assertClose } from '../../statistics/fixture';

const table: MoneyTable = { tp: 60, fp: -12, tn: 0, fn: 0, currency: 'EUR' };
const rows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 12 })), { minLength: 1 })
  .map((pairs) => ({ labels: pairs.map(([label]) => label), scores: pairs.map(([, score]) => score / 12) }));

function reached(aim: ThresholdAim, labels: number[], scores: number[], threshold: number): number {
  const { tp, fp, tn, fn } = confusion({ labels, scores, threshold });
  switch (aim.kind) {
    case 'money':
      return (
        (tp * outcome(aim.table, 1, true) +
          fp * outcome(aim.table, 0, true) +
          fn * outcome(aim.table, 1, false) +
          tn * outcome(aim.table, 0, false)) /
        labels.length
      );
    case 'f1':
      return metricValue('f1', { labels, scores, threshold });
    case 'youden':
      return tp / (tp + fn) - fp / (fp + tn);
  }
}

describe('chooseThreshold', () => {
  const aims: ThresholdAim[] = [
    { kind: 'money', table },
    { kind: 'money', table: { ...table, fn: -5, tn: 1 } },
    { kind: 'f1' },
    { kind: 'youden' },
  ];
  for (const aim of aims) {
    it(`does as well as any threshold by ${aim.kind}`, () => {
      fc.assert(
        fc.property(rows, ({ labels, scores }) => {
          const chosen = chooseThreshold({ labels, scores, aim });
          if (chosen === undefined) {
            assert.ok(aim.kind !== 'money' && new Set(labels).size === 1);
            return;
          }
          assertClose(reached(aim, labels, scores, chosen.value), chosen.reached, 1e-9);
          for (const threshold of [...scores, 2, -1]) {
            const other = reached(aim, labels, scores, threshold);
            assert.ok(Number.isNaN(other) || other <= chosen.reached + 1e-9);
          }
        }),
      );
    });
  }

  it('stays within the capacity and says so', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 1, noNaN: true }), ({ labels, scores }, capacity) => {
        const aim = { kind: 'money', table: { ...table, fp: 1, capacity } } as const;
        const chosen = chooseThreshold({ labels, scores, aim });
        assert.ok(chosen !== undefined && chosen.share <= capacity + 1e-9);
        const { tp, fp } = confusion({ labels, scores, threshold: chosen.value });
        assertClose((tp + fp) / labels.length, chosen.share, 1e-12);
      }),
    );
    const aim = { kind: 'money', table: { ...table, capacity: 0.2 } } as const;
    const chosen = chooseThreshold({ labels: [1, 0, 0, 0, 0], scores: [0.9, 0.8, 0.1, 0.1, 0.1], aim });
    assert.equal(chosen?.chosenBy, 'money, at most 20% of cases');
    assert.equal(chosen.share, 0.2);
  });

  it('lies halfway between scores, so that rounding to single precision moves no row across', () => {
    const scores = [0.1, 0.3, 0.7, 0.9];
    const chosen = chooseThreshold({ labels: [0, 0, 1, 1], scores, aim: { kind: 'youden' } });
    assert.equal(chosen?.value, 0.5);
    assert.equal(chosen.reached, 1);
  });

  it('takes the highest of thresholds that do equally well', () => {
    const [labels, scores] = [
      [1, 0, 1, 0],
      [0.9, 0.7, 0.5, 0.3],
    ];
    for (const [aim, reached, value] of [
      [{ kind: 'youden' }, 0.5, 0.8],
      [{ kind: 'money', table: { ...table, tp: 12 } }, 3, 0.8],
    ] as const) {
      const chosen = chooseThreshold({ labels, scores, aim });
      assert.equal(chosen?.reached, reached);
      assertClose(chosen.value, value, 1e-12);
    }
  });

  it('calls nobody where every call loses, and everybody where every call earns', () => {
    const labels = [0, 0, 0, 1];
    const scores = [0.9, 0.8, 0.7, 0.6];
    const nobody = chooseThreshold({ labels, scores, aim: { kind: 'money', table: { ...table, tp: -1 } } });
    assert.ok(nobody !== undefined && nobody.value > 0.9 && nobody.share === 0 && nobody.reached === 0);
    const all = chooseThreshold({ labels, scores, aim: { kind: 'money', table: { ...table, fp: 5 } } });
    assert.ok(all !== undefined && all.value < 0.6 && all.share === 1);
  });

  it('chooses nothing without rows or, by F1 and Youden, without both classes', () => {
    assert.equal(chooseThreshold({ labels: [NaN], scores: [0.5], aim: { kind: 'money', table } }), undefined);
    assert.equal(chooseThreshold({ labels: [0, 0], scores: [0.1, 0.2], aim: { kind: 'f1' } }), undefined);
    assert.equal(chooseThreshold({ labels: [1, 1], scores: [0.1, 0.2], aim: { kind: 'youden' } }), undefined);
  });
});
