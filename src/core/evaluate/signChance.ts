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
 * It keeps its level however long the tail of the errors is, where drawn intervals let equal models differ too often, if the models
 * are alike in all. Where they are equal by the metric only, as a cautious one and one that is rarely very wrong, differences are
 * skewed; they are measured by their own standard error and skewness (Johnson's t as Hall 1992, Journal of the Royal Statistical
 * Society B 54:221, has it), so that it is nearly right from about 50 rows on. Undefined for other metrics.
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
  const cubes = differing.map((difference) => difference ** 3);
  const all = {
    count: units.count,
    squares: differing.reduce((sum, difference) => sum + difference ** 2, 0),
  };
  const add = (sum: number, value: number) => sum + value;
  const seen =
    distance({ ...all, sum: differing.reduce(add, 0), cubes: cubes.reduce(add, 0) }) * (1 - tolerance);
  const [signed, signedCubes] = [signedSums(differing), signedSums(cubes)];
  let asFar = 1;
  for (let draw = 0; draw < draws; draw++)
    if (distance({ ...all, ...swapped(signed, signedCubes, random) }) >= seen) asFar++;
  return asFar / (draws + 1);
}

interface Sums {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
  readonly cubes: number;
}

/** Of the mean from 0, in standard errors, the skewness taken out; infinite where all differ by the same. */
function distance({ count, sum, squares, cubes }: Sums): number {
  const mean = sum / count;
  const variance = squares / count - mean ** 2;
  if (squares === 0) return 0;
  if (variance <= (tolerance * squares) / count) return Infinity;
  const t = mean / Math.sqrt(variance);
  const skewness = (cubes / count - (3 * mean * squares) / count + 2 * mean ** 3) / variance ** 1.5;
  return Math.abs(t + skewness / (6 * count) + (skewness * t ** 2) / 3 + (skewness ** 2 * t ** 3) / 27);
}

/** Values summed at once: a sum looked up in a table that the cache holds, rather than added up. */
const together = 4;
const signs = 2 ** together;

/** For each few values that follow each other their sum by every choice of signs; a bit that is set is a plus. */
function signedSums(values: Float64Array): Float64Array {
  const tables = Math.ceil(values.length / together);
  return Float64Array.from({ length: tables * signs }, (_sum, place) => {
    const first = Math.floor(place / signs) * together;
    return values
      .subarray(first, first + together)
      .reduce((sum, value, at) => ((place >> at) & 1 ? sum + value : sum - value), 0);
  });
}

/** Each with a sign of its own, 24 of one draw. */
function swapped(differences: Float64Array, cubed: Float64Array, random: Random) {
  let [sum, cubes, bits] = [0, 0, 0];
  for (let table = 0; table < differences.length; table += signs) {
    if (table % (6 * signs) === 0) bits = random.below(2 ** 24);
    const place = table + (bits & (signs - 1));
    sum += differences[place] as number;
    cubes += cubed[place] as number;
    bits >>>= together;
  }
  return { sum, cubes };
}
