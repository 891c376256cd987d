import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moneyTable, moneyValue } from '../../../src/core/value/money';
import type { MoneyTable } from '../../../src/core/evaluate/moneyTable';
import { seededRandom } from '../../../src/core/random';
import { assertClose } from '../../statistics/fixture';

const table: MoneyTable = { tp: 60, fp: -12, tn: 0, fn: 0, currency: 'EUR' };
const value = (options: Partial<Parameters<typeof moneyValue>[0]> & { labels: number[]; scores: number[] }) =>
  moneyValue({ table, policy: { threshold: 0.5 }, random: seededRandom(1), resamples: 300, ...options });

describe('moneyValue', () => {
  const random = seededRandom(3);
  const labels = Array.from({ length: 500 }, () => Number(random.uniform() < 0.15));
  const scores = labels.map((label) => 0.35 * label + 0.65 * random.uniform());

  it('counts money per case, beside calling nobody and everybody', () => {
    const small = value({ labels: [1, 0, 1, 0], scores: [0.9, 0.8, 0.1, 0.2] });
    assert.equal(small.model.value, (60 - 12) / 4);
    assert.deepEqual([small.none, small.all, small.share, small.currency], [0, 24, 0.5, 'EUR']);
    assert.equal(small.atRandom, 12);
    assert.equal(small.policy, 'score >= 0.5');
    assert.match(small.model.tooFew ?? '', /4 rows/);
  });

  it('counts missed and rightly left cases where they cost', () => {
    const costly = { ...table, tn: 1, fn: -100 };
    const small = value({ labels: [1, 0, 1, 0], scores: [0.9, 0.8, 0.1, 0.2], table: costly });
    assert.equal(small.model.value, (60 - 12 - 100 + 1) / 4);
    assert.equal(small.none, (-200 + 2) / 4);
  });

  it('acts on the best-scored share, equal scores at its border by their mean', () => {
    const best = (capacity: number, tied: number[]) =>
      value({ labels: [1, 0, 1, 0, 0], scores: tied, policy: { capacity } });
    assert.equal(best(0.4, [0.9, 0.8, 0.7, 0.2, 0.1]).model.value, (60 - 12) / 5);
    assert.equal(best(0.6, [0.9, 0.8, 0.7, 0.2, 0.1]).model.value, (120 - 12) / 5);
    assertClose(best(0.4, [0.9, 0.5, 0.5, 0.2, 0.1]).model.value, (60 + 24) / 5, 1e-12);
    assert.equal(best(0.4, [0.9, 0.8, 0.7, 0.2, 0.1]).policy, 'the best 40%');
    assert.equal(best(0.1, [0.9, 0.8, 0.7, 0.2, 0.1]).share, 0);
  });

  it('keeps both a threshold and the capacity', () => {
    const both = (threshold: number) =>
      value({ labels: [1, 0, 1, 0], scores: [0.9, 0.8, 0.7, 0.2], policy: { threshold, capacity: 0.5 } });
    assert.equal(both(0.85).model.value, 15);
    assert.equal(both(0.85).share, 0.25);
    assert.equal(both(0.1).model.value, 12);
    assert.equal(both(0.1).policy, 'score >= 0.1, of them at most the best 50%');
  });

  it('has an interval, of the gain over the better trivial policy too', () => {
    const { model, gain, none, all } = value({ labels, scores, policy: { capacity: 0.2 }, resamples: 1000 });
    assert.ok(model.low < model.value && model.value < model.high);
    assertClose(gain.value, model.value - Math.max(none, all), 1e-12);
    assert.ok(gain.low > 0);
    assert.equal(model.method, 'bootstrap, BCa');
  });

  const rest = 'too few to resample';
  for (const { title, rows, acted, everyTwo = false, tp = 60, told } of [
    {
      title: 'acts on 10 of 500',
      rows: 500,
      acted: 10,
      told: [`it acts on 10 rows: under 50 are ${rest}`, `it acts on 10 rows: under 50 are ${rest}`],
    },
    {
      title: 'acts on 49',
      rows: 500,
      acted: 49,
      told: [`it acts on 49 rows: under 50 are ${rest}`, `it acts on 49 rows: under 50 are ${rest}`],
    },
    { title: 'acts on 50', rows: 500, acted: 50, told: [undefined, undefined] },
    {
      title: 'acts on 25 customers of two rows',
      rows: 500,
      acted: 50,
      everyTwo: true,
      told: [`it acts on 25 groups: under 50 are ${rest}`, `it acts on 25 groups: under 50 are ${rest}`],
    },
    {
      title: 'leaves out 10 where all are worth it',
      rows: 500,
      acted: 490,
      tp: 600,
      told: [undefined, `it leaves out 10 rows: under 50 are ${rest}`],
    },
  ] as const)
    // prettier-ignore
    it(`says whether those it decides about are enough: it ${title}`, () => {
      const options = {
        labels: Array.from({ length: rows }, (_, row) => Number(row % 20 < 2)),
        scores: Array.from({ length: rows }, (_, row) => 1 - row / 1000),
        policy: { capacity: acted / rows },
        table: { ...table, tp },
        ...(everyTwo ? { groups: Array.from({ length: rows }, (_, row) => Math.floor(row / 2)) } : {}),
      };
      const { model, gain } = value(options);
      assert.deepEqual([model.tooFew, gain.tooFew], told);
    });

  it('equals calling everybody or nobody where the policy is that', () => {
    const everybody = value({ labels, scores, policy: {} });
    assertClose(everybody.model.value, everybody.all, 1e-12);
    assertClose(everybody.atRandom, everybody.all, 1e-12);
    assert.equal(everybody.policy, 'everybody');
    const nobody = value({ labels, scores, policy: { threshold: 2 } });
    assert.deepEqual(
      [nobody.model.value, nobody.gain.value, nobody.gain.low, nobody.gain.high],
      [0, 0, 0, 0],
    );
  });

  it('says the same by threshold and by capacity where they choose the same rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 499 }), (count) => {
        const sorted = [...scores].sort((a, b) => b - a);
        const threshold = ((sorted[count - 1] ?? 0) + (sorted[count] ?? 0)) / 2;
        const byThreshold = value({ labels, scores, policy: { threshold }, resamples: 2 });
        const byShare = value({ labels, scores, policy: { capacity: count / 500 }, resamples: 2 });
        assertClose(byShare.model.value, byThreshold.model.value, 1e-9);
        assertClose(byShare.share, byThreshold.share, 1e-12);
      }),
      { numRuns: 30 },
    );
  });

  it('resamples whole groups', () => {
    const four = <T>(values: readonly T[]) => values.flatMap((one) => [one, one, one, one]);
    const groups = four(labels.map((_label, row) => row));
    const options = { labels: four(labels), scores: four(scores), policy: { capacity: 0.2 } };
    const width = ({ model }: ReturnType<typeof value>) => model.high - model.low;
    assert.ok(width(value({ ...options, groups })) > 1.5 * width(value(options)));
  });

  it('has no figure without rows', () => {
    const none = value({ labels: [NaN], scores: [0.5] });
    assert.ok(Number.isNaN(none.model.value) && Number.isNaN(none.all) && Number.isNaN(none.share));
    assert.match(none.model.tooFew ?? '', /no row/);
  });

  it('reads the capacity of a goal as a share', () => {
    assert.deepEqual(moneyTable({ ...table, capacity: '20%' }), { ...table, capacity: 0.2 });
    const { tp, fp, tn, fn, currency } = table;
    assert.deepEqual(moneyTable({ tp, fp, tn, fn, currency }), table);
  });
});
