// Profiles of the parts of a table, merged, beside that of the whole: equal, or within what they state.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sketchError } from '../../../src/core/profile/distinctSketch';
import { mergeProfiles } from '../../../src/core/profile/merge';
import type { ColumnProfile, Profile } from '../../../src/core/profile/profile';
import { openDatabase, type Database } from '../../../src/node/duckdb/engine';
import { fullProfile } from '../../../src/node/profile/fullProfile';
import { profileTable } from '../../../src/node/profile/profileTable';

/** Longer than a table of which every value is counted. */
const rows = 56_000;

describe('profiles of the parts of a table', () => {
  let db: Database & { close(): Promise<void> };
  before(async () => {
    db = await openDatabase({ threads: 2 });
  });
  after(() => db.close());

  it('merge into that of the whole, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000_000),
        fc.array(fc.integer({ min: 0, max: rows }), { minLength: 1, maxLength: 3 }),
        async (seed, cuts) => {
          await db.run(`CREATE OR REPLACE TABLE whole AS SELECT i,
            CASE WHEN h % 50 > 0 THEN exp((h % 100003) / 20000.0) - 3 END AS skewed,
            (h % 9973)::INTEGER - 20 AS whole,
            (h % 7)::TINYINT AS few,
            1e9 + (h % 1000) / 7 AS far,
            CASE WHEN h % 11 > 0 THEN 'AB-' || (h % 40009) END AS code,
            ['red', 'Red', 'unknown', '12'][(1 + h % 4)::INTEGER] AS word,
            TIMESTAMP '2024-01-01' + to_minutes((h % 300007)::INTEGER) AS "time",
            DATE '2020-02-29' + (h % 90)::INTEGER AS day,
            h % 3 = 0 AS flag
            FROM (SELECT i, hash(i + ${seed}) AS h FROM range(${rows}) t(i))`);
          const ends = [...cuts, rows].sort((a, b) => a - b);
          const parts: Profile[] = [];
          for (const [at, to] of ends.entries())
            parts.push(await profileOf(`i >= ${ends[at - 1] ?? 0} AND i < ${to}`));
          const whole = await profileOf('true');
          assertMerged(parts.reduce(mergeProfiles), whole);
          assertMerged(parts.toReversed().reduce(mergeProfiles), whole);
        },
      ),
      { numRuns: 2, endOnFailure: true },
    );
  });

  async function profileOf(where: string): Promise<Profile> {
    const table = `(SELECT * EXCLUDE (i) FROM whole WHERE ${where})`;
    return fullProfile(db, table, await profileTable(db, table));
  }
});

function assertMerged(merged: Profile, whole: Profile): void {
  assert.equal(merged.rows, whole.rows);
  assert.equal(merged.full, undefined);
  for (const [at, expected] of whole.columns.entries()) {
    const found = merged.columns[at] as ColumnProfile;
    const what = found.name;
    for (const key of [
      ...(['name', 'type', 'kind', 'missing', 'min', 'max', 'infinities', 'zeros', 'negatives'] as const),
      ...(['buckets', 'sketch', 'times', 'numericTexts', 'hiddenMissing'] as const),
    ])
      assert.deepEqual(found[key], expected[key], `${what}.${key}`);
    assert.equal(found.gaps, undefined);
    // A mean far from zero has no more digits than that, and a spread rests on means.
    const size = Math.max(1, Math.abs(expected.mean ?? 0), expected.sd ?? 0);
    assertNear(found.mean, expected.mean, 1e-12 * size, what);
    assertNear(found.sd, expected.sd, 1e-12 * size, what);
    assertNear(found.lengths?.mean, expected.lengths?.mean, 1e-9, what);
    // An estimate of one sketch: five standard errors are left in fewer than one of a million.
    const room = found.isDistinctExact ? 0 : 5 * sketchError * expected.distinct;
    assert.ok(
      Math.abs(found.distinct - expected.distinct) <= room,
      `${what}: ${found.distinct} ${expected.distinct}`,
    );
    for (const [level, value] of Object.entries(expected.quantiles ?? {})) {
      const errors = [found, expected].map(({ quantileErrors }) => quantileErrors?.[level] ?? 0);
      const away = Math.abs((found.quantiles?.[level] ?? NaN) - value);
      assert.ok(
        away <= (errors[0] ?? 0) + (errors[1] ?? 0) + 1e-9,
        `${what} ${level}: ${away} of ${errors.join()}`,
      );
    }
    assertListed(found.top, found.topError ?? 0, expected.top, what);
    const [patterns, listed] = [found.patterns, expected.patterns].map((own) =>
      (own?.top ?? []).map(({ pattern, count }) => ({ value: pattern, count })),
    );
    assertListed(patterns ?? [], found.patterns?.error ?? 0, listed ?? [], what);
    const count = (own: ColumnProfile) => own.histogram?.counts.reduce((sum, bin) => sum + bin, 0);
    assert.equal(count(found), count(expected), what);
  }
}

type Listed = readonly { readonly value: string; readonly count: number }[];

/** What both list differs by no more than the error; what only the whole lists had no more than that in what was left out. */
function assertListed(found: Listed, error: number, expected: Listed, what: string): void {
  const counts = new Map(found.map(({ value, count }) => [value, count]));
  const least = found.at(-1)?.count ?? 0;
  for (const { value, count } of expected) {
    const own = counts.get(value);
    if (own === undefined) assert.ok(count <= least + error, `${what}: ${value} is not listed`);
    else assert.ok(own <= count && count <= own + error, `${what}: ${value} ${own} ${count} ${error}`);
  }
}

function assertNear(
  found: number | undefined,
  expected: number | undefined,
  room: number,
  what: string,
): void {
  if (found === undefined || expected === undefined) return assert.equal(found, expected, what);
  assert.ok(Math.abs(found - expected) <= room, `${what}: ${found} ${expected}`);
}
