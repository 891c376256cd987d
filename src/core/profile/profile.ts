// The profile document: the statistics of one dataset version or window, the only one that quality, drift and panels read.

import type { Problem } from '../errors';
import type { DistinctSketch } from './distinctSketch';
import type { FullProfile } from './full';

/** `integer number string boolean date timestamp other`: the column's storage as a person would call it. */
export type ColumnKind = 'integer' | 'number' | 'string' | 'boolean' | 'date' | 'timestamp' | 'other';
export type Semantic =
  | 'id'
  | 'uuid'
  | 'category'
  | 'number'
  | 'money'
  | 'date'
  | 'text'
  | 'email'
  | 'phone'
  | 'url'
  | 'ip'
  | 'geo'
  | 'postcode'
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

/** Counts of times by cell: cell i holds the milliseconds since 1970 in [i width, (i + 1) width). */
export interface TimeCells {
  /** Milliseconds; see timeCells.ts. Of two widths the larger is a multiple of the smaller. */
  readonly width: number;
  /** Ascending; cells without a time are left out. */
  readonly index: readonly number[];
  readonly counts: readonly number[];
}

/** Texts by their shape: a run of capitals is `A`, of other letters `a`, each digit `9` (more than ten in a row `9+`); the rest as it is. */
export interface Patterns {
  /** The most frequent first, each with one of its texts. */
  readonly top: readonly { readonly pattern: string; readonly count: number; readonly example: string }[];
  /** Texts of other shapes. */
  readonly other: number;
  /** After merging: by how much a count may be too low, and the most that a shape left out may have. Undefined: 0. */
  readonly error?: number;
}

/** Distances between neighbours of a column's distinct times. Does not merge. */
export interface TimeGaps {
  /** Milliseconds: half of the distances are shorter. */
  readonly median: number;
  /** The most frequent distance, and the share of distances that are it: near 1 where times keep a beat. */
  readonly step: number;
  readonly regular: number;
  /** The longest first, ISO text. */
  readonly largest: readonly { readonly from: string; readonly to: string; readonly milliseconds: number }[];
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
  /** Where `distinct` is an estimate: how far it may be off, as a share (two standard errors). */
  readonly distinctError?: number;
  /** From which `distinct` of several parts together follows; undefined of truth values, lists and objects, and of what was merged without one. */
  readonly sketch?: DistinctSketch;
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
  /** How far each of them may be off; undefined: not at all, every value was counted. */
  readonly quantileErrors?: Readonly<Record<string, number>>;
  readonly histogram?: Histogram;
  readonly buckets?: Buckets;
  /** Buckets from an origin among the values, where those of the values themselves are too coarse: a large offset with a small spread, or a constant. */
  readonly fine?: Buckets;
  /** Times only: what `histogram` follows from. */
  readonly times?: TimeCells;
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
  /** Strings only, in a full profile. */
  readonly patterns?: Patterns;
  /** Times only, in a full profile, where there are three distinct ones. */
  readonly gaps?: TimeGaps;
}

export interface Profile {
  readonly schema: 1;
  readonly rows: number;
  /** What was odd about the file but could be read; undefined: nothing. */
  readonly warnings?: readonly Problem[];
  readonly columns: readonly ColumnProfile[];
  /** Undefined where it was not asked for. */
  readonly full?: FullProfile;
}
