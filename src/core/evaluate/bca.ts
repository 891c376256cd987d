// The bias-corrected and accelerated interval (Efron 1987) from replicates that were drawn elsewhere.
import { normalProbability, normalQuantile, zOf } from '../distribution';
import type { Bounds } from './interval';

/** Fewest replicates beyond a bound for its quantile to be worth reading. */
export const fewestBeyond = 15;

export interface Replicates {
  /** Of the rows as they are. */
  readonly value: number;
  /** One for each resample; finite only. */
  readonly replicates: Float64Array;
  /** Of BCa; 0 makes it bias-corrected only. */
  readonly acceleration: number;
}

/** BCa bounds; percentiles by linear interpolation, bias by the share of replicates below the value, equal ones half. */
export function bcaBounds({ value, replicates, acceleration }: Replicates, level: number): Bounds {
  const sorted = replicates.slice().sort();
  let below = 0;
  for (const replicate of sorted) below += replicate < value ? 1 : replicate === value ? 0.5 : 0;
  // All replicates on one side would put the bias at infinity.
  const least = 0.5 / sorted.length;
  const bias = normalQuantile(Math.min(Math.max(below / sorted.length, least), 1 - least));
  const bound = (z: number) => {
    const shifted = bias + z;
    return percentile(sorted, normalProbability(bias + shifted / (1 - acceleration * shifted)));
  };
  const z = zOf(level);
  return [bound(-z), bound(z)];
}

/** BCa where enough replicates lie beyond the bounds, else value +- z standard errors. */
export function resampledBounds(
  drawn: Replicates,
  level: number,
): { readonly low: number; readonly high: number; readonly method: string } {
  if ((drawn.replicates.length * (1 - level)) / 2 >= fewestBeyond) {
    const [low, high] = bcaBounds(drawn, level);
    return { low, high, method: 'bootstrap, BCa' };
  }
  const reach = zOf(level) * standardError(drawn);
  return { low: drawn.value - reach, high: drawn.value + reach, method: 'bootstrap, normal' };
}

/** Standard deviation of the replicates. */
export function standardError({ replicates }: Pick<Replicates, 'replicates'>): number {
  const centre = replicates.reduce((sum, value) => sum + value, 0) / replicates.length;
  const squares = replicates.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (replicates.length - 1));
}

/** Acceleration from leave-one-out values, one list for each stratum; 0 where they do not vary or one is not finite. */
export function acceleration(leaveOneOut: readonly Float64Array[]): number {
  let [cubes, squares] = [0, 0];
  for (const values of leaveOneOut) {
    const size = values.length;
    const centre = values.reduce((sum, value) => sum + value, 0) / size;
    for (const value of values) {
      const influence = (size - 1) * (centre - value);
      cubes += influence ** 3 / size ** 3;
      squares += influence ** 2 / size ** 2;
    }
  }
  const result = cubes / (6 * squares ** 1.5);
  return Number.isFinite(result) ? result : 0;
}

/** By linear interpolation. */
export function percentile(sorted: Float64Array, share: number): number {
  const place = Math.min(Math.max(share, 0), 1) * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (place - below) * (high - low);
}
