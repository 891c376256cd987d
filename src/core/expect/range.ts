// Numbers against a range, and what is told of one.
import { figure as written } from '../figures';
import type { FigureRange } from './expectation';
import { notMet, type Verdict } from './step';

/** False for NaN; ends must be numbers. */
export const isWithin = (
  value: number,
  { low, high, isLowOpen, isHighOpen, isOutside = false }: FigureRange,
): boolean =>
  !Number.isNaN(value) &&
  isOutside !==
    ((low === undefined || (isLowOpen ? value > Number(low) : value >= Number(low))) &&
      (high === undefined || (isHighOpen ? value < Number(high) : value <= Number(high))));

/** `value`: NaN where there is none. */
export function numberVerdict(value: number, range: FigureRange, elementCount: number): Verdict {
  if (Number.isNaN(value))
    return { ...notMet('there are no values to tell it by'), value: null, elementCount };
  const text = [range.low, range.high].find((end) => typeof end === 'string');
  if (text !== undefined) return notMet(`${String(value)} is not compared with ${JSON.stringify(text)}`);
  const passed = isWithin(value, range);
  return {
    kind: 'verdict',
    passed,
    observed: Number.isInteger(value) ? written(value) : String(Number(value.toPrecision(6))),
    value: Number.isFinite(value) ? value : String(value),
    unexpectedCount: passed ? 0 : 1,
    elementCount,
  };
}
