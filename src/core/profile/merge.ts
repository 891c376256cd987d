// The profile of two parts together, from their profiles alone: what adds up exactly, and what only within a bound.
import { assembleColumn, patternLimit, type Counted, type Measured } from './assemble';
import { mergeBuckets } from './buckets';
import { mergeSketches } from './distinctSketch';
import { withPlaces } from './geo';
import { isNumeric, isTime } from './kind';
import type { ColumnKind, ColumnProfile, Patterns, Profile, TopValue } from './profile';
import { mergeTimeCells } from './timeCells';
import { compareText } from '../order';

/**
 * Counts, buckets, cells of times, extremes, lengths and sketches of distinct values add up exactly; mean and sd within rounding;
 * quantiles within `quantileErrors`; `top` and `patterns` within the error that they state; a histogram by sharing out. Distinct
 * values are exact only where each was counted in both parts. What needs whole rows or their order does not merge and is left
 * out: `gaps`, and all of `full`. A column that only one part has is missing in every row of the other.
 */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  const names = [...new Set([...a.columns, ...b.columns].map(({ name }) => name))];
  const columns = names.map((name) => {
    const [first, second] = [a, b].map((part) => part.columns.find((column) => column.name === name));
    if (first && second) return mergeColumns(first, second, a.rows + b.rows);
    const { gaps: _gaps, ...only } = (first ?? second) as ColumnProfile;
    return { ...only, missing: only.missing + (first ? b.rows : a.rows) };
  });
  return { schema: 1, rows: a.rows + b.rows, columns: withPlaces(columns) };
}

function mergeColumns(a: ColumnProfile, b: ColumnProfile, rows: number): ColumnProfile {
  const missing = a.missing + b.missing;
  // Of a column without a value the type says nothing.
  for (const [empty, { gaps: _gaps, ...other }] of [
    [b, a],
    [a, b],
  ] as const)
    if (presentIn(empty) === 0) return { ...other, missing };
  const kind = mergedKind(a.kind, b.kind);
  const tops = mergeTops(a, b);
  const isComplete = tops.error === 0 && isWholeTop(a) && isWholeTop(b);
  const measured: Measured = {
    name: a.name,
    type: isNumeric(kind) && a.kind !== kind ? b.type : a.type,
    kind,
    rows,
    present: rows - missing,
    infinities: (a.infinities ?? 0) + (b.infinities ?? 0),
    ...extremes(a, b),
    ...(isNumeric(kind) ? mergeMoments(moments(a), moments(b)) : {}),
    ...mergeLengths(a, b),
    ...(kind === 'string' ? { numericTexts: (a.numericTexts ?? 0) + (b.numericTexts ?? 0) } : {}),
  };
  const counted: Counted = {
    values: tops.values,
    ...(isComplete ? { distinct: tops.values.length } : {}),
    atLeast: Math.max(a.distinct, b.distinct, tops.values.length),
    ...mergeCounts(kind, a, b),
  };
  const merged = assembleColumn(measured, counted);
  return {
    ...merged,
    ...(kind === 'string' ? { hiddenMissing: addCounts(a.hiddenMissing, b.hiddenMissing) } : {}),
    ...(tops.error > 0 ? { topError: tops.error } : {}),
    ...(a.patterns && b.patterns ? { patterns: mergePatterns(a.patterns, b.patterns) } : {}),
  };
}

function mergeCounts(kind: ColumnKind, a: ColumnProfile, b: ColumnProfile): Counted {
  const sketch = a.sketch && b.sketch && mergeSketches(a.sketch, b.sketch);
  const bounds = timeBounds(extremes(a, b));
  return {
    ...(sketch ? { sketch } : {}),
    ...(isNumeric(kind) && a.buckets && b.buckets ? { buckets: mergeBuckets(a.buckets, b.buckets) } : {}),
    ...(a.fine && b.fine && a.fine.origin === b.fine.origin ? { fine: mergeBuckets(a.fine, b.fine) } : {}),
    ...(isTime(kind) && a.times && b.times ? { times: mergeTimeCells(a.times, b.times, bounds) } : {}),
  };
}

const timeBounds = ({ min, max }: Pick<ColumnProfile, 'min' | 'max'>) => ({
  min: Date.parse(String(min)),
  max: Date.parse(String(max)),
});

function mergedKind(a: ColumnKind, b: ColumnKind): ColumnKind {
  if (a === b) return a;
  return isNumeric(a) && isNumeric(b) ? 'number' : 'other';
}

interface Moments {
  /** Of finite values. */
  readonly n: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
}

function moments(column: ColumnProfile): Moments {
  const n = column.buckets?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
  return { n, mean: column.mean ?? (n > 0 ? NaN : 0), squares: (column.sd ?? 0) ** 2 * Math.max(n - 1, 0) };
}

/** Chan, Golub and LeVeque 1979. */
function mergeMoments(a: Moments, b: Moments): { mean?: number; sd?: number } {
  const n = a.n + b.n;
  if (n === 0 || Number.isNaN(a.mean + b.mean)) return {};
  const distance = b.mean - a.mean;
  const mean = a.mean + (distance * b.n) / n;
  const squares = a.squares + b.squares + (distance * distance * a.n * b.n) / n;
  return n > 1 ? { mean, sd: Math.sqrt(squares / (n - 1)) } : { mean };
}

interface Tops {
  readonly values: readonly TopValue[];
  readonly error: number;
}

/** The most that a value outside a part's `top` can have there. */
function mostOutside({ top, other, topError = 0 }: ColumnProfile): number {
  return Math.min(other, top.at(-1)?.count ?? other) + topError;
}

function mergeTops(a: ColumnProfile, b: ColumnProfile): Tops {
  const counts = addCounts(countsOf(a.top), countsOf(b.top));
  const values = Object.entries(counts).map(([value, count]) => ({ value, count }));
  return {
    values,
    error: mostOutside(a) + mostOutside(b),
  };
}

const countsOf = (top: readonly TopValue[]) =>
  Object.fromEntries(top.map(({ value, count }) => [value, count]));

function addCounts(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum = new Map(Object.entries(a));
  for (const [key, count] of Object.entries(b)) sum.set(key, (sum.get(key) ?? 0) + count);
  return Object.fromEntries(sum);
}

const isWholeTop = ({ other, top, isDistinctExact, distinct }: ColumnProfile) =>
  other === 0 && isDistinctExact && distinct === top.length;

/** Values that are there. */
const presentIn = ({ other, top }: ColumnProfile) => other + top.reduce((sum, { count }) => sum + count, 0);

function mergePatterns(a: Patterns, b: Patterns): Patterns {
  const found = new Map<string, Patterns['top'][number]>();
  for (const one of [...a.top, ...b.top])
    found.set(one.pattern, {
      ...one,
      ...found.get(one.pattern),
      count: (found.get(one.pattern)?.count ?? 0) + one.count,
    });
  const sorted = [...found.values()].sort((x, y) => y.count - x.count || compareText(x.pattern, y.pattern));
  const top = sorted.slice(0, patternLimit);
  const left = sorted.slice(patternLimit).reduce((sum, { count }) => sum + count, 0);
  const most = ({ top: own, other, error = 0 }: Patterns) =>
    Math.min(other, own.at(-1)?.count ?? other) + error;
  const error = most(a) + most(b);
  return { top, other: a.other + b.other + left, ...(error > 0 ? { error } : {}) };
}

function extremes(a: ColumnProfile, b: ColumnProfile): Pick<ColumnProfile, 'min' | 'max'> {
  const [mins, maxes] = [
    [a.min, b.min].filter((value) => value !== undefined),
    [a.max, b.max].filter((value) => value !== undefined),
  ];
  const min = mins.reduce<number | string | undefined>(
    (x, y) => (x === undefined || y < x ? y : x),
    undefined,
  );
  const max = maxes.reduce<number | string | undefined>(
    (x, y) => (x === undefined || y > x ? y : x),
    undefined,
  );
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function mergeLengths(a: ColumnProfile, b: ColumnProfile): Pick<ColumnProfile, 'lengths'> {
  const [x, y] = [a.lengths, b.lengths];
  if (!x || !y) return x || y ? { lengths: (x ?? y) as NonNullable<typeof x> } : {};
  const [n, m] = [presentIn(a), presentIn(b)];
  return {
    lengths: {
      min: Math.min(x.min, y.min),
      max: Math.max(x.max, y.max),
      mean: (x.mean * n + y.mean * m) / (n + m),
    },
  };
}
