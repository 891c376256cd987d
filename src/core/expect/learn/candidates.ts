// What may be expected of data like this, from its profile: rules whose offending rows are yet to be counted.
import type { ColumnProfile, Profile } from '../../profile/profile';
import { isNumeric } from '../../profile/kind';

/** `missing` of all rows; the others of present values. */
export type Candidate =
  | { readonly kind: 'missing'; readonly column: string }
  | { readonly kind: 'range'; readonly column: string; readonly low: number; readonly high: number }
  | {
      readonly kind: 'set';
      readonly column: string;
      readonly values: readonly (string | number | boolean)[];
    };

/** So many different values are a set that a person would list. */
const mostValues = 30;
/** A value that comes less often than this on average is no member of a set, but one of many. */
const timesEach = 20;

/** Columns of which something can be expected; `left`: those that roles or types leave out. */
export const learntColumns = (profile: Profile, left: readonly string[]): readonly ColumnProfile[] =>
  profile.columns.filter(({ name, kind }) => kind !== 'other' && !left.includes(name));

/** Ranges of a column come in the order in which they are preferred. */
export function candidatesOf(profile: Profile, column: ColumnProfile): readonly Candidate[] {
  const { name } = column;
  const missing: Candidate = { kind: 'missing', column: name };
  const present = profile.rows - column.missing;
  if (present === 0 || column.semantic === 'id') return [missing];
  const values = setOf(column, present);
  if (values) return [missing, { kind: 'set', column: name, values }];
  return [missing, ...rangesOf(column)];
}

function setOf(
  { kind, top, other, distinct, isDistinctExact }: ColumnProfile,
  present: number,
): readonly (string | number | boolean)[] | undefined {
  const isListed = kind === 'string' || kind === 'boolean' || kind === 'integer';
  if (!isListed || !isDistinctExact || other > 0 || top.length !== distinct) return undefined;
  if (distinct > mostValues || distinct * timesEach > present) return undefined;
  const read = (value: string) =>
    kind === 'integer' ? Number(value) : kind === 'boolean' ? value === 'true' : value;
  return top.map(({ value }) => read(value)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/**
 * From the first to the last percentile; and twice as far from the median, where few rows of a window lie outside the
 * first. Never from the least to the largest: a largest value seen once is exceeded in every other window.
 */
function rangesOf({ name, kind, quantiles }: ColumnProfile): readonly Candidate[] {
  const [low, median, high] = ['0.01', '0.5', '0.99'].map((key) => quantiles?.[key]);
  if (!isNumeric(kind) || low === undefined || median === undefined || high === undefined || low === high)
    return [];
  const range = (from: number, to: number): Candidate => ({
    kind: 'range',
    column: name,
    low: rounded(from, kind === 'integer' ? Math.floor : undefined, high - low),
    high: rounded(to, kind === 'integer' ? Math.ceil : undefined, high - low),
  });
  return [range(low, high), range(2 * low - median, 2 * high - median)];
}

/** To three digits of the spread: what is written into a file by hand has no more. */
function rounded(value: number, whole: ((value: number) => number) | undefined, spread: number): number {
  const unit = 10 ** (Math.floor(Math.log10(spread)) - 2);
  const near = Number((Math.round(value / unit) * unit).toPrecision(12));
  return whole && unit < 1 ? whole(value) : near;
}
