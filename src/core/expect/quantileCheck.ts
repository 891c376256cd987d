// Quantiles of a column, each of which has to lie in a range of its own.
import { isNumeric } from '../profile/kind';
import type { Check, Interpolation } from './expectation';
import { isWithin } from './range';
import { asDouble } from './reading';
import {
  notMet,
  numberOf,
  over,
  scan,
  sorted,
  step,
  type ExpectedColumn,
  type Step,
  type Verdict,
} from './step';

type QuantileCheck = Extract<Check, { kind: 'quantiles' }>;

/** Asks for the values of the two ranks that each quantile lies between: every interpolation is made of these. */
export function quantileStep(
  column: ExpectedColumn,
  { quantiles, ranges, interpolation }: QuantileCheck,
  rows: string | undefined,
): Step | Verdict {
  if (!isNumeric(column.kind)) return notMet(`${column.name} holds no numbers`);
  const value = asDouble(column);
  return step([scan(over(`count(${value})`, rows)), scan(over('count(*)', rows))], ([present, all]) => {
    const n = numberOf(present);
    if (n === 0)
      return {
        ...notMet('there are no values to tell it by'),
        value: quantiles.map(() => null),
        elementCount: numberOf(all),
      };
    const places = quantiles.map((quantile) => placeAt(quantile, n));
    const ranks = [...new Set(places.flatMap(({ below, above }) => [below, above]))];
    // The shares at which a discrete quantile is the value of just these ranks.
    const shares = ranks.map((rank) => (rank + 0.5) / n).join(', ');
    const asked = sorted(over(`quantile_disc(${value}, [${shares}])`, rows));
    return step([asked], ([answer]) => {
      const found = answer as readonly unknown[];
      const at = new Map(ranks.map((rank, index) => [rank, numberOf(found[index])]));
      const values = places.map((place) => between(place, at, interpolation));
      const misses = values.flatMap((one, index) => (isWithin(one, ranges[index] ?? {}) ? [] : [index]));
      return {
        kind: 'verdict',
        passed: misses.length === 0,
        observed: quantiles.map((quantile, index) => `${quantile}: ${String(values[index])}`).join(', '),
        value: values,
        unexpectedCount: misses.length,
        elementCount: numberOf(all),
      };
    });
  });
}

interface Place {
  readonly below: number;
  readonly above: number;
  /** How far between the two, from 0 to 1. */
  readonly share: number;
}

function placeAt(quantile: number, n: number): Place {
  const place = Math.min(Math.max(quantile, 0), 1) * (n - 1);
  const below = Math.floor(place);
  return { below, above: Math.min(below + 1, n - 1), share: place - below };
}

/** As numpy names and computes them; halfway, `nearest` takes the even rank. */
function between({ below, above, share }: Place, at: ReadonlyMap<number, number>, by: Interpolation): number {
  const [low, high] = [at.get(below) ?? NaN, at.get(above) ?? NaN];
  switch (by) {
    case 'linear':
      return share === 0 ? low : low + (high - low) * share;
    case 'lower':
      return low;
    case 'higher':
      return share === 0 ? low : high;
    case 'midpoint':
      return share === 0 ? low : (low + high) / 2;
    case 'nearest':
      return share > 0.5 || (share === 0.5 && below % 2 === 1) ? high : low;
  }
}
