// How much of the spread of numbers lies between groups, from the sums of each group.

/** Of one group's numbers. */
export interface GroupSum {
  readonly n: number;
  readonly sum: number;
}

/**
 * The correlation ratio (eta): the root of the share of the numbers' variance that lies between the groups; 0 where there is
 * none to tell of. `squares`: the sum of all their squares; numbers are taken from near their mean, so that it keeps its digits.
 * `corrected`: the root of Kelley's epsilon squared, which takes away what groups of equal numbers would show by chance; never
 * below 0.
 */
export function correlationRatio(
  groups: readonly GroupSum[],
  squares: number,
): { value: number; corrected: number } {
  const full = groups.filter(({ n }) => n > 0);
  const n = full.reduce((all, group) => all + group.n, 0);
  const sum = full.reduce((all, group) => all + group.sum, 0);
  const spread = squares - (sum * sum) / n;
  const between = full.reduce((all, group) => all + (group.sum * group.sum) / group.n, 0) - (sum * sum) / n;
  if (full.length < 2 || n <= full.length || !(spread > 0)) return { value: 0, corrected: 0 };
  const share = Math.min(1, Math.max(0, between / spread));
  const epsilon = 1 - ((1 - share) * (n - 1)) / (n - full.length);
  return { value: Math.sqrt(share), corrected: Math.sqrt(Math.max(0, epsilon)) };
}
