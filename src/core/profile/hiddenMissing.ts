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

/** -1, -99, -999 as the only negative value, and 999, 9999 far above all others; each a spike. */
function sentinels({ present, distinct, min, max, buckets }: SuspectColumn): Record<string, number> {
  if (min === undefined || max === undefined || !buckets || distinct <= least.others) return {};
  const count = (value: number) => buckets.counts[buckets.index.indexOf(bucketOf(value))] ?? 0;
  const isSpike = (n: number) => n >= least.rows && n >= least.share * present;
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
  return found;
}
