// What is looked at of columns of dates and times.

export interface TimeFacts {
  readonly column: string;
  readonly present: number;
  /** Later than the day after the time judged at; undefined where no time is judged at. */
  readonly future?: { readonly rows: number; readonly where: string; readonly latest: string };
  /** Days that stand for no time, of those that occur. */
  readonly placeholders: readonly Placeholder[];
}

export interface Placeholder {
  /** ISO day. */
  readonly day: string;
  readonly rows: number;
  /** Rows of the other days within a year to each side. */
  readonly around: number;
}

/** Zero of Unix, of spreadsheets, of databases; the last two are also written for "without end". */
export const placeholderDays = [
  '1970-01-01',
  '1969-12-31',
  '1900-01-01',
  '1899-12-30',
  '1899-12-31',
  '1904-01-01',
  '1601-01-01',
  '0001-01-01',
  '1753-01-01',
  '2099-12-31',
  '9999-12-31',
] as const;

/** Steps from one time to the next later one, in a column by which rows are ordered. */
export interface TimeGaps {
  readonly column: string;
  /** How many there are. */
  readonly steps: number;
  /** Milliseconds of all, and the sum of their squares. */
  readonly total: number;
  readonly squares: number;
  /** The longest first. */
  readonly longest: readonly TimeGap[];
}

export interface TimeGap {
  /** ISO, the last time before and the first one after. */
  readonly from: string;
  readonly to: string;
  readonly milliseconds: number;
}
