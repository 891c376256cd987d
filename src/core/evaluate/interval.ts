// A figure with its interval, the only way a metric is ever stated.
import { fixed } from '../figures';

export interface Interval {
  /** NaN where the rows give no value, e.g. one class only. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Confidence, 0.95 unless told. */
  readonly level: number;
  /** How the interval was made, e.g. `DeLong, logit`. */
  readonly method: string;
  /** Rows it rests on: of recall the positive ones, of precision those called positive. */
  readonly n: number;
  /** Why no interval can be given, a clause for a person; then low and high are the metric's bounds. */
  readonly tooFew?: string;
}

/** The least and the greatest value that a figure can take. */
export type Bounds = readonly [low: number, high: number];

/** A figure that comes without an interval, and says why. `reason`: a clause without a full stop, e.g. `all rows are of one class`. */
export function tooFew(figure: {
  readonly value: number;
  readonly n: number;
  readonly level: number;
  readonly bounds: Bounds;
  readonly reason: string;
}): Interval {
  const { value, n, level, bounds, reason } = figure;
  return { value, low: bounds[0], high: bounds[1], level, method: 'none', n, tooFew: reason };
}

/** `0.687 (0.663 to 0.711)`; where the rows are too few, the value and why. */
export function formatInterval({ value, low, high, tooFew }: Interval, digits = 3): string {
  if (!Number.isFinite(value)) return tooFew ?? 'not known';
  if (tooFew !== undefined) return `${fixed(value, digits)} (${tooFew})`;
  return `${fixed(value, digits)} (${fixed(low, digits)} to ${fixed(high, digits)})`;
}
