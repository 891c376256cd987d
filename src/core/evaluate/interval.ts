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

/** `0.687 (0.663 to 0.711)`; where the rows are too few, the value and why. */
export function formatInterval({ value, low, high, tooFew }: Interval, digits = 3): string {
  if (Number.isNaN(value)) return tooFew ?? 'not known';
  if (tooFew !== undefined) return `${value.toFixed(digits)} (${tooFew})`;
  return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
