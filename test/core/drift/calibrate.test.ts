import assert from 'node:assert/strict';
import { align } from '../../../src/core/drift/align';
import { distributionOfValues, type Distribution } from '../../../src/core/drift/distribution';
import { calibratedPsi } from '../../../src/core/drift/calibrate';
import { homogeneityP } from '../../../src/core/drift/homogeneity';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { countUpTo } from '../../../src/core/evaluate/rank';
import { seededRandom, type Random } from '../../../src/core/random';
import { assertClose } from '../../statistics/fixture';

const draw = (random: Random, shares: readonly number[], rows: number) => {
  const counts = shares.map(() => 0);
  let sum = 0;
  const upTo = Float64Array.from(shares, (share) => (sum += share));
  for (let row = 0; row < rows; row++) {
    const bin = Math.min(countUpTo(upTo, random.uniform()), shares.length - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
};

/** As a profile keeps it: the most frequent values by name, the others only counted. */
function listed(counts: readonly number[], most: number): Distribution {
  const names = counts.map((count, at) => [`c${at}`, count] as const).filter(([, count]) => count > 0);
  names.sort(([, a], [, b]) => b - a);
  const other = names.slice(most).reduce((sum, [, count]) => sum + count, 0);
  return { kind: 'categorical', counts: new Map(names.slice(0, most)), other, missing: 0 };
}

const uniform = (categories: number) => Array.from({ length: categories }, () => 1 / categories);
const zipf = (categories: number, steepness = 1) => {
  const weights = Array.from({ length: categories }, (_none, at) => (at + 1) ** -steepness);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};

function alarmRates(rounds: number, levels: readonly number[], p: () => number): readonly number[] {
  const drawn = Array.from({ length: rounds }, p);
  return levels.map((level) => drawn.filter((one) => one <= level).length / rounds);
}

describe('false alarms', () => {
  const cases: readonly [string, readonly number[], number, number, number][] = [
    ['thirty alike, few rows', uniform(30), 100, 100, 50],
    ['a thousand alike, all listed', uniform(1000), 400, 400, 1000],
    ['a hundred alike, half of them listed', uniform(100), 1000, 1000, 50],
    ['a hundred alike, half of them listed, a larger window', uniform(100), 500, 3000, 50],
    ['a long tail', zipf(500), 2000, 500, 50],
    ['a long tail, small window', zipf(500), 2000, 60, 50],
    ['five hundred alike, of which chance lists fifty', uniform(500), 500, 500, 50],
    ['a thousand of a flat tail', zipf(1000, 0.5), 500, 500, 50],
    ['a thousand of a flat tail, a larger window', zipf(1000, 0.5), 1000, 5000, 50],
    ['five thousand of a long tail', zipf(5000), 500, 500, 50],
  ];
  for (const [what, shares, rows, window, most] of cases) {
    it(`of categories are not more than promised: ${what}`, () => {
      const random = seededRandom(1);
      const [usual = NaN, strict = NaN] = alarmRates(300, [0.05, 0.01], () => {
        const { reference, current, unlisted } = align(
          listed(draw(random, shares, rows), most),
          listed(draw(random, shares, window), Infinity),
        );
        return homogeneityP(reference, current, unlisted);
      });
      // Three standard errors of 300 rounds above the promise.
      assert.ok(usual <= 0.085 && strict <= 0.027, `${usual} at 0.05, ${strict} at 0.01`);
    });
  }

  for (const [rows, window] of [
    [2000, 500],
    [2000, 20],
    [200, 200],
  ] as const) {
    it(`of numbers are as many as promised: ${window} rows against ${rows}`, () => {
      const random = seededRandom(2);
      const sample = (size: number) =>
        distributionOfValues(
          Array.from({ length: size }, () => (random.uniform() < 0.05 ? null : Math.exp(random.normal()))),
          'numeric',
        );
      const both = { chi: 0, psi: 0 };
      for (let round = 0; round < 400; round++) {
        const { reference, current } = align(sample(rows), sample(window));
        if (homogeneityP(reference, current) <= 0.05) both.chi++;
        if (calibratedPsi(reference, current).p <= 0.05) both.psi++;
      }
      for (const rate of [both.chi / 400, both.psi / 400]) assert.ok(rate > 0.015 && rate < 0.085, `${rate}`);
    });
  }
});

describe('real drift', () => {
  it('is found where a listed column is wholly replaced, and where its tail grows', () => {
    const shares = Array.from({ length: 200 }, () => 1 / 200);
    const random = seededRandom(3);
    const reference = listed(draw(random, shares, 4000), 50);
    const replaced = distributionOfValues(
      Array.from({ length: 300 }, (_row, row) => `new${row % 7}`),
      'categorical',
    );
    const [all] = compareColumns([{ name: 'x', reference, current: replaced }], 0.01);
    assert.ok(all?.drifted && all.p < 1e-9);
    const grown = [...reference.kind === 'categorical' ? reference.counts : []].slice(0, 10).flatMap(([name]) => Array<string>(30).fill(name)); // prettier-ignore
    const [tail] = compareColumns(
      [{ name: 'x', reference, current: distributionOfValues(grown, 'categorical') }],
      0.01,
    );
    assert.ok(tail?.drifted);
  });

  it('is found where one of a thousand categories becomes frequent, and one beyond the list very much so', () => {
    const random = seededRandom(6);
    const weights = Array.from({ length: 1000 }, (_none, at) => 1 / Math.sqrt(at + 1));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const shares = weights.map((weight) => weight / sum);
    for (const [name, times] of [
      ['c3', 60],
      ['c700', 600],
    ] as const) {
      const reference = listed(draw(random, shares, 5000), 50);
      const current = draw(random, shares, 1000);
      current[Number(name.slice(1))]! += times;
      const [column] = compareColumns([{ name: 'x', reference, current: listed(current, Infinity) }], 0.01);
      assert.ok(column?.drifted, `${name}: ${column?.p}`);
    }
  });

  it('is found where a value never seen takes a part of a window, however many even categories there are', () => {
    const random = seededRandom(7);
    for (const [categories, steepness, rows, window, taken] of [
      [300, 0, 5000, 1000, 200],
      [60, 0, 2000, 300, 60],
      [3000, 0, 40_000, 1000, 200],
      [1000, 0.5, 2000, 300, 60],
      [1000, 1, 5000, 1000, 100],
    ] as const) {
      const shares = zipf(categories, steepness);
      const reference = listed(draw(random, shares, rows), 50);
      const current = listed([...draw(random, shares, window - taken), taken], Infinity);
      const [column] = compareColumns([{ name: 'x', reference, current }], 0.01);
      const what = `${taken} of ${window} rows, ${categories} categories`;
      assert.ok(column?.drifted && (column.measures.beyond?.p ?? 1) < 0.001, `${what}: ${column?.p}`);
      assert.deepEqual(column.newCategories, [`c${categories}`], what);
    }
  });

  it('is no value beyond the list that the reference may have had as often', () => {
    const counts = new Map(Array.from({ length: 50 }, (_none, at) => [`c${at}`, 100 - at] as const));
    const window = { kind: 'categorical', counts: new Map([['new', 40]]), other: 0, missing: 0 } as const;
    const sides = (otherError: number) =>
      align({ kind: 'categorical', counts, other: 5000, missing: 0, otherError }, window).unlisted;
    assert.deepEqual(sides(0)?.newcomer, { name: 'new', rows: 40 });
    assert.deepEqual([sides(0)?.atMost, sides(30)?.atMost], [51, 81]);
  });

  it('is found in a window of twenty rows', () => {
    const reference = distributionOfValues(
      Array.from({ length: 1000 }, (_row, row) => row + 1),
      'numeric',
    );
    const current = distributionOfValues(
      Array.from({ length: 20 }, (_row, row) => 900 + row),
      'numeric',
    );
    const [column] = compareColumns([{ name: 'x', reference, current }], 0.01);
    assert.ok(column?.drifted && (column.measures.wasserstein?.value ?? 0) > 1);
  });

  it('is found in a new category, which is named', () => {
    const reference = distributionOfValues(
      Array.from({ length: 1000 }, (_row, row) => (row % 2 ? 'a' : 'b')),
      'categorical',
    );
    const current = distributionOfValues(
      Array.from({ length: 200 }, (_row, row) => (row % 10 ? 'a' : 'z')),
      'categorical',
    );
    const [column] = compareColumns([{ name: 'x', reference, current }], 0.01);
    assert.ok(column?.drifted);
    assert.deepEqual(column.newCategories, ['z']);
  });
});

describe('the interval of PSI', () => {
  const psiOf = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, share, bin) => sum + (share - (q[bin] ?? 0)) * Math.log(share / (q[bin] ?? 0)), 0);
  const tilted = (strength: number) => {
    const weights = Array.from({ length: 10 }, (_bin, bin) => Math.exp((strength * (2 * bin - 9)) / 9));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  };

  for (const [strength, rows, window] of [
    [0, 1000, 1000],
    [0.3, 5000, 500],
    [0.7, 500, 500],
    [1.5, 1000, 300],
    [3, 1000, 1000],
  ] as const) {
    it(`covers the true PSI ${psiOf(tilted(0), tilted(strength)).toFixed(2)} as often as promised`, () => {
      const random = seededRandom(4);
      const truth = psiOf(tilted(0), tilted(strength));
      let covered = 0;
      for (let round = 0; round < 300; round++) {
        const { low, high } = calibratedPsi(
          draw(random, tilted(0), rows),
          draw(random, tilted(strength), window),
        );
        if (low <= truth && truth <= high) covered++;
      }
      assert.ok(covered / 300 > 0.91, `${covered / 300}`);
    });
  }

  it('holds its value and agrees with its p', () => {
    const { value, low, high, p } = calibratedPsi([100, 100, 100], [98, 103, 99]);
    assert.ok(low === 0 && low <= value && value <= high && p > 0.9);
    assertClose(calibratedPsi([50, 50], [50, 50]).value, 0, 1e-12);
  });
});
