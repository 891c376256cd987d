// How far two distributions over the same bins lie apart; what a distance means at a sample size is decided in calibrate.ts.
import { sum } from '../sum';

/** Counts a bin; all of one length. */
export type Counts = readonly number[];

/** Shares of the total; all 0 where nothing was counted. */
export function shares(counts: Counts): readonly number[] {
  const total = sum(counts);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}

/**
 * Population stability index, the sum of (r - c) ln(r / c) over bins. An empty bin would make it infinite, so half a count
 * is added to every bin that either side has (Krichevsky and Trofimov 1981); bins that both lack are left out.
 */
export function psi(reference: Counts, current: Counts): number {
  const used = reference.flatMap((count, bin) => (count + (current[bin] ?? 0) > 0 ? [bin] : []));
  const side = (counts: Counts) => smoothed(used.map((bin) => at(counts, bin)));
  return psiOfShares(side(reference), side(current));
}

/** Shares with half a count added to every bin. */
export const smoothed = (counts: Counts): Counts => shares(counts.map((count) => count + 0.5));

function psiOfShares(r: readonly number[], c: readonly number[]): number {
  return sum(r.map((share, bin) => (share - at(c, bin)) * Math.log(share / at(c, bin))));
}

/** Jensen-Shannon divergence in bits, 0 to 1. */
export function jensenShannonDivergence(reference: Counts, current: Counts): number {
  const [r, c] = [shares(reference), shares(current)];
  const half = (p: number, q: number) => (p === 0 ? 0 : (p / 2) * Math.log2(p / ((p + q) / 2)));
  return Math.max(0, sum(r.map((share, bin) => half(share, at(c, bin)) + half(at(c, bin), share))));
}

/** Jensen-Shannon distance, the root of the divergence in bits: 0 to 1. */
export const jensenShannon = (reference: Counts, current: Counts) =>
  Math.sqrt(jensenShannonDivergence(reference, current));

/** Hellinger distance, 0 to 1. */
export function hellinger(reference: Counts, current: Counts): number {
  const [r, c] = [shares(reference), shares(current)];
  return Math.sqrt(sum(r.map((share, bin) => (Math.sqrt(share) - Math.sqrt(at(c, bin))) ** 2)) / 2);
}

/** Largest difference of two shares. */
export function lInfinity(reference: Counts, current: Counts): number {
  const [r, c] = [shares(reference), shares(current)];
  return Math.max(0, ...r.map((share, bin) => Math.abs(share - at(c, bin))));
}

/** Half the sum of the differences of shares: the share of rows that would have to change. */
export function totalVariation(reference: Counts, current: Counts): number {
  const [r, c] = [shares(reference), shares(current)];
  return sum(r.map((share, bin) => Math.abs(share - at(c, bin)))) / 2;
}

/** Pearson's statistic of homogeneity of two samples, over bins that either side has. */
export function chiSquare(
  reference: Counts,
  current: Counts,
): { readonly statistic: number; readonly degrees: number } {
  const [n, m] = [sum(reference), sum(current)];
  const used = reference.flatMap((count, bin) =>
    count + at(current, bin) > 0 ? [{ r: count, c: at(current, bin) }] : [],
  );
  if (n === 0 || m === 0) return { statistic: 0, degrees: 0 };
  const statistic = sum(
    used.map(({ r, c }) => {
      const [expectedR, expectedC] = [((r + c) * n) / (n + m), ((r + c) * m) / (n + m)];
      return (r - expectedR) ** 2 / expectedR + (c - expectedC) ** 2 / expectedC;
    }),
  );
  return { statistic, degrees: used.length - 1 };
}

const at = (values: readonly number[], index: number) => values[index] ?? 0;
