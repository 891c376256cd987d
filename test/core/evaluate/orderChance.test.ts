// The test behind comparisons by average precision.
import assert from 'node:assert/strict';
import { metrics, type MetricName } from '../../../src/core/evaluate/metrics';
import { metricValue } from '../../../src/core/evaluate/metricValue';
import { orderChance } from '../../../src/core/evaluate/orderChance';
import { pairedDifference, pairedStatistics } from '../../../src/core/evaluate/pairedDifference';
import { midranks } from '../../../src/core/evaluate/rank';
import { seededRandom } from '../../../src/core/random';

const draws = 20_000;

interface Rows {
  readonly labels: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly groups?: readonly number[];
}

function chance(metric: MetricName, { groups, ...rows }: Rows) {
  const random = seededRandom(2);
  return orderChance(metrics[metric], pairedStatistics({ metric, ...rows, random }), {
    groups,
    random,
    draws,
  });
}

/** By every way to swap. */
function enumerated(metric: MetricName, { labels, first, second, groups }: Rows): number {
  const units = [...new Set(groups ?? labels.keys())];
  const [one, two] = [midranks(first), midranks(second)];
  const apart = Array.from({ length: 2 ** units.length }, (_none, swaps) => {
    const isSwapped = (row: number) => ((swaps >> units.indexOf(groups?.[row] ?? row)) & 1) === 1;
    const value = (isFirst: boolean) =>
      metricValue(metric, {
        labels,
        scores: one.map((rank, row) => (isSwapped(row) === isFirst ? (two[row] ?? NaN) : rank)),
      });
    return Math.abs(value(true) - value(false));
  });
  return apart.filter((one) => one >= (apart[0] ?? NaN) - 1e-12).length / apart.length;
}

describe('two models whose places are swapped row by row', () => {
  const rows: Rows = {
    labels: [1, 0, 1, 1, 0, 0, 1, 0, 0, 1],
    first: [5, 9, 3, 3, 8, 7, 6, 1, 2, 4],
    second: [900, 200, 800, 700, 100, 300, 300, 600, 50, 400],
  };

  for (const [title, given] of [
    ['differ as often as in every way to swap them', rows],
    [
      'differ so where rows of a group are swapped together',
      { ...rows, groups: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5] },
    ],
    [
      'always differ as much where they order alike, on whatever scale',
      { ...rows, second: rows.first.map((score) => score ** 3) },
    ],
  ] as const)
    // prettier-ignore
    it(title, () => {
      for (const metric of ['average_precision', 'roc_auc'] as const) {
        const p = enumerated(metric, given);
        const found = chance(metric, given) ?? NaN;
        assert.ok(Math.abs(found - p) <= 4 * Math.sqrt((p * (1 - p)) / draws) + 1e-4, `${metric}: ${found} of ${p}`); // prettier-ignore
      }
    });

  it('are not judged by what is no matter of order, nor where drawing tells the same', () => {
    const labels = Array.from({ length: 2001 }, (_none, row) => row % 2);
    const many = { labels, first: labels, second: labels };
    assert.equal(chance('precision', rows), undefined);
    assert.equal(chance('average_precision', many), undefined);
  });

  it('are not called apart by drawing alone', () => {
    const random = seededRandom(33);
    const drawn = Array.from({ length: 60 }, () => {
      const truth = random.normal();
      const label = Number(random.uniform() < 1 / (1 + Math.exp(1.5 - 1.2 * truth)));
      return [label, truth + random.normal() / 2, truth + random.normal() / 2] as const;
    });
    const column = (place: 0 | 1 | 2) => drawn.map((row) => row[place]);
    const { p, interval } = pairedDifference({
      metric: 'average_precision',
      labels: column(0),
      first: column(1),
      second: column(2),
      random: seededRandom(1),
      level: 0.9696,
    });
    // The drawn interval of these begins at 0.036.
    assert.deepEqual([p > 0.05, interval.low], [true, 0]);
  });
});
