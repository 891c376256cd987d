// A look at challenger against champion as it is recorded; how it is made stands in `core/evaluate/compare`.

/** A look at challenger against champion; looks at the same champion are counted and paid for. */
export interface RecordedComparison {
  readonly champion: number;
  /** Digest over both models' digests and the rows' fingerprint: the same look again is not a new one. */
  readonly key: string;
  readonly look: number;
  readonly alpha: number;
  readonly metric: string;
  readonly rows: number;
  readonly from?: string;
  readonly to?: string;
  readonly championValue: number;
  readonly challengerValue: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly withinPeriods?: {
    readonly difference: number;
    readonly low: number;
    readonly high: number;
    readonly hasTurned: boolean;
  };
  /** Labelled rows that each gave no score; undefined where both answered all. */
  readonly unanswered?: { readonly champion: number; readonly challenger: number };
  readonly isBetter: boolean;
  readonly reason: string;
}
