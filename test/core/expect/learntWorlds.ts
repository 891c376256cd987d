// Worlds whose windows are simulated: columns by distribution, rules learnt from a reference, and how many later windows fail them.
import { candidatesOf, learntColumns, type Candidate } from '../../../src/core/expect/learn/candidates';
import { learnExpectations, type CandidateCounts } from '../../../src/core/expect/learn/learn';
import { setCounts, windowCounts } from '../../../src/core/expect/learn/windows';
import { meets, parseBound } from '../../../src/core/bound';
import type { Expect } from '../../../src/core/manifest/manifest';
import type { ColumnProfile, Profile } from '../../../src/core/profile/profile';
import { seededRandom, type Random } from '../../../src/core/random';

type Cell = number | string | null;
/** `at`: the row's place from the first of the reference on. */
type Column = (random: Random, at: number, rows: number) => Cell;
export type World = Readonly<Record<string, { readonly before: Column; readonly after?: Column }>>;

const missing =
  (share: number, column: Column): Column =>
  (random, at, rows) =>
    random.uniform() < share ? null : column(random, at, rows);
const normal: Column = (random) => 10 + 3 * random.normal();
const lognormal: Column = (random) => Math.exp(random.normal());
const poisson =
  (mean: number): Column =>
  (random) => {
    let [count, product] = [0, random.uniform()];
    for (; product > Math.exp(-mean); count++) product *= random.uniform();
    return count;
  };
const category: Column = (random) => {
  const at = random.uniform();
  return at < 0.6 ? 'a' : at < 0.9 ? 'b' : at < 0.985 ? 'c' : at < 0.999 ? 'd' : 'e';
};
/** Two seasons in a reference. */
const seasonal =
  (height: number): Column =>
  (random, at, rows) =>
    height * Math.sin((4 * Math.PI * at) / rows) + random.normal();
/** Missing more often in one season than in the other. */
const seasonallyMissing: Column = (random, at, rows) =>
  random.uniform() < 0.1 * (1 + Math.sin((4 * Math.PI * at) / rows)) ? null : random.normal();

const same = (column: Column) => ({ before: column });

const all: World = {
  normal: same(normal),
  normalWithGaps: same(missing(0.03, normal)),
  lognormal: same(lognormal),
  lognormalWithGaps: same(missing(0.2, lognormal)),
  count: same(poisson(3)),
  rareCount: same(poisson(0.2)),
  category: same(missing(0.01, category)),
  season: same(seasonal(2)),
  strongSeason: same(seasonal(10)),
  seasonallyMissing: same(seasonallyMissing),
};

export const worlds = {
  all,
  changed: {
    'a unit changed': { price: { before: lognormal, after: (random) => 100 * Math.exp(random.normal()) } },
    'values went missing': { age: { before: normal, after: missing(0.1, normal) } },
    'another spelling came': {
      kind: { before: category, after: (random) => (random.uniform() < 0.1 ? 'A' : 'b') },
    },
    'a number stands for what is not known': {
      age: { before: normal, after: (random) => (random.uniform() < 0.1 ? -999 : 10 + 3 * random.normal()) },
    },
  } satisfies Readonly<Record<string, World>>,
};

export interface Simulated {
  /** Of the windows that fail at least one rule. */
  readonly share: number;
  readonly windows: number;
}

export function failingShare(
  world: World,
  {
    references,
    windowsOfEach,
    rows,
    seed,
  }: { references: number; windowsOfEach: number; rows: number; seed: number },
): Simulated {
  const random = seededRandom(seed);
  const window = rows / 10;
  let failing = 0;
  for (let reference = 0; reference < references; reference++) {
    const table = tableOf(world, 'before', random, { from: 0, count: rows, rows });
    const expect = learnt(table, window);
    for (let at = 0; at < windowsOfEach; at++) {
      const from = rows + random.below(rows);
      const later = tableOf(world, 'after', random, { from, count: window, rows });
      if (!isMet(expect, later)) failing++;
    }
  }
  const windows = references * windowsOfEach;
  return { share: failing / windows, windows };
}

type Table = ReadonlyMap<string, readonly Cell[]>;

function tableOf(
  world: World,
  when: 'before' | 'after',
  random: Random,
  { from, count, rows }: { from: number; count: number; rows: number },
): Table {
  return new Map(
    Object.entries(world).map(([name, { before, after = before }]) => {
      const column = when === 'before' ? before : after;
      return [name, Array.from({ length: count }, (_none, at) => column(random, from + at, rows))];
    }),
  );
}

function learnt(table: Table, window: number): Expect {
  const profile = profileOf(table);
  const counted = new Map<string, CandidateCounts>();
  for (const column of learntColumns(profile, []))
    for (const candidate of candidatesOf(profile, column))
      counted.set(JSON.stringify(candidate), countsOf(candidate, table.get(column.name) ?? [], window / 2));
  return learnExpectations(profile, {
    left: [],
    window,
    unique: [],
    countsOf: (candidate) => counted.get(JSON.stringify(candidate)),
  });
}

function countsOf(candidate: Candidate, cells: readonly Cell[], size: number): CandidateCounts {
  const halves = Array.from({ length: Math.ceil(cells.length / size) }, (_none, at) =>
    cells.slice(at * size, (at + 1) * size),
  );
  if (candidate.kind === 'set')
    return setCounts(
      halves.map((half) => {
        const counts = new Map<string, number>();
        for (const cell of half)
          if (cell !== null) counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
        return counts;
      }),
    );
  return windowCounts(
    halves.map((half) => {
      if (candidate.kind === 'missing')
        return { rows: half.length, offending: half.filter((cell) => cell === null).length };
      const present = half.filter((cell) => cell !== null);
      const offending = present.filter(
        (cell) => Number(cell) < candidate.low || Number(cell) > candidate.high,
      );
      return { rows: present.length, offending: offending.length };
    }),
  );
}

/** Only what rules are learnt from. */
function profileOf(table: Table): Profile {
  const columns = [...table].map(([name, cells]) => {
    const present = cells.filter((cell) => cell !== null);
    const isText = present.some((cell) => typeof cell === 'string');
    const isWhole = present.every((cell) => Number.isInteger(cell));
    const counts = new Map<string, number>();
    for (const cell of present) counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
    const ordered = [...present].map(Number).sort((a, b) => a - b);
    const quantile = (share: number) => ordered[Math.round(share * (ordered.length - 1))] ?? NaN;
    const isListed = counts.size <= 100;
    const profile: Partial<ColumnProfile> = {
      name,
      kind: isText ? 'string' : isWhole ? 'integer' : 'number',
      semantic: 'unknown',
      missing: cells.length - present.length,
      distinct: counts.size,
      isDistinctExact: isListed,
      top: isListed ? [...counts].map(([value, count]) => ({ value, count })) : [],
      other: isListed ? 0 : present.length,
      ...(isText
        ? {}
        : {
            quantiles: Object.fromEntries(['0.01', '0.5', '0.99'].map((key) => [key, quantile(Number(key))])),
          }),
    };
    return profile as ColumnProfile;
  });
  return { schema: 1, rows: [...table.values()][0]?.length ?? 0, columns };
}

/** As `check` judges these words. */
function isMet({ columns = {} }: Expect, table: Table): boolean {
  return Object.entries(columns).every(([name, { between, in: values, missing: bound, mostly = 1 }]) => {
    const cells = table.get(name) ?? [];
    const present = cells.filter((cell) => cell !== null);
    const right = present.filter(
      (cell) =>
        (!between || (Number(cell) >= between[0] && Number(cell) <= between[1])) &&
        (!values || values.includes(cell)),
    );
    const isRight = present.length === 0 || right.length / present.length >= mostly;
    return (
      isRight &&
      (bound === undefined || meets((cells.length - present.length) / cells.length, parseBound(bound)))
    );
  });
}
