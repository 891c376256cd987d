// The part of a profile that is made on request: what columns have to do with each other, what is missing together, equal rows.

/** How two columns go together; a measure that does not apply to their kinds, or that nothing can be told of, is left out. */
export interface Association {
  readonly columns: readonly [string, string];
  /** Rows that have both. */
  readonly rows: number;
  /** 0 to 1: the strongest of the measures, without what chance alone would show. */
  readonly strength: number;
  /** Of two columns of numbers or times, -1 to 1, over all rows. */
  readonly pearson?: number;
  /** As `pearson`, of the ranks; over the rows of a sample where the table is long: see `sampleRows`. Does not merge. */
  readonly spearman?: number;
  /** Of numbers or times and a column of few values, 0 to 1: the root of the share of the numbers' variance between the values. */
  readonly correlationRatio?: number;
  /** Of two columns of few values, 0 to 1, bias-corrected. */
  readonly cramersV?: number;
}

export interface MissingPattern {
  /** The columns that are missing together; none in whole rows. */
  readonly columns: readonly string[];
  readonly rows: number;
}

export interface MissingPair {
  readonly columns: readonly [string, string];
  /** Rows in which both are missing. */
  readonly rows: number;
  /** -1 to 1: how much the one is missing where the other is (the phi coefficient). */
  readonly phi: number;
}

export interface JointMissing {
  /** Most rows first; the columns that were looked at are those with most missing. */
  readonly patterns: readonly MissingPattern[];
  /** Rows of patterns that are not listed. */
  readonly otherRows: number;
  /** Columns with missing values that were not looked at, there being too many. */
  readonly columnsLeftOut: number;
  /** Pairs that are missing together more, or less, than chance explains, the clearest first. */
  readonly pairs: readonly MissingPair[];
}

export interface DuplicateRows {
  /** Rows that equal an earlier one in every column. */
  readonly rows: number;
  /** How many rows occur more than once, each counted once. */
  readonly groups: number;
}

export interface FullProfile {
  /** The strongest first. */
  readonly pairs: readonly Association[];
  /** Pairs that were looked at and are not listed. */
  readonly pairsLeftOut: number;
  /** Rows that Spearman's correlation was measured on, drawn evenly; undefined: all. */
  readonly sampleRows?: number;
  /** Every column with the one to be predicted, the strongest first; undefined where none was named. */
  readonly target?: { readonly column: string; readonly pairs: readonly Association[] };
  readonly missing: JointMissing;
  /** Exact; undefined after merging, which cannot tell. */
  readonly duplicates?: DuplicateRows;
}
