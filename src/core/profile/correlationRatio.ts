// How much of the spread of numbers lies between groups, from what single aggregates say of each group.

/** Of one group's numbers. */
export interface GroupMoments {
  readonly n: number;
  readonly mean: number;
  /** Their variance, divided by n. */
  readonly variance: number;
}

/**
 * The correlation ratio (eta): the root of the share of the numbers' variance that lies between the groups; 0 where there is
 * none to tell of. `corrected`: the root of Kelley's epsilon squared, which takes away what groups of equal numbers would show
 * by chance; never below 0.
 */
export function correlationRatio(groups: readonly GroupMoments[]): { value: number; corrected: number } {
  const full = groups.filter(({ n }) => n > 0);
  const n = full.reduce((total, group) => total + group.n, 0);
  const mean = full.reduce((total, group) => total + (group.n / n) * group.mean, 0);
  let [between, within] = [0, 0];
  for (const group of full) {
    between += group.n * (group.mean - mean) ** 2;
    within += group.n * group.variance;
  }
  if (full.length < 2 || n <= full.length || !(between + within > 0)) return { value: 0, corrected: 0 };
  const share = between / (between + within);
  const epsilon = 1 - ((1 - share) * (n - 1)) / (n - full.length);
  return { value: Math.sqrt(share), corrected: Math.sqrt(Math.max(0, epsilon)) };
}
