// Order, ties and ranks of numbers, shared by every measure that looks at order only. No NaN may be given here.
import type { Numbers } from './rows';

/** A sorted copy, ascending. */
export const ascending = (values: Numbers) => Float64Array.from(values).sort();

/** The upper one of an even number of values; NaN of none. */
export const medianOf = (values: Numbers): number => ascending(values)[Math.floor(values.length / 2)] ?? NaN;

/** How many of the ascending numbers lie below `value`. */
export function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending numbers lie at or below `value`. */
export function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ranks from 1; equal values share the mean of theirs. */
export function midranks(values: Numbers): Float64Array {
  const sorted = ascending(values);
  return Float64Array.from(values, (value) => (countBelow(sorted, value) + countUpTo(sorted, value) + 1) / 2);
}

/** For each value the share of `others` (ascending) below it, equal ones counted half. */
export function placements(values: Float64Array, others: Float64Array): Float64Array {
  return values.map((value) => {
    const below = countBelow(others, value);
    // Most values have no equal: the second search is then spared.
    const upTo = others[below] === value ? countUpTo(others, value) : below;
    return (below + upTo) / (2 * others.length);
  });
}

/** Rows from the highest value to the lowest, and where each run of equal values ends. */
export interface Descending {
  /** Row at each place. */
  readonly order: Uint32Array;
  /** Ends (exclusive) of the runs of equal values, ascending. */
  readonly ends: Uint32Array;
}

/** Orders rows by value, highest first; equal values keep the order of the rows. */
export function descending(values: Numbers): Descending {
  const negated = Float64Array.from(values, (value) => -value);
  const sorted = negated.slice().sort();
  const order = new Uint32Array(sorted.length);
  const used = new Uint32Array(sorted.length);
  for (let row = 0; row < negated.length; row++) {
    const start = countBelow(sorted, negated[row] as number);
    const place = start + (used[start] as number);
    used[start] = (used[start] as number) + 1;
    order[place] = row;
  }
  return { order, ends: used.length === 0 ? used : runEnds(used) };
}

/** `used[start]` holds the length of the run starting there, 0 within runs. */
function runEnds(used: Uint32Array): Uint32Array {
  const ends: number[] = [];
  for (let start = 0; start < used.length; start += used[start] as number)
    ends.push(start + (used[start] as number));
  return Uint32Array.from(ends);
}
