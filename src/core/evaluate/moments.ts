// Mean and variance of numbers in memory, without missing ones; whole columns are profiled elsewhere.
import type { Numbers } from './rows';

/** NaN of nothing. */
export function mean(values: Numbers): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** The sample's (n - 1); NaN under two values. */
export function variance(values: Numbers): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] as number) - centre) ** 2;
  return values.length < 2 ? NaN : sum / (values.length - 1);
}
