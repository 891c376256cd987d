// The bootstrap: draws rows, groups or blocks again and again, for several statistics at once; intervals are read from it in `bca`.
import type { Random } from '../random';
import { acceleration, resampledBounds, type Replicates } from './bca';
import { tooFew, type Bounds, type Interval } from './interval';
import { makeUnits, type UnitOptions, type Units } from './resampleUnits';
import { rowsOf, valueOf, type Statistic } from './statistic';

/** Fewest rows (or groups) that an interval is resampled from. */
export const fewestUnits = 10;
/** Leave-one-out of a statistic that needs the rows is done by so many random parts. */
const jackknifeParts = 200;

export interface BootstrapOptions extends Omit<UnitOptions, 'rows'> {
  /** 2,000 unless told; fewer above 50,000 rows for statistics that need the rows. */
  readonly resamples?: number;
}

export interface Drawn extends Replicates {
  readonly rows: number;
  /** Rows, groups or blocks drawn. */
  readonly units: number;
  /** Share of resamples in which the statistic had a value. */
  readonly valid: number;
}

/** Draws once for all statistics, which are over the same rows, so that their replicates belong together. */
export function bootstrap(statistics: readonly Statistic[], options: BootstrapOptions): Drawn[] {
  const first = statistics[0];
  if (first === undefined) return [];
  const rows = rowsOf(first);
  const units = makeUnits({ ...options, rows });
  const evaluators = statistics.map((statistic) => evaluator(statistic, units));
  const resamples = options.resamples ?? defaultResamples(statistics, rows);
  const replicates = statistics.map(() => new Float64Array(resamples));
  const draws = new Uint32Array(units.count);
  for (let resample = 0; resample < resamples; resample++) {
    draw(draws, units, options.random);
    evaluators.forEach((evaluate, index) => {
      (replicates[index] as Float64Array)[resample] = evaluate(draws);
    });
  }
  return statistics.map((statistic, index) => {
    const all = replicates[index] as Float64Array;
    const finite = all.filter((value) => Number.isFinite(value));
    return {
      value: valueOf(statistic),
      replicates: finite,
      acceleration: acceleration(
        leaveOneOut({ units, statistic, evaluate: evaluators[index] as Evaluate, random: options.random }),
      ),
      rows,
      units: units.count,
      valid: resamples === 0 ? 0 : finite.length / resamples,
    };
  });
}

/** The BCa interval of one statistic, or why there is none. `bounds`: the statistic's least and greatest value. */
export function bootstrapInterval(
  statistic: Statistic,
  options: BootstrapOptions & { readonly level?: number; readonly bounds: Bounds },
): Interval {
  const [drawn] = rowsOf(statistic) === 0 ? [] : bootstrap([statistic], options);
  const { level = 0.95, bounds } = options;
  if (drawn === undefined)
    return tooFew({ value: NaN, n: 0, level, bounds, reason: 'there is no complete row' });
  return drawnInterval(drawn, { level, bounds });
}

/** The interval of something drawn, or why there is none. `canBeConstant`: a figure that never varies is known exactly. */
export function drawnInterval(
  drawn: Drawn,
  options: { readonly level: number; readonly bounds: Bounds; readonly canBeConstant?: boolean },
): Interval {
  const { value, rows: n } = drawn;
  const { level, bounds } = options;
  const without = (reason: string) => tooFew({ value, n, level, bounds, reason });
  const reason = cannotDraw(drawn);
  if (reason !== undefined) return without(reason);
  if (drawn.valid < 0.95) return without('too many resamples have no value');
  if (options.canBeConstant !== true && drawn.replicates.every((replicate) => replicate === value))
    return without('it is the same in every resample');
  const { low, high, method } = resampledBounds(drawn, level);
  return { value, low: Math.min(low, value), high: Math.max(high, value), level, method, n };
}

/** Why a value of so many rows and units is not worth drawing, a clause for a person; undefined where it is. */
export function cannotDraw({
  value,
  rows,
  units,
}: Pick<Drawn, 'value' | 'rows' | 'units'>): string | undefined {
  if (Number.isNaN(value)) return 'it has no value on these rows';
  if (!Number.isFinite(value)) return 'it is infinite on these rows';
  return units < fewestUnits
    ? `${units} ${units === rows ? 'rows' : 'groups'}: under ${fewestUnits} are too few to resample`
    : undefined;
}

type Evaluate = (draws: Uint32Array) => number;

function defaultResamples(statistics: readonly Statistic[], rows: number): number {
  const needsRows = statistics.some((statistic) => statistic.kind === 'draws');
  return needsRows ? Math.min(2000, Math.max(500, Math.floor(1e8 / rows))) : 2000;
}

function draw(draws: Uint32Array, units: Units, random: Random): void {
  draws.fill(0);
  for (const [start, end] of units.strata) {
    for (let left = end - start; left > 0; left--) {
      const unit = start + random.below(end - start);
      draws[unit] = (draws[unit] as number) + 1;
    }
  }
}

function evaluator(statistic: Statistic, units: Units): Evaluate {
  if (statistic.kind === 'draws') return statistic.bind(units.unitOf);
  const { unitOf, count } = units;
  const sizes = sumByUnit(new Float64Array(rowsOf(statistic)).fill(1), unitOf, count);
  const parts = [...statistic.parts.map((part) => sumByUnit(part, unitOf, count)), sizes];
  const sums = new Float64Array(parts.length);
  return (draws) => {
    for (let part = 0; part < parts.length; part += 2) {
      const one = parts[part] as Float64Array;
      const two = parts[part + 1] ?? one;
      // Two sums at once: an addition waits for the one before it, but not for another sum's.
      let [first, second] = [0, 0];
      for (let unit = 0; unit < count; unit++) {
        const times = draws[unit] as number;
        first += times * (one[unit] as number);
        second += times * (two[unit] as number);
      }
      sums[part] = first;
      if (part + 1 < parts.length) sums[part + 1] = second;
    }
    return statistic.of(sums.subarray(0, -1), sums[parts.length - 1] as number);
  };
}

function sumByUnit(part: Float64Array, unitOf: Uint32Array | undefined, count: number): Float64Array {
  if (unitOf === undefined) return part;
  const sums = new Float64Array(count);
  part.forEach((value, row) => {
    const unit = unitOf[row] as number;
    sums[unit] = (sums[unit] as number) + value;
  });
  return sums;
}

/** Values with one unit, or one random part of the units, left out; a list for each stratum. */
function leaveOneOut(options: {
  readonly units: Units;
  readonly statistic: Statistic;
  readonly evaluate: Evaluate;
  readonly random: Random;
}): Float64Array[] {
  const { units, evaluate, random } = options;
  const draws = new Uint32Array(units.count).fill(1);
  return units.strata.map(([start, end]) => {
    const order = Uint32Array.from({ length: end - start }, (_unit, index) => start + index);
    const parts = Math.min(order.length, jackknifeParts);
    if (parts < order.length) shuffleInPlace(order, random);
    return Float64Array.from({ length: parts }, (_part, part) => {
      for (let place = part; place < order.length; place += parts) draws[order[place] as number] = 0;
      const value = evaluate(draws);
      for (let place = part; place < order.length; place += parts) draws[order[place] as number] = 1;
      return value;
    });
  });
}

function shuffleInPlace(values: Uint32Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = values[last] as number;
    values[last] = values[other] as number;
    values[other] = kept;
  }
}
