// The profile document: the statistics of one dataset version or window, the only one that quality, drift and panels read.

import type { Problem } from '../errors';

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
  /**
   * Ascending; one longer than counts. The first and last bin are open: they also count what lies outside. Milliseconds since
   * 1970 for times. Exact where few values are distinct; else a bucket that an edge cuts is shared out.
   */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface TopValue {
  readonly value: string;
  readonly count: number;
}

/** Logarithmic buckets with fixed edges (1% relative width), so that counts of two profiles add up: see buckets.ts. */
export interface Buckets {
  /** What is counted is each value's distance from it. Undefined: 0. */
  readonly origin?: number;
  /** Ascending; the sign is that of the values, 0 is zero. */
  readonly index: readonly number[];
  readonly counts: readonly number[];
}

export interface ColumnProfile {
  readonly name: string;
  /** The engine's type. */
  readonly type: string;
  readonly kind: ColumnKind;
  readonly semantic: Semantic;
  /** NULL and NaN. */
  readonly missing: number;
  /** Values that only look present ("unknown", "?", -1 where nothing else is negative): token to count. */
  readonly hiddenMissing: Readonly<Record<string, number>>;
  readonly distinct: number;
  /** False where distinct is a sketch's estimate. */
  readonly isDistinctExact: boolean;
  /** Numbers for numeric columns, ISO text for times, text (its first 200 characters) for strings; undefined where there are none. Infinities are only counted. */
  readonly min?: number | string;
  readonly max?: number | string;
  /** Numeric columns only, over the finite values. `sd` is the sample's (n - 1), undefined below two values. */
  readonly mean?: number;
  readonly sd?: number;
  readonly zeros?: number;
  readonly negatives?: number;
  readonly infinities?: number;
  /** Keys "0.01" "0.05" "0.25" "0.5" "0.75" "0.95" "0.99". Exact where few values are distinct, else within 1%. */
  readonly quantiles?: Readonly<Record<string, number>>;
  readonly histogram?: Histogram;
  readonly buckets?: Buckets;
  /** Buckets from an origin among the values, where those of the values themselves are too coarse: a large offset with a small spread, or a constant. */
  readonly fine?: Buckets;
  /** Most frequent first; empty where values hardly repeat. */
  readonly top: readonly TopValue[];
  /** Count of values outside `top`, missing not included. */
  readonly other: number;
  /** After merging: by how much a count of `top` may be too low, and the most that a value left out may have. Undefined: 0. */
  readonly topError?: number;
  /** Strings only: lengths in characters. */
  readonly lengths?: { readonly min: number; readonly max: number; readonly mean: number };
  /** Strings only: how many read as a number. */
  readonly numericTexts?: number;
  /** Strings only: values that differ in nothing but case, space, accents or punctuation, one list each, the most frequent first. */
  readonly variants?: readonly (readonly TopValue[])[];
}

export interface Profile {
  readonly schema: 1;
  readonly rows: number;
  /** What was odd about the file but could be read; undefined: nothing. */
  readonly warnings?: readonly Problem[];
  readonly columns: readonly ColumnProfile[];
}
