// The profile document: the statistics of one dataset version or window, the only one that quality, drift and panels read.

/** `integer number string boolean date timestamp other`: the column's storage as a person would call it. */
export type ColumnKind = 'integer' | 'number' | 'string' | 'boolean' | 'date' | 'timestamp' | 'other';
export type Semantic =
  | 'id'
  | 'category'
  | 'number'
  | 'money'
  | 'date'
  | 'text'
  | 'email'
  | 'phone'
  | 'url'
  | 'boolean'
  | 'constant'
  | 'unknown';

export interface Histogram {
  /** Ascending; one longer than counts. The first and last bin are open: they also count what lies outside. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface TopValue {
  readonly value: string;
  readonly count: number;
}

/** Log-linear buckets with fixed edges (1% relative width), so that counts of two profiles add up. Key: signed bucket index, `0` for zero. */
export interface Buckets {
  readonly index: readonly number[];
  readonly counts: readonly number[];
}

export interface ColumnProfile {
  readonly name: string;
  /** The engine's type. */
  readonly type: string;
  readonly kind: ColumnKind;
  readonly semantic: Semantic;
  readonly missing: number;
  /** Values that only look present ("unknown", "?", -1 where nothing else is negative): token to count. */
  readonly hiddenMissing: Readonly<Record<string, number>>;
  readonly distinct: number;
  /** False where distinct is a sketch's estimate. */
  readonly isDistinctExact: boolean;
  /** Numbers for numeric columns, ISO text for times, text for strings; undefined where every value is missing. */
  readonly min?: number | string;
  readonly max?: number | string;
  /** Numeric columns only. `sd` is the sample's (n - 1). */
  readonly mean?: number;
  readonly sd?: number;
  readonly zeros?: number;
  readonly negatives?: number;
  readonly infinities?: number;
  /** Keys "0.01" "0.05" "0.25" "0.5" "0.75" "0.95" "0.99". */
  readonly quantiles?: Readonly<Record<string, number>>;
  readonly histogram?: Histogram;
  readonly buckets?: Buckets;
  readonly top: readonly TopValue[];
  /** Count of values outside `top`, missing not included. */
  readonly other: number;
  /** Strings only: lengths in characters. */
  readonly lengths?: { readonly min: number; readonly max: number; readonly mean: number };
}

export interface Profile {
  readonly schema: 1;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}
