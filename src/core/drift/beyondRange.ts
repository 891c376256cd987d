// Whether values lie where the reference has none, below its least or above its largest: what bins with open ends cannot see.
import type { Buckets } from '../profile/profile';
import { sum } from '../sum';

export interface BeyondRange {
  /** Share of the current's values. */
  readonly share: number;
  readonly p: number;
}

/**
 * The exceedance test (Wilks 1942; Gibbons and Chakraborti 2003): where both samples come from one distribution, whatever it
 * is, the chance that the k largest values of all n + m are the current's is m (m - 1) ... / (n + m) (n + m - 1) ..., k factors
 * each; ties make it smaller only. p is the smaller of both ends, doubled. Undefined where a side has no values.
 */
export function beyondRange(reference: Buckets, current: Buckets): BeyondRange | undefined {
  const [least, largest] = [reference.index[0], reference.index.at(-1)];
  const [n, m] = [sum(reference.counts), sum(current.counts)];
  if (least === undefined || largest === undefined || n === 0 || m === 0) return undefined;
  const counted = (isOutside: (bucket: number) => boolean) =>
    sum(current.counts.filter((_count, at) => isOutside(current.index[at] as number)));
  const below = counted((bucket) => bucket < least);
  const above = counted((bucket) => bucket > largest);
  const p = Math.min(1, 2 * Math.min(exceedanceP(below, n, m), exceedanceP(above, n, m)));
  return { share: (below + above) / m, p };
}

/** The least logarithm that a double's exponential does not round to 0. */
const leastLog = -745;

function exceedanceP(count: number, n: number, m: number): number {
  let log = 0;
  for (let taken = 0; taken < count && log > leastLog; taken++)
    log += Math.log((m - taken) / (n + m - taken));
  return Math.exp(log);
}
