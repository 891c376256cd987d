import assert from 'node:assert/strict';
import { expit } from '../../../src/core/distribution';
import { groupsOf } from '../../../src/core/evaluate/groups';
import { metricInterval } from '../../../src/core/evaluate/metricInterval';
import { metricWithin } from '../../../src/core/evaluate/metricWithin';
import { pairedDifference } from '../../../src/core/evaluate/pairedDifference';
import type { MetricName } from '../../../src/core/manifest/manifest';
import { seededRandom } from '../../../src/core/random';
import { chooseTrial } from '../../../src/core/tune/choose';
import { assertClose } from '../../statistics/fixture';
import { compareVersions, withinPeriods } from './atOnce';

describe('groupsOf', () => {
  it('is undefined where the key tells every row from the others', () => {
    assert.equal(groupsOf([1, 2, 3]), undefined);
    assert.equal(groupsOf([]), undefined);
    assert.equal(groupsOf([1, '1', null, null, '', undefined]), undefined);
  });

  it('puts rows of one key together, and rows without a key with nobody', () => {
    const groups = groupsOf(['a', 'b', 'a', null, null, 'row 3']) ?? [];
    assert.equal(groups[0], groups[2]);
    assert.equal(new Set(groups).size, 5);
  });
});

/** Customers seen in every period: what the scores know and miss of a customer is the same in all of them. */
function customers(seed: number, count = 40, periods = 4, visits = 4) {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, (_none, customer) => {
    const [trait, error, otherError] = [random.normal(), random.normal(), random.normal()];
    const label = Number(random.uniform() < expit(1.5 * trait));
    return Array.from({ length: periods * visits }, (_visit, visit) => ({
      customer,
      period: `2010-0${1 + (visit % periods)}`,
      label: random.uniform() < 0.95 ? label : 1 - label,
      first: expit(trait + error + 0.2 * random.normal()),
      second: expit(trait + otherError + 0.2 * random.normal()),
    }));
  }).flat();
  return {
    labels: rows.map(({ label }) => label),
    first: rows.map(({ first }) => first),
    second: rows.map(({ second }) => second),
    periods: rows.map(({ period }) => period),
    groups: groupsOf(rows.map(({ customer }) => customer)) ?? [],
  };
}

const histories = 50;
const sd = (values: readonly number[]) => {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How wide the interval claims to be against how far the figure really goes from history to history, in standard errors. */
function claimed(figures: readonly { value: number; low: number; high: number }[]): number {
  return (
    mean(figures.map(({ low, high }) => (high - low) / 2 / 1.96)) / sd(figures.map(({ value }) => value))
  );
}

describe('rows in groups', () => {
  const all = Array.from({ length: histories }, (_none, seed) => customers(seed, 60));
  const drawing = () => ({ random: seededRandom(1), resamples: 100 });

  for (const metric of ['roc_auc', 'brier'] as const satisfies readonly MetricName[]) {
    it(`have an interval of ${metric} as wide as the figure varies, within periods too`, () => {
      const measures = (withGroups: boolean) =>
        all.map(({ labels, first, periods, groups }) => {
          const rows = { labels, scores: first, ...drawing(), ...(withGroups ? { groups } : {}) };
          return [metricInterval(metric, rows), metricWithin(metric, { ...rows, periods })] as const;
        });
      const [grouped, alone] = [measures(true), measures(false)];
      for (const which of [0, 1] as const) {
        const ratio = claimed(grouped.map((one) => one[which]));
        assert.ok(ratio > 0.75 && ratio < 1.3, `by group ${ratio}`);
        const without = claimed(alone.map((one) => one[which]));
        assert.ok(without < 0.5, `row by row ${without}`);
      }
    });

    it(`are compared by ${metric} with an error as large as the difference varies, within periods too`, () => {
      const compared = all.map(({ labels, first, second, periods, groups }) => {
        const pair = { metric, labels, first, second, groups, ...drawing() };
        return [pairedDifference(pair).interval, withinPeriods({ ...pair, periods }).interval] as const;
      });
      for (const which of [0, 1] as const) {
        const ratio = claimed(compared.map((one) => one[which]));
        assert.ok(ratio > 0.75 && ratio < 1.3, `${which}: ${ratio}`);
      }
    });
  }

  it('are the same figures as row by row', () => {
    const { labels, first, second, periods, groups } = customers(1);
    for (const metric of ['roc_auc', 'log_loss', 'f1'] as const) {
      const rows = { labels, scores: first, periods, ...drawing() };
      assertClose(metricWithin(metric, { ...rows, groups }).value, metricWithin(metric, rows).value, 1e-12);
      const pair = { metric, labels, first, second, periods, ...drawing() };
      assertClose(withinPeriods({ ...pair, groups }).difference, withinPeriods(pair).difference, 1e-12);
    }
  });

  it('do not let a challenger pass that only looks better row by row', () => {
    const judge = (withGroups: boolean) =>
      all.slice(0, 20).filter(
        ({ labels, first, second, groups }) =>
          compareVersions({
            metric: 'brier',
            labels,
            champion: first,
            challenger: second,
            look: 1,
            random: seededRandom(1),
            ...(withGroups ? { groups } : {}),
          }).isBetter,
      ).length;
    const [row, group] = [judge(false), judge(true)];
    assert.ok(row >= 3 && group === 0, `${row} of 20 row by row, ${group} by group`);
  });

  it('make trials alike that row by row seem to differ', () => {
    const alike = (withGroups: boolean) =>
      all.slice(0, 20).filter(({ labels, first, second, groups }) => {
        const trials = [
          { id: 'a', scores: first },
          { id: 'b', scores: second },
        ];
        const choice = chooseTrial({ metric: 'roc_auc', labels, trials, ...(withGroups ? { groups } : {}) });
        return choice?.indistinguishable.length === 2;
      }).length;
    const [row, group] = [alike(false), alike(true)];
    assert.ok(group >= 11 && row <= 8, `${row} row by row, ${group} by group`);
  });

  it('give no interval of ROC AUC from a handful of one class', () => {
    const labels = [1, 1, 1, ...Array.from({ length: 57 }, () => 0)];
    const scores = labels.map((label, row) => label + row / 60);
    const groups = labels.map((_label, row) => row >> 1);
    const few = metricInterval('roc_auc', { labels, scores, groups, random: seededRandom(1) });
    assert.match(few.tooFew ?? '', /one class has 3 rows/);
    const pair = {
      metric: 'roc_auc',
      labels,
      first: scores,
      second: scores,
      groups,
      random: seededRandom(1),
    } as const;
    assert.match(pairedDifference(pair).interval.tooFew ?? '', /one class has 3 rows/);
    const within = metricWithin('roc_auc', { ...pair, scores, periods: labels.map(() => 'all') });
    assert.match(within.tooFew ?? '', /one class has 3 rows/);
  });
});
