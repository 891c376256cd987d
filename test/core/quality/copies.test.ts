// What tells copies from rows that are alike by nature.
import assert from 'node:assert/strict';
import type { ColumnProfile, Profile } from '../../../src/core/profile/profile';
import { coinUpper, pairsByChance } from '../../../src/core/quality/collision';
import { areEqualCopies, copiedUpTo, type Copies } from '../../../src/core/quality/copies';

/** Columns of so many equally frequent values. */
function profileOf(rows: number, ...distinct: number[]): Profile {
  const columns = distinct.map((count, at) => ({
    name: `c${at}`,
    type: 'BIGINT',
    kind: 'integer' as const,
    semantic: 'number' as const,
    missing: 0,
    hiddenMissing: {},
    distinct: count,
    isDistinctExact: true,
    top: [],
    other: rows,
  }));
  return { schema: 1, rows, columns: columns satisfies ColumnProfile[] };
}
const copies = (profile: Profile, pairs: number[], equalPairs = 0): Copies => ({
  columns: profile.columns.map(({ name }) => name),
  pairs,
  seen: [1, 1, 0.5, 0.25],
  equalPairs,
  near: [],
  shared: [],
});

describe('copies', () => {
  const many = profileOf(1_000, 900, 900, 900, 900, 900, 900);
  const few = profileOf(1_000, 4, 4, 4, 4, 4);
  const cases: [string, Profile, number[], number[]][] = [
    ['one pair where columns would never agree', many, [0, 1, 0, 0], [1]],
    ['more pairs that differ in one column than in two', few, [0, 400, 100, 300], [1]],
    ['pairs that are written differently only', many, [3, 0, 0, 0], [0]],
    ['those of each number where there are several', many, [3, 40, 0, 0], [0, 1]],
    ['no pair that is alike by nature', few, [0, 400, 900, 3_000], []],
    ['no pair where those of two columns are more, seen in part', few, [0, 400, 250, 900], []],
    ['no pair by chance', few, [0, 3, 1, 9], []],
  ];
  for (const [what, profile, pairs, expected] of cases)
    it(`are ${what}`, () => assert.deepEqual(copiedUpTo(copies(profile, pairs), profile), expected));

  it('are equal rows where columns would never agree, and not where few values make them so', () => {
    assert.ok(areEqualCopies(copies(many, [0, 0, 0, 0], 2), many));
    assert.ok(!areEqualCopies(copies(few, [0, 4_000, 9_000, 9_000], 500), few));
  });

  it('are counted by chance as all pairs of independent columns', () => {
    const [none = 0, one = 0, two = 0] = pairsByChance(profileOf(1_000, 2, 4), ['c0', 'c1'], 2);
    const all = (1_000 * 999) / 2;
    assert.ok(Math.abs(none - all / 8) < 1e-6);
    assert.ok(Math.abs(one - (all * (3 + 1)) / 8) < 1e-6);
    assert.ok(Math.abs(none + one + two - all) < 1e-6);
  });

  // scipy.stats.binom.sf(count - 1, of, 0.5)
  for (const [count, of, p] of [
    [8, 10, 0.0546875],
    [60, 100, 0.028443966820490395],
    [0, 5, 1],
    [10, 10, 0.0009765625],
    [1_050, 2_000, 0.01341207312],
  ] as const)
    it(`takes ${count} heads of ${of} for a chance of ${p}`, () =>
      assert.ok(Math.abs(coinUpper(count, of) / p - 1) < 1e-3, String(coinUpper(count, of))));
});
