// An expectation in the one form that every language of expectations is translated to: lifecycle.yaml, Great Expectations, data contracts.
import type { Json } from '../json';
import type { ColumnType } from '../manifest/steps/cast';
import type { FindingSeverity } from '../quality/finding';
import type { Condition, Value } from './conditionNode';

/** Undefined ends are open to infinity. */
export interface Range {
  readonly low?: number | string;
  readonly high?: number | string;
  /** The end itself is outside. */
  readonly isLowOpen?: boolean;
  readonly isHighOpen?: boolean;
}

/** Of figures, which may also have to lie outside of it. */
export interface FigureRange extends Range {
  readonly isOutside?: boolean;
}

/** Of several: one of them, each of them, or not one has to hold. */
export type Need = 'any' | 'all' | 'none';

/** Rows of several columns that are passed over: where all of them are missing, where any is, or none. */
export type Ignored = 'all missing' | 'any missing' | 'never';

/** What is asked of each present value of a column. */
export type ValueTest =
  | { readonly kind: 'within'; readonly range: Range }
  | { readonly kind: 'among'; readonly values: readonly Value[]; readonly isNot?: boolean }
  /** Regular expressions of RE2, found anywhere in the value unless `isWhole`. */
  | {
      readonly kind: 'matches';
      readonly patterns: readonly string[];
      readonly need: Need;
      readonly isWhole?: boolean;
    }
  | {
      readonly kind: 'like';
      readonly patterns: readonly string[];
      readonly need: Need;
      readonly escape?: string;
    }
  /** In characters. */
  | { readonly kind: 'length'; readonly range: Range }
  /** A type of ours, which a value may have though its column is of another. */
  | { readonly kind: 'type'; readonly type: ColumnType }
  /** Types by the names of pandas, Spark or SQL; one of them is the column's. */
  | { readonly kind: 'typeName'; readonly names: readonly string[] }
  | { readonly kind: 'multiple'; readonly of: number }
  /** How many items a list has, and whether they are all different. */
  | { readonly kind: 'items'; readonly range: Range; readonly areUnique: boolean }
  /** A text that reads as what is asked for. `date`: by the rules of Python's dateutil; `format`: of Python's strptime. */
  | { readonly kind: 'reads'; readonly as: 'json' | 'date' }
  | { readonly kind: 'format'; readonly format: string }
  | { readonly kind: 'schema'; readonly schema: Json }
  /** Each value is not below (`up`) or not above the present one before it. */
  | { readonly kind: 'order'; readonly direction: 'up' | 'down'; readonly isStrict: boolean }
  /** Fewer than so many standard deviations from the mean. */
  | { readonly kind: 'zScore'; readonly threshold: number; readonly isBothSided: boolean }
  /** Not further than a multiple of the spread beyond the quartiles (`iqr`), or from the mean (`std`). */
  | { readonly kind: 'outlier'; readonly method: 'iqr' | 'std'; readonly multiplier: number };

export type PairTest =
  | { readonly kind: 'equal' }
  | { readonly kind: 'greater'; readonly orEqual: boolean }
  | { readonly kind: 'among'; readonly pairs: readonly (readonly [Value, Value])[] };

export type RecordTest =
  | { readonly kind: 'equal' }
  | { readonly kind: 'different' }
  | { readonly kind: 'sum'; readonly total: number };

/** A figure of a column, or of the table. Shares lie between 0 and 1. */
export type FigureName =
  | 'mean'
  | 'median'
  | 'min'
  | 'max'
  | 'sum'
  | 'sd'
  | 'distinct'
  | 'distinctShare'
  | 'presentShare'
  | 'missing'
  | 'missingShare'
  | 'rows'
  | 'columns';

/** Rows that are counted: without a value (or with one that stands for none), with a wrong one, or with what an earlier row has. */
export type Tallied =
  | { readonly kind: 'missing'; readonly values: readonly Value[] }
  | { readonly kind: 'invalid'; readonly tests: readonly ValueTest[] }
  | { readonly kind: 'repeated' };

/** Either bins between edges (infinite ends allowed), or values; weights add up to 1 with those of the tails. */
export type Partition =
  | {
      readonly kind: 'bins';
      readonly edges: readonly number[];
      readonly weights: readonly number[];
      readonly tails?: readonly [number, number];
    }
  | { readonly kind: 'values'; readonly values: readonly Value[]; readonly weights: readonly number[] };

export type Interpolation = 'linear' | 'lower' | 'higher' | 'midpoint' | 'nearest';

export type Check =
  | { readonly kind: 'values'; readonly column: string; readonly test: ValueTest }
  /** Every row has a value, or (`isAbsent`) none has. */
  | { readonly kind: 'present'; readonly column: string; readonly isAbsent?: boolean }
  /** Together they occur once; all of what occurs again counts, the first too. */
  | { readonly kind: 'unique'; readonly columns: readonly string[]; readonly ignored: Ignored }
  | {
      readonly kind: 'pair';
      readonly columns: readonly [string, string];
      readonly test: PairTest;
      readonly ignored: Ignored;
    }
  | {
      readonly kind: 'record';
      readonly columns: readonly string[];
      readonly test: RecordTest;
      readonly ignored: Ignored;
    }
  | {
      readonly kind: 'figure';
      readonly of: FigureName;
      readonly column?: string;
      readonly range: FigureRange;
    }
  /** How many rows are of a kind, or what share of all. */
  | {
      readonly kind: 'tally';
      readonly of: Tallied;
      readonly columns: readonly string[];
      readonly unit: 'rows' | 'percent';
      readonly range: FigureRange;
    }
  /** As people write it in lifecycle.yaml, e.g. `<= 1%`. */
  | {
      readonly kind: 'bound';
      readonly of: 'rows' | 'missing' | 'distinct';
      readonly column?: string;
      readonly bound: string;
    }
  | {
      readonly kind: 'quantiles';
      readonly column: string;
      readonly quantiles: readonly number[];
      readonly ranges: readonly Range[];
      readonly interpolation: Interpolation;
    }
  /** What is asked of the set of a column's values. */
  | {
      readonly kind: 'set';
      readonly column: string;
      readonly values: readonly Value[];
      readonly need: 'within' | 'contains' | 'equals';
    }
  | {
      readonly kind: 'mostCommon';
      readonly column: string;
      readonly values: readonly Value[];
      readonly mayTie: boolean;
    }
  /** The Kullback-Leibler divergence of what is there from what is expected, in nats. */
  | {
      readonly kind: 'divergence';
      readonly column: string;
      readonly partition: Partition;
      /** Undefined: it is only told. */
      readonly most?: number;
      readonly tailHoldout: number;
      readonly innerHoldout: number;
    }
  /** `index` counts from 0, from the end where it is negative. */
  | { readonly kind: 'column'; readonly column: string; readonly index?: number }
  | { readonly kind: 'columnType'; readonly column: string; readonly names: readonly string[] }
  | { readonly kind: 'columns'; readonly names: readonly string[]; readonly need: 'list' | 'set' | 'subset' }
  /** SQL over `data`: rows that it returns are violations, or (`range`) it returns one number. */
  | { readonly kind: 'query'; readonly sql: string; readonly range?: FigureRange }
  /** Answered without the data. */
  | { readonly kind: 'settled'; readonly passed: boolean; readonly observed: string };

export interface Expectation {
  /** As a person wrote it, e.g. `columns.age.between [18, 95]`. */
  readonly label: string;
  readonly check: Check;
  /** Only rows that meet it count; undefined takes all. */
  readonly rows?: Condition;
  /** The least share of the rows looked at that has to be as expected; undefined is all. */
  readonly mostly?: number;
  /** One that is not `error` is told, and fails no check. */
  readonly severity: FindingSeverity;
  /**
   * `manifest`: NaN is a value, a text is compared with numbers by the number it reads as, and present values are
   * counted. `suite`, as Great Expectations has it: NaN is missing, and all rows are counted.
   */
  readonly rules: 'manifest' | 'suite';
  /** Where it is written, counted from 1; undefined where a program made it. */
  readonly at?: { readonly file: string; readonly line: number };
}
