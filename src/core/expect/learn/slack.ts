// How many rows of an unchanged window may offend a rule that was learnt from other rows: what chance alone brings.

/** Rows looked at, and those of them that offended. */
export interface Counted {
  readonly rows: number;
  readonly offending: number;
}

/**
 * The least count that a window of `rows` exceeds with a chance of at most `chance`. Where `known` are rows of the same
 * world, the count of a new window follows a beta-binomial distribution, which holds what is not known of the share as well
 * (Johnson, Kemp, Kotz: Univariate Discrete Distributions, 6.2.2). `fitted`: how many ends of the rule were laid by these rows.
 */
export function mostByChance(
  { rows, offending }: Counted,
  window: number,
  { chance, fitted = 0 }: { readonly chance: number; readonly fitted?: number },
): number {
  const a = offending + 1 + fitted;
  const b = Math.max(1, rows - offending + 1 - fitted);
  // The chance of none, then of each next count by its ratio to the one before; logarithms, as either may be tiny.
  let log = 0;
  for (let at = 0; at < a; at++) log += Math.log((b + at) / (window + b + at));
  let above = 1 - Math.exp(log);
  let count = 0;
  while (above > chance && count < window) {
    log += Math.log(((window - count) / (count + 1)) * ((count + a) / (window - count - 1 + b)));
    count++;
    above -= Math.exp(log);
  }
  return count;
}

/**
 * The same, of rows that come in windows which may differ from one another, as seasons do: where they differ by more than
 * chance, a new window is taken to be like the worst of them. `windows` may overlap; `apart` are those that do not.
 */
export function mostOfWindow(
  {
    total,
    windows,
    apart,
  }: { readonly total: Counted; readonly windows: readonly Counted[]; readonly apart: readonly Counted[] },
  window: number,
  options: { readonly chance: number; readonly fitted?: number },
): number {
  const usual = mostByChance(total, window, options);
  if (!areUneven(total, apart)) return usual;
  const worst = windows.reduce(
    (most, one) => (one.offending * most.rows > most.offending * one.rows ? one : most),
    { rows: 1, offending: 0 },
  );
  return Math.max(usual, mostByChance(worst, window, options));
}

/** Whether the index of dispersion lies more than a standard error above that of one world. */
function areUneven({ rows, offending }: Counted, apart: readonly Counted[]): boolean {
  const share = rows === 0 ? 0 : offending / rows;
  if (apart.length < 2 || share === 0 || share === 1) return false;
  const sum = apart.reduce(
    (total, one) =>
      total + (one.offending - one.rows * share) ** 2 / Math.max(1e-12, one.rows * share * (1 - share)),
    0,
  );
  const free = apart.length - 1;
  return sum / free > 1 + Math.sqrt(2 / free);
}
