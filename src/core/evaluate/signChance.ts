// The test of two models by what each loses on the same rows: were their losses swapped row by row, how often would they differ as much?
import type { Random } from '../random';
import type { Metric } from './metrics/metric';
import { makeUnits } from './resampleUnits';
import { rowsOf, type Statistic } from './statistic';

/** Equal differences may be rounded apart. */
const tolerance = 1e-9;

/**
 * Two-sided p of no difference between two models by RMSE, MAE, R2, log loss or Brier score, each of which follows from the mean of
 * one loss a row: of drawn swaps (Fisher's randomisation test), so at least 1 / (draws + 1). Rows of a group are swapped together.
 * It keeps its level however long the tail of the errors is, where drawn intervals let equal models differ too often. Undefined for
 * other metrics.
 */
export function signChance(
  metric: Metric,
  first: Statistic,
  {
    second,
    groups,
    random,
    draws = 2000,
  }: {
    readonly second: Statistic;
    readonly groups?: ArrayLike<unknown> | undefined;
    readonly random: Random;
    readonly draws?: number | undefined;
  },
): number | undefined {
  if (!metric.isMeanLoss || first.kind !== 'sums' || second.kind !== 'sums') return undefined;
  const [one, two] = [first.parts[0], second.parts[0]];
  if (!one || !two) return undefined;
  const units = makeUnits({ rows: rowsOf(first), random, ...(groups === undefined ? {} : { groups }) });
  const differences = new Float64Array(units.count);
  one.forEach((loss, row) => {
    const unit = units.unitOf?.[row] ?? row;
    differences[unit] = (differences[unit] as number) + loss - (two[row] as number);
  });
  const differing = differences.filter((difference) => difference !== 0);
  const seen = Math.abs(differing.reduce((sum, difference) => sum + difference, 0)) * (1 - tolerance);
  let asFar = 1;
  for (let draw = 0; draw < draws; draw++) if (Math.abs(swapped(differing, random)) >= seen) asFar++;
  return asFar / (draws + 1);
}

/** Each with a sign of its own, 24 of one draw. */
function swapped(differences: Float64Array, random: Random): number {
  let [sum, bits] = [0, 0];
  for (let unit = 0; unit < differences.length; unit++) {
    if (unit % 24 === 0) bits = random.below(2 ** 24);
    sum += bits & 1 ? (differences[unit] as number) : -(differences[unit] as number);
    bits >>>= 1;
  }
  return sum;
}
