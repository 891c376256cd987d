// Rows drawn from the data for questions that need whole rows, such as what one column tells of another.

export type SampleValue = number | string | null;

export interface SampleColumn {
  readonly name: string;
  /** `ordered`: numbers, and times as milliseconds. `named`: everything else, as text. */
  readonly kind: 'ordered' | 'named';
  /** One a row; null where it is missing. */
  readonly values: readonly SampleValue[];
}

/** Drawn in an order that says nothing. */
export interface Sample {
  readonly columns: readonly SampleColumn[];
}
