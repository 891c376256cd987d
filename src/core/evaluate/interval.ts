// A figure with its interval, the only way a metric is ever stated.

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Confidence, 0.95 unless told. */
  readonly level: number;
  /** How the interval was made, e.g. `DeLong, logit`. */
  readonly method: string;
  /** Rows it rests on. */
  readonly n: number;
  /** Why no interval can be given; then low and high are the metric's bounds. */
  readonly tooFew?: string;
}
