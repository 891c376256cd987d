// A look at challenger against champion as it is recorded; how it is made stands in `core/evaluate/compare`.
import type { UnorderedSplit } from '../manifest/splitBy';
import type { ComparisonFigures } from '../evaluate/compare';

/** Why no test split serves to compare two versions, a sentence each in the gate `better_than`. */
export type NoTestSplit = 'away' | 'none' | UnorderedSplit | 'undated' | 'between' | 'seen' | 'other';

/** What came of looking for rows that two versions can be compared on. */
export interface Look {
  /** Undefined where no row is newer than both. */
  readonly comparison?: RecordedComparison;
  /** Undefined where it was not asked. */
  readonly noTestSplit?: NoTestSplit;
  /** Labelled predictions that were left out, as one of the two may have learnt from them: nothing tells. Undefined where there are none. */
  readonly doubtful?: number;
  /** Undefined where both can answer every labelled prediction that is newer. */
  readonly lacking?: Lacking;
}

/** Labelled predictions that were left out, as not every request until then brought what one of the two takes, as it takes it. */
export interface Lacking {
  readonly rows: number;
  /** Raw ones. */
  readonly columns: readonly string[];
  /** Of the newest that did not bring one, ISO. */
  readonly until: string;
}

/** Looks at the same champion are counted and paid for. */
export interface RecordedComparison extends ComparisonFigures {
  readonly champion: number;
  /** Digest over both models' digests and the rows' fingerprint: the same look again is not a new one. */
  readonly key: string;
  readonly from?: string;
  readonly to?: string;
  /** It was made on the test split. `otherRuns`: of the model, measured before on rows of it, however prepared; each counts as a look, once. Undefined: on labelled predictions. */
  readonly test?: { readonly otherRuns: number };
  /** On labelled predictions: other runs that were measured on test splits newer than the champion, each of which counts as a look, once. Undefined: none. */
  readonly measuredRuns?: number;
}
