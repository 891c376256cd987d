// Values that only look present: words for "nothing" in text, and sentinel numbers. What follows from them is a finding's matter.
import type { Buckets, ColumnKind, TopValue } from './profile';
import { bucketOf } from './buckets';
import { isNumeric } from './kind';

const words = new Set([
  '',
  '?',
  '??',
  '-',
  '--',
  '---',
  '–',
  '—',
  '.',
  '*',
  'na',
  'n/a',
  'n.a.',
  'n. a.',
  'k.a.',
  'k. a.',
  'keine angabe',
  '#n/a',
  '#na',
  'nan',
  '-nan',
  'null',
  'nil',
  'none',
  '(null)',
  '<na>',
  '(none)',
  '(blank)',
  'unknown',
  'unk',
  'undefined',
  'missing',
  'not available',
  'not known',
  'not specified',
  'unspecified',
]);

/** Whether text says that there is no value, whatever its case and surrounding space. */
export const saysMissing = (text: string) => words.has(text.trim().toLowerCase());

export interface SuspectColumn {
  readonly kind: ColumnKind;
  /** Values present, each with its count; the most frequent where there are many. */
  readonly values: readonly TopValue[];
  /** Values present, NaN not included. */
  readonly present: number;
  readonly distinct: number;
  /** Numeric columns: the extremes, and the buckets, which tell how alone a sentinel stands. */
  readonly min?: number;
  readonly max?: number;
  readonly buckets?: Buckets;
}

/** Token to count; {} where there are none. */
export function hiddenMissing(column: SuspectColumn): Record<string, number> {
  if (column.kind === 'string')
    return Object.fromEntries(
      column.values.filter(({ value }) => saysMissing(value)).map(({ value, count }) => [value, count]),
    );
  return isNumeric(column.kind) ? sentinels(column) : {};
}

const negative = /^-(1|9+)$/;
const positive = /^9{3,}$/;
/** Fewer rows, or fewer other values, than this make no spike: -1 of {-1, 0, 1} is a value like the others. */
const least = { rows: 5, share: 0.002, others: 10 };

/** -1, -99, -999 as the only negative value, 999, 9999 far above all others, and nines that stand alone among their neighbours; each a spike. */
function sentinels(column: SuspectColumn): Record<string, number> {
  const { values, present, distinct, min, max, buckets } = column;
  if (min === undefined || max === undefined || !buckets) return {};
  const isSpike = (n: number) => n >= least.rows && n >= least.share * present;
  if (distinct <= least.others) return farFromFew(values, isSpike);
  const count = (value: number) => buckets.counts[buckets.index.indexOf(bucketOf(value))] ?? 0;
  const found: Record<string, number> = {};
  const negatives = buckets.index.reduce(
    (sum, key, at) => sum + (key < 0 ? (buckets.counts[at] ?? 0) : 0),
    0,
  );
  if (negative.test(String(min)) && negatives === count(min) && isSpike(negatives))
    found[String(min)] = negatives;
  const nextBelow = buckets.index.at(-2) ?? 0;
  const isFarAbove = nextBelow < bucketOf(max / 2);
  if (positive.test(String(max)) && isFarAbove && isSpike(count(max))) found[String(max)] = count(max);
  for (const value of nines) {
    const isAtEnd = value < 0 || value === max;
    if (!isAtEnd || String(value) in found || !(value >= min && value <= max)) continue;
    const exact = values.find((one) => Number(one.value) === value)?.count;
    // Where values were not counted, they are so many that a bucket of one value would be all the same as the others.
    const own = exact ?? (values.length === 0 && distinct > manyValues ? count(value) : 0);
    const beside = count(value) - own;
    const isFound = isSpike(own) && isAlone(own, beside, { at: bucketOf(value), buckets });
    if (isFound || (own > 1 && isFarOut(value, values, distinct))) found[String(value)] = own;
  }
  return found;
}

/** Those of two digits and more: a single 9 among other numbers is one of them. */
const nines = [2, 3, 4, 5, 6, 7, 8].flatMap((digits) => [-(10 ** digits - 1), 10 ** digits - 1]);

const manyValues = 1_000;

/** Farther from the nearest other value than these are from each other: then a second row with it is no chance. */
function isFarOut(value: number, values: readonly TopValue[], distinct: number): boolean {
  if (values.length < distinct) return false;
  const others = values.map((one) => Number(one.value)).filter((one) => one !== value);
  const [low, high] = [Math.min(...others), Math.max(...others)];
  return value > high ? value - high > high - low : value < low && low - value > high - low;
}

/** Buckets to each side, a tenth of the value. */
const neighbours = 10;
/** So many times as frequent as a neighbour on average, and as the most frequent one. */
const alone = { mean: 10, most: 3 };

/** `beside`: others of the same bucket. */
function isAlone(
  own: number,
  beside: number,
  { at, buckets: { index, counts } }: { readonly at: number; readonly buckets: Buckets },
): boolean {
  let [sum, most] = [beside, beside];
  index.forEach((key, nth) => {
    if (key === at || Math.abs(key - at) > neighbours) return;
    sum += counts[nth] ?? 0;
    most = Math.max(most, counts[nth] ?? 0);
  });
  return own >= (alone.mean * sum) / (2 * neighbours) && own > alone.most * most;
}

/** 9 beside 1 to 5, 99 beside 0 and 1: much farther from the others than they are from each other. */
function farFromFew(
  values: readonly TopValue[],
  isSpike: (count: number) => boolean,
): Record<string, number> {
  const sorted = values.map(({ value }) => Number(value)).sort((a, b) => a - b);
  const found: Record<string, number> = {};
  for (const { value, count } of values) {
    if (!/^-?9+$/.test(value) || !isSpike(count)) continue;
    const others = sorted.filter((one) => one !== Number(value));
    if (others.length < 2 || !others.every(Number.isInteger)) continue;
    const steps = others.slice(1).map((one, at) => one - (others[at] as number));
    const away = Math.min(...others.map((one) => Math.abs(one - Number(value))));
    if (away > 1 && away >= farTimes * Math.max(...steps)) found[value] = count;
  }
  return found;
}

const farTimes = 3;
