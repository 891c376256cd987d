// Counts of half windows, put together to windows that overlap and to windows that do not.
import type { CandidateCounts } from './learn';
import type { Counted } from './slack';

/** A tenth of the rows; of few rows, all. */
export const usualWindow = (rows: number): number => (rows < 1000 ? rows : Math.floor(rows / 10));

/** `halves`: in the order of the rows; a last one that is short is left out of windows. */
export function windowCounts(halves: readonly Counted[]): CandidateCounts {
  const total = sum(halves);
  const whole = halves[0]?.rows ?? 0;
  // Missing values make halves of a column uneven: only the last may be a rest.
  const full = halves.filter((half, at) => at < halves.length - 1 || half.rows >= 0.9 * whole);
  const windows = full.slice(1).map((half, at) => sum([full[at] ?? half, half]));
  return { total, windows, apart: windows.filter((_window, at) => at % 2 === 0) };
}

const sum = (counts: readonly Counted[]): Counted => ({
  rows: counts.reduce((all, { rows }) => all + rows, 0),
  offending: counts.reduce((all, { offending }) => all + offending, 0),
});

/**
 * The same of a set: what offends is a value that nothing else has, so of a window its values that come nowhere else, and
 * of all rows those that come once (as Good and Turing estimate what is not seen yet). `halves`: how often each value comes.
 */
export function setCounts(halves: readonly ReadonlyMap<string, number>[]): CandidateCounts {
  const all = new Map<string, number>();
  for (const half of halves) for (const [value, n] of half) all.set(value, (all.get(value) ?? 0) + n);
  const rows = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sumOf, n) => sumOf + n, 0);
  const once = [...all.values()].filter((n) => n === 1).length;
  const windows = halves.slice(1).map((half, at): Counted => {
    const both = new Map(halves[at]);
    for (const [value, n] of half) both.set(value, (both.get(value) ?? 0) + n);
    const own = [...both].filter(([value, n]) => all.get(value) === n).reduce((sumOf, [, n]) => sumOf + n, 0);
    return { rows: rows(both), offending: own };
  });
  return {
    total: { rows: rows(all), offending: once },
    windows,
    apart: windows.filter((_window, at) => at % 2 === 0),
  };
}
