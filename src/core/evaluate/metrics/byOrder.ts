// A metric that looks at scores only by their order.
import { descending } from '../rank';
import type { Draws, Statistic } from '../statistic';
import type { MeasuredRows } from './metric';

/** Rows from the highest score down. */
export interface Places {
  /** Unit of the row at each place. */
  readonly units: Uint32Array;
  readonly labels: Uint8Array;
  /** Where the runs of equal scores end. */
  readonly ends: Uint32Array;
}

// Each metric writes its loop over the places out: sharing the walk over runs makes each several times slower, and they run thousands of times.

export function byOrder(
  { labels, scores }: MeasuredRows,
  of: (places: Places, draws: Draws) => number,
): Statistic {
  return {
    kind: 'draws',
    rows: labels.length,
    bind: (unitOf) => {
      const { order, ends } = descending(scores);
      const places = {
        units: unitOf === undefined ? order : order.map((row) => unitOf[row] as number),
        labels: Uint8Array.from(order, (row) => labels[row] as number),
        ends,
      };
      return (draws) => of(places, draws);
    },
  };
}
