// What is told of a column that was compared: its measures, and whether it drifted.

export interface DriftMeasure {
  readonly value: number;
  /** 95% interval; PSI's alone. */
  readonly low?: number;
  readonly high?: number;
  /** Of this measure's own test; undefined for a measure that has none and only tells how far (js, hellinger, l_infinity, total_variation, wasserstein). */
  readonly p?: number;
}

export interface Change {
  readonly reference: number;
  readonly current: number;
}

/** One column of `drift`'s document. */
export interface ColumnDrift {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  /** {} where a side has no rows. `beyond`: share of the current's values beyond the reference's range, or of its rows beyond the listed categories. */
  readonly measures: Readonly<Record<string, DriftMeasure>>;
  /**
   * The p-value the decision rests on, corrected for the tests it takes together: of categories chi_square, and beyond where
   * the reference does not list all; of numbers chi_square, ks and beyond.
   */
  readonly p: number;
  /** Benjamini-Hochberg over the window's columns. */
  readonly q: number;
  readonly drifted: boolean;
  /** Shares of rows. `p`: of the test whether they differ, for itself; undefined in windows of before that was kept, as are those below. */
  readonly missing: Change & { readonly p?: number };
  /** Whose share of rows changed most. */
  readonly category?: Change & { readonly name: string };
  /** Of numbers, as near as the profile's buckets know them. */
  readonly median?: Change;
  readonly mean?: Change;
  /** From where to where half of the numbers lie around the median. */
  readonly middleHalf?: { readonly low: Change; readonly high: Change };
  /** That the reference never had; where it does not list all of its own, one that is too frequent to have been beyond the list. */
  readonly newCategories?: readonly string[];
  /** Why it takes no part in alarms, e.g. it is a function of the row's time. */
  readonly excluded?: string;
}
