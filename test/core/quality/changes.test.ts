// What changed since the version before: told where it is beyond chance, and not where equal windows differ.
import assert from 'node:assert/strict';
import type { ColumnKind, ColumnProfile, Profile } from '../../../src/core/profile/profile';
import { assembleColumn } from '../../../src/core/profile/assemble';
import { bucketsOf } from '../../../src/core/profile/buckets';
import { valueChanges } from '../../../src/core/quality/changes';
import { seededRandom, type Random } from '../../../src/core/random';

function profileOf(kind: ColumnKind, values: readonly (number | string | null)[]): Profile {
  const present = values.filter((value) => value !== null);
  const counts = new Map<string, number>();
  for (const value of present) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  const isNumber = kind !== 'string';
  const numbers = present.map(Number);
  const column = assembleColumn(
    {
      name: 'x',
      type: kind,
      kind,
      rows: values.length,
      present: present.length,
      infinities: 0,
      ...(isNumber ? { min: Math.min(...numbers), max: Math.max(...numbers) } : {}),
    },
    {
      values: [...counts].map(([value, count]) => ({ value, count })),
      distinct: counts.size,
      ...(isNumber ? { buckets: bucketsOf(numbers.map((value) => ({ value, count: 1 }))) } : {}),
    },
  );
  return { schema: 1, rows: values.length, columns: [column] };
}
function changes(
  kind: ColumnKind,
  before: readonly (number | string | null)[],
  now: readonly (number | string | null)[],
) {
  const [previous, profile] = [profileOf(kind, before), profileOf(kind, now)];
  const column = (of: Profile) => of.columns[0] as ColumnProfile;
  return valueChanges(column(profile), column(previous), { profile, previous });
}
const draw = (seed: number, rows: number, one: (random: Random) => number | string | null) => {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => one(random));
};
const normal = (random: Random) => random.normal();
const letter = (random: Random) =>
  'abcdefgh'[Math.min(7, Math.floor(-2 * Math.log(1 - random.uniform())))] ?? 'h';

describe('changes of a column since the version before', () => {
  it('are beyond the range of then', () => {
    const now = draw(2, 2_000, normal).map((value, at) => (at % 100 === 0 ? Number(value) * 10 + 50 : value));
    const [change, ...more] = changes('number', draw(1, 2_000, normal), now);
    assert.deepEqual([change?.kind, change?.rows, more], ['beyond', 20, []]);
  });
  it('are new and gone values', () => {
    const now = draw(2, 2_000, letter).map((value, at) =>
      at % 100 === 0 ? 'z' : value === 'b' ? 'a' : value,
    );
    assert.deepEqual(
      changes('string', draw(1, 2_000, letter), now).map((change) => [
        change.kind,
        'values' in change && change.values,
      ]),
      [
        ['new', ['z']],
        ['gone', ['b']],
      ],
    );
  });
  it('are values that are missing now', () => {
    const now = draw(2, 2_000, normal).map((value, at) => (at % 50 === 0 ? null : value));
    assert.deepEqual(changes('number', draw(1, 2_000, normal), now), [
      { kind: 'missing', before: 0, now: 0.02, rows: 40 },
    ]);
  });
  it('are none of two draws from one source, but for one in a thousand', () => {
    let told = 0;
    const sources: [ColumnKind, (random: Random) => number | string | null][] = [
      ['number', normal],
      ['number', (random) => Math.exp(2 * random.normal())],
      ['integer', (random) => random.below(500)],
      ['string', letter],
      ['string', (random) => `${random.below(1_000)}`.slice(0, 2)],
      ['number', (random) => (random.uniform() < 0.1 ? null : random.normal())],
    ];
    for (const [kind, one] of sources)
      for (let seed = 0; seed < 100; seed++)
        told += changes(kind, draw(seed, 300, one), draw(seed + 1_000, 600, one)).length;
    assert.ok(told <= 3, String(told));
  });
});
