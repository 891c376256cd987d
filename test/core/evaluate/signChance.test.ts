// The test behind comparisons by RMSE, MAE, R2, log loss and Brier score.
import assert from 'node:assert/strict';
import { alphaOfLook } from '../../../src/core/evaluate/compare';
import { metrics, type MetricName } from '../../../src/core/evaluate/metrics';
import { pairedStatistics } from '../../../src/core/evaluate/pairedDifference';
import { signChance } from '../../../src/core/evaluate/signChance';
import { seededRandom, type Random } from '../../../src/core/random';
import { compareVersions } from './atOnce';

const lognormal = (random: Random) => Math.exp(random.normal()) - 1;
const errorsOf = (rows: number, error: () => number) => Array.from({ length: rows }, error);

const draws = 20_000;

function chance(metric: MetricName, first: readonly number[], second: readonly number[], groups?: number[]) {
  const options = { metric, labels: first.map(() => 0), first, second, random: seededRandom(1) };
  const pair = pairedStatistics(options);
  const random = seededRandom(2);
  return signChance(metrics[metric], pair.first, { second: pair.second, random, groups, draws });
}

describe('two models whose losses are swapped row by row', () => {
  const [far, near] = [
    [2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 5, 6, 7, 8],
  ] as const;

  for (const { title, first, second, groups, p } of [
    {
      title: 'as far apart in 2 of 256 swaps where each row is nearer',
      first: far,
      second: near,
      p: 2 / 256,
    },
    {
      title: 'in 464 of 2,048 where 8 of 11 rows are nearer by as much',
      first: [2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1],
      second: [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2],
      p: 464 / 2048,
    },
    {
      title: 'in 2 of 16 where they are swapped by group',
      first: far,
      second: near,
      groups: [1, 1, 2, 2, 3, 3, 4, 4],
      p: 2 / 16,
    },
    {
      title: 'in every swap where the rows of each group even out',
      first: [2, 2, 2, 2, 1, 1, 1, 1],
      second: [1, 1, 1, 1, 2, 2, 2, 2],
      groups: [1, 2, 3, 4, 1, 2, 3, 4],
      p: 1,
    },
    { title: 'in every swap where they lose the same', first: far, second: far, p: 1 },
  ])
    // prettier-ignore
    it(`differ ${title}`, () => {
      for (const metric of ['rmse', 'mae', 'r2'] as const)
        assert.ok(Math.abs((chance(metric, first, second, groups) ?? NaN) - p) <= 4 * Math.sqrt((p * (1 - p)) / draws), metric);
    });

  it('are not judged by what is no mean of a loss', () => {
    const random = seededRandom(1);
    for (const metric of ['average_precision', 'precision'] as const) {
      const rows = {
        metric,
        labels: [1, 0, 1, 0],
        first: [0.1, 0.2, 0.9, 0.4],
        second: [0.7, 0.2, 0.9, 0.4],
      };
      const { first, second } = pairedStatistics({ ...rows, random });
      assert.equal(signChance(metrics[metric], first, { second, random }), undefined);
    }
  });

  it('are called better by RMSE hardly oftener than promised where they are equal and errors have a long tail', () => {
    const random = seededRandom(5);
    const rounds = 150;
    const better = Array.from({ length: rounds }, () => {
      const labels = errorsOf(60, () => random.normal());
      const guess = () => labels.map((label) => label + lognormal(random));
      const rows = {
        metric: 'rmse',
        labels,
        champion: guess(),
        challenger: guess(),
        look: 1,
        random,
      } as const;
      return compareVersions(rows).isBetter;
    }).filter(Boolean).length;
    // 1.5% are promised; by drawing alone it were 6%.
    assert.ok(better <= 5, `${better} of ${rounds}`);
  });

  it('are hardly oftener found apart than promised where a cautious one and an over-confident one have the same log loss', () => {
    const random = seededRandom(8);
    const chanceOf = (logit: number) => 1 / (1 + Math.exp(-logit));
    const rounds = 200;
    const apart = Array.from({ length: rounds }, () => {
      const logits = Array.from({ length: 50 }, () => 1.5 * random.normal() - 2.5);
      const rows = {
        metric: 'log_loss',
        labels: logits.map((logit) => Number(random.uniform() < chanceOf(logit))),
        first: logits.map((logit) => chanceOf(0.6 * logit)),
        second: logits.map((logit) => chanceOf(1.574 * logit)),
        random,
      } as const;
      const { first, second } = pairedStatistics(rows);
      const p = signChance(metrics[rows.metric], first, { second, random, draws: 1000 });
      return p !== undefined && p <= alphaOfLook(1);
    }).filter(Boolean).length;
    // 3% are promised; by swaps of the bare sum it were 12%.
    assert.ok(apart <= 12, `${apart} of ${rounds}`);
  });
});
