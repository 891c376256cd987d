// A look at challenger against champion as it is recorded; how it is made stands in `core/evaluate/compare`.
import type { ComparisonFigures } from '../evaluate/compare';

/** Looks at the same champion are counted and paid for. */
export interface RecordedComparison extends ComparisonFigures {
  readonly champion: number;
  /** Digest over both models' digests and the rows' fingerprint: the same look again is not a new one. */
  readonly key: string;
  readonly from?: string;
  readonly to?: string;
  /** It was made on the test split. `otherRuns`: of the model, measured on it before, each of which counts as a look. Undefined: on labelled predictions. */
  readonly test?: { readonly otherRuns: number };
}
