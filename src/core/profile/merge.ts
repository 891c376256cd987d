// The profile of two parts together, from their profiles alone: what adds up exactly, and what only within a bound.
import { assembleColumn, type Counted, type Measured } from './assemble';
import { binsFor } from './bins';
import { mergeBuckets, type Cell } from './buckets';
import { histogramOfCells } from './histogram';
import { isNumeric, isTime } from './kind';
import type { ColumnKind, ColumnProfile, Histogram, Profile, TopValue } from './profile';

/**
 * Counts, buckets, extremes and lengths add up exactly; mean and sd within rounding; quantiles within 1%; `top` within
 * `topError`; a histogram by sharing out. Distinct values are exact only where each was counted in both parts.
 * A column that only one part has is missing in every row of the other.
 *
 * Nothing calls it yet: files of one dataset are one table, and windows are judged row by row against the reference. It holds the
 * profile document to what windows kept as profiles will need, by a property test against the profile of the whole.
 */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  const names = [...new Set([...a.columns, ...b.columns].map(({ name }) => name))];
  return {
    schema: 1,
    rows: a.rows + b.rows,
    columns: names.map((name) => {
      const [first, second] = [a, b].map(({ columns }) => columns.find((column) => column.name === name));
      if (first && second) return mergeColumns(first, second, a.rows + b.rows);
      const only = (first ?? second) as ColumnProfile;
      return { ...only, missing: only.missing + (first ? b.rows : a.rows) };
    }),
  };
}

function mergeColumns(a: ColumnProfile, b: ColumnProfile, rows: number): ColumnProfile {
  const kind = mergedKind(a.kind, b.kind);
  const tops = mergeTops(a, b);
  const isComplete = tops.error === 0 && isWholeTop(a) && isWholeTop(b);
  const measured: Measured = {
    name: a.name,
    type: isNumeric(kind) && a.kind !== kind ? b.type : a.type,
    kind,
    rows,
    present: rows - a.missing - b.missing,
    infinities: (a.infinities ?? 0) + (b.infinities ?? 0),
    approximateDistinct: unionEstimate(a, b, tops.values.length),
    ...extremes(a, b),
    ...(isNumeric(kind) ? mergeMoments(moments(a), moments(b)) : {}),
    ...mergeLengths(a, b),
    ...(kind === 'string' ? { numericTexts: (a.numericTexts ?? 0) + (b.numericTexts ?? 0) } : {}),
  };
  const counted: Counted = {
    values: tops.values,
    ...(isComplete ? { distinct: tops.values.length } : {}),
    ...(isNumeric(kind) && a.buckets && b.buckets ? { buckets: mergeBuckets(a.buckets, b.buckets) } : {}),
    ...(a.fine && b.fine && a.fine.origin === b.fine.origin ? { fine: mergeBuckets(a.fine, b.fine) } : {}),
  };
  const merged = assembleColumn(measured, counted);
  return {
    ...merged,
    ...(isTime(kind) && !merged.histogram ? mergeHistograms(measured, a, b) : {}),
    ...(kind === 'string' ? { hiddenMissing: addCounts(a.hiddenMissing, b.hiddenMissing) } : {}),
    ...(tops.error > 0 ? { topError: tops.error } : {}),
  };
}

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

/** Between the larger of both and their sum: the sum where values hardly repeat. */
function unionEstimate(a: ColumnProfile, b: ColumnProfile, seen: number): number {
  const hardlyRepeats = [a, b].some(({ distinct, top, other }) => {
    const present = other + top.reduce((sum, { count }) => sum + count, 0);
    return distinct >= 0.9 * present;
  });
  return Math.max(hardlyRepeats ? a.distinct + b.distinct : Math.max(a.distinct, b.distinct), seen);
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
  const [n, m] = [a, b].map(({ other, top }) => other + top.reduce((sum, { count }) => sum + count, 0)) as [
    number,
    number,
  ];
  return {
    lengths: {
      min: Math.min(x.min, y.min),
      max: Math.max(x.max, y.max),
      mean: (x.mean * n + y.mean * m) / (n + m),
    },
  };
}

/** Times keep no buckets: the bins of both are shared out over bins of the whole. */
function mergeHistograms(
  measured: Measured,
  a: ColumnProfile,
  b: ColumnProfile,
): Pick<ColumnProfile, 'histogram'> {
  const cells = [a, b].flatMap((part) => histogramCells(part)).sort((x, y) => x.low - y.low);
  const [min, max] = [measured.min, measured.max].map((text) => Date.parse(String(text)));
  if (cells.length === 0 || !Number.isFinite(min) || !Number.isFinite(max)) return {};
  const bounds = { min: min as number, max: max as number };
  const bins = binsFor({ kind: measured.kind, ...bounds, spread: { by: 'values', cells } });
  const histogram: Histogram = histogramOfCells(bins, cells);
  return { histogram };
}

function histogramCells({ histogram, min, max }: ColumnProfile): Cell[] {
  if (!histogram) return [];
  const [from, to] = [Date.parse(String(min)), Date.parse(String(max))];
  const last = histogram.counts.length - 1;
  return histogram.counts.flatMap((count, at) =>
    count === 0
      ? []
      : [
          {
            low: at === 0 ? from : Math.max(from, histogram.edges[at] ?? from),
            high: at === last ? to : Math.min(to, histogram.edges[at + 1] ?? to),
            count,
          },
        ],
  );
}
