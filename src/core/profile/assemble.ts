// One column's profile put together from what was measured and counted; where the figures come from is not known here.
import { bucketCells, bucketsOf, type Cell } from './buckets';
import { binsFor } from './bins';
import { estimateDistinct, sketchError, type DistinctSketch } from './distinctSketch';
import { histogramOfCells } from './histogram';
import { hiddenMissing } from './hiddenMissing';
import { isNumeric, isTime } from './kind';
import { finestBuckets } from './origin';
import type { Buckets, ColumnKind, ColumnProfile, Histogram, TimeCells, TopValue } from './profile';
import { quantilesOf } from './quantiles';
import { semanticOf } from './semantic';
import { timeCellsOf, timeCellsWithin } from './timeCells';
import { spellingVariants } from './variants';
import { compareText } from '../order';

/** Of one pass over all columns. */
export interface Measured {
  readonly name: string;
  readonly type: string;
  readonly kind: ColumnKind;
  readonly rows: number;
  /** Neither NULL nor NaN. */
  readonly present: number;
  readonly infinities: number;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly mean?: number;
  readonly sd?: number;
  readonly lengths?: { readonly min: number; readonly max: number; readonly mean: number };
  readonly numericTexts?: number;
}

/** Of one column's values, each counted as far as it paid. */
export interface Counted {
  /** The most frequent first, infinities left out; every value where there are `distinct` of them. */
  readonly values?: readonly TopValue[];
  readonly distinct?: number;
  readonly sketch?: DistinctSketch;
  /** Of parts whose sketches do not add up: so many are distinct at least. */
  readonly atLeast?: number;
  readonly buckets?: Buckets;
  /** From an origin of their own, where `buckets` are too coarse. */
  readonly fine?: Buckets;
  /** Of times only. */
  readonly times?: TimeCells;
  /** Some values, where they were not counted. */
  readonly examples?: readonly string[];
}

/** So many values are kept in a profile. */
export const topLimit = 50;
/** And so many shapes of texts. */
export const patternLimit = 20;

export function assembleColumn(measured: Measured, counted: Counted): ColumnProfile {
  const { name, type, kind, present } = measured;
  const values = byFrequency(kind, counted.values ?? []);
  const distribution = distributionOf(measured, counted);
  const { distinct, isDistinctExact } = distinctOf(counted, present);
  const top = values.slice(0, topLimit);
  const extremes = defined({ min: measured.min, max: measured.max });
  const variants = kind === 'string' ? spellingVariants(values) : [];
  return {
    name,
    type,
    kind,
    semantic: semanticOf({
      name,
      kind,
      present,
      distinct,
      isDistinctExact,
      examples: counted.examples ?? values.map(({ value }) => value),
      ...extremes,
    }),
    missing: measured.rows - present,
    hiddenMissing: hiddenMissing({
      kind,
      values,
      present,
      distinct,
      ...numericBounds(measured),
      ...distribution,
    }),
    distinct,
    isDistinctExact,
    ...(isDistinctExact || !counted.sketch ? {} : { distinctError: 2 * sketchError }),
    ...defined({ sketch: counted.sketch }),
    ...extremes,
    ...defined({ mean: measured.mean, sd: measured.sd }),
    ...(isNumeric(kind) ? { ...signsOf(distribution.buckets), infinities: measured.infinities } : {}),
    ...distribution,
    top,
    other: present - top.reduce((sum, { count }) => sum + count, 0),
    ...defined({ lengths: measured.lengths, numericTexts: measured.numericTexts }),
    ...(variants.length > 0 ? { variants } : {}),
  };
}

/** Exact where each was counted, else the sketch's estimate, else whatever is known. */
export function distinctOf({ distinct, sketch, atLeast = 0 }: Counted, present: number) {
  if (distinct !== undefined) return { distinct, isDistinctExact: true };
  const estimate = sketch ? Math.max(estimateDistinct(sketch), atLeast) : atLeast;
  return { distinct: Math.min(estimate, present), isDistinctExact: false };
}

/** The most frequent first; equally frequent ones by size or by their letters. */
function byFrequency(kind: ColumnKind, values: readonly TopValue[]): TopValue[] {
  const isBefore = isNumeric(kind) ? (a: string, b: string) => Number(a) - Number(b) : compareText;
  return [...values].sort((a, b) => b.count - a.count || isBefore(a.value, b.value));
}

interface Distribution {
  readonly quantiles?: Readonly<Record<string, number>>;
  readonly quantileErrors?: Readonly<Record<string, number>>;
  readonly histogram?: Histogram;
  readonly buckets?: Buckets;
  readonly fine?: Buckets;
  readonly times?: TimeCells;
}

function distributionOf(measured: Measured, counted: Counted): Distribution {
  const { kind } = measured;
  const bounds = boundsOf(measured);
  if (!bounds) return isNumeric(kind) ? { buckets: { index: [], counts: [] } } : {};
  return isComplete(counted) ? ofValues(kind, counted.values, bounds) : ofCounts(kind, counted, bounds);
}

function ofValues(
  kind: ColumnKind,
  values: readonly TopValue[],
  bounds: { min: number; max: number },
): Distribution {
  const numbers = values
    .map(({ value, count }) => ({ value: isTime(kind) ? Date.parse(value) : Number(value), count }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value);
  const cells = numbers.map(({ value, count }) => ({ low: value, high: value, count }));
  const bins = binsFor({ kind, ...bounds, spread: { by: 'values', cells } });
  const histogram = histogramOfCells(bins, cells);
  if (isTime(kind)) return { histogram, times: timeCellsOf(numbers, bounds) };
  const fine = finestBuckets(numbers, kind === 'integer');
  return {
    ...toldQuantiles(cells),
    histogram,
    buckets: bucketsOf(numbers),
    ...(fine.origin === undefined ? {} : { fine }),
  };
}

function ofCounts(
  kind: ColumnKind,
  { buckets, fine, times }: Counted,
  bounds: { min: number; max: number },
): Distribution {
  if (times) {
    const bins = binsFor({ kind, ...bounds, spread: { by: 'times', times } });
    return { histogram: histogramOfCells(bins, timeCellsWithin(times, bounds)), times };
  }
  if (!buckets) return {};
  const finest = fine ?? buckets;
  const cells = bucketCells(finest, { ...bounds, isInteger: kind === 'integer' });
  const histogram = histogramOfCells(
    binsFor({ kind, ...bounds, spread: { by: 'buckets', buckets: finest } }),
    // Whole numbers from 500 to 504 lie in [500, 505).
    cells.map((cell) =>
      kind === 'integer' && cell.low < cell.high ? { ...cell, high: cell.high + 1 } : cell,
    ),
  );
  return { ...toldQuantiles(cells), histogram, ...defined({ fine }), buckets };
}

function toldQuantiles(cells: readonly Cell[]): Pick<Distribution, 'quantiles' | 'quantileErrors'> {
  const found = quantilesOf(cells);
  if (!found) return {};
  const isExact = Object.values(found.errors).every((error) => error === 0);
  return { quantiles: found.values, ...(isExact ? {} : { quantileErrors: found.errors }) };
}

function signsOf(buckets: Buckets | undefined): { zeros: number; negatives: number } {
  let zeros = 0;
  let negatives = 0;
  buckets?.index.forEach((index, at) => {
    const count = buckets.counts[at] ?? 0;
    if (index === 0) zeros += count;
    else if (index < 0) negatives += count;
  });
  return { zeros, negatives };
}

const isComplete = (counted: Counted): counted is Counted & { readonly values: readonly TopValue[] } =>
  counted.values !== undefined && counted.distinct === counted.values.length;

/** Extremes as numbers: milliseconds for times; undefined where there are none. */
function boundsOf({ kind, min, max }: Measured): { min: number; max: number } | undefined {
  if (min === undefined || max === undefined || !(isNumeric(kind) || isTime(kind))) return undefined;
  const number = (value: number | string) => (isTime(kind) ? Date.parse(String(value)) : Number(value));
  const bounds = { min: number(min), max: number(max) };
  return Number.isFinite(bounds.min) && Number.isFinite(bounds.max) ? bounds : undefined;
}

function numericBounds(measured: Measured): { min?: number; max?: number } {
  return isNumeric(measured.kind) ? (boundsOf(measured) ?? {}) : {};
}

/** Without members that are undefined. */
function defined<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
