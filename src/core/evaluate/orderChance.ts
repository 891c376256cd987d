// The test of two models by the order that each gives the same rows: were their places swapped row by row, how often would they differ as much?
import type { Random } from '../random';
import type { Metric } from './metrics/metric';
import { midranks } from './rank';
import { makeUnits } from './resampleUnits';
import type { Statistic } from './statistic';

/** Rows at most: of more, drawing has enough to spread as it should, and swaps would take long. */
const mostRows = 2000;
/** Equal differences may be rounded apart. */
const tolerance = 1e-9;

/**
 * Two-sided p of no difference between two models by a metric of order, such as average precision: of drawn swaps (Fisher's
 * randomisation test) of the ranks that they give a row, as scores may be of different scales. Rows of a group are swapped together.
 * Undefined for other metrics, and for more than `mostRows`.
 */
export function orderChance(
  metric: Metric,
  pair: {
    readonly first: Statistic;
    readonly labels: Uint8Array | Float64Array;
    readonly scores: readonly Float64Array[];
  },
  {
    groups,
    random,
    draws = 2000,
  }: {
    readonly groups?: ArrayLike<unknown> | undefined;
    readonly random: Random;
    readonly draws?: number | undefined;
  },
): number | undefined {
  const { first, labels, scores } = pair;
  const count = labels.length;
  if (first.kind !== 'draws' || count > mostRows) return undefined;
  const both = metric.statistic({
    labels: Uint8Array.from([...labels, ...labels]),
    scores: Float64Array.from(scores.flatMap((own) => [...midranks(own)])),
  });
  if (both.kind !== 'draws') return undefined;
  const units = makeUnits({ rows: count, random, ...(groups === undefined ? {} : { groups }) });
  const value = both.bind(undefined);
  const [one, other] = [new Uint32Array(2 * count), new Uint32Array(2 * count)];
  /** With the places of a row swapped where its unit is 1. */
  const difference = (swapped: Uint8Array) => {
    for (let row = 0; row < count; row++) {
      const swap = swapped[units.unitOf?.[row] ?? row] as number;
      one[row] = other[count + row] = 1 - swap;
      other[row] = one[count + row] = swap;
    }
    return Math.abs(value(one) - value(other));
  };
  const swapped = new Uint8Array(units.count);
  const seen = difference(swapped) * (1 - tolerance);
  let asFar = 1;
  for (let draw = 0; draw < draws; draw++) {
    for (let unit = 0, bits = 0; unit < swapped.length; unit++, bits >>>= 1) {
      if (unit % 24 === 0) bits = random.below(2 ** 24);
      swapped[unit] = bits & 1;
    }
    if (difference(swapped) >= seen) asFar++;
  }
  return asFar / (draws + 1);
}
