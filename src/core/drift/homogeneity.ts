// The test that two samples come from one distribution: chi-square where counts are large, exact where they are small.
import { chiSquareUpper, squareOf } from '../distribution';
import { sum } from '../sum';
import { expectedAtLeast, type Unlisted } from './aligned';
import { fisher } from './fisher';
import { chiSquare, type Counts } from './measures';

export interface Tested {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
}

type Statistic = (
  reference: Counts,
  current: Counts,
) => { readonly statistic: number; readonly degrees: number };

/** Cochran's (1954) rule: bins expected to have fewer rows than this, in the smaller sample, are tested exactly. */
const exactBelow = 5;

/**
 * p-value of the hypothesis that both samples come from one distribution, by Pearson's test of homogeneity; 1 where nothing can
 * differ: one bin, or a side without rows. Where the reference lists only its most frequent categories, p is the smaller of two
 * (Bonferroni): of the bins that the list does not favour, and of what lies beyond the list.
 */
export function homogeneityP(
  reference: Counts,
  current: Counts,
  unlisted?: Unlisted,
  statistic: Statistic = chiSquare,
): number {
  const { p } = tested(reference, current, { unlisted, statistic });
  if (unlisted === undefined) return p;
  return Math.min(1, 2 * Math.min(p, beyondTheListP(reference, current, unlisted)));
}

/**
 * Bins that are too thin are pooled. Of what then remains, bins that are expected to have under five rows are split off one
 * by one, the thinnest first, each against all that is left: the chances of such splits are independent, so the chi-squares of
 * one degree that have these chances add up with the statistic of the other bins (Lancaster 1949, 1961). Measured with 3 to 5
 * expected rows a bin, Pearson's statistic passes a level of 0.01 in 1.9%, one of 0.0001 in 0.1%; this in at most 1.03 of the level.
 */
export function tested(
  reference: Counts,
  current: Counts,
  options: { readonly unlisted?: Unlisted | undefined; readonly statistic?: Statistic } = {},
): Tested {
  const { unlisted, statistic: of = chiSquare } = options;
  const sides = unlisted ? listMerged(reference, current, unlisted) : ([reference, current] as const);
  const [r, c] = poolThin(...sides);
  const bins = r.map((first, bin) => ({ first, second: at(c, bin) }));
  const isSmall = expectedBelow(exactBelow, r, c);
  const small = bins.filter((_bin, index) => isSmall(index)).sort((a, b) => rowsOf(a) - rowsOf(b));
  const large = bins.filter((_bin, index) => !isSmall(index));
  let [n, m] = [sum(r), sum(c)];
  const chances = small.flatMap((bin) => {
    const chance = fisher(bin, { n, m });
    [n, m] = [n - bin.first, m - bin.second];
    return chance ?? [];
  });
  const ofLarge = of(
    large.map(({ first }) => first),
    large.map(({ second }) => second),
  );
  // One exact chance alone keeps its promise; of several the mid-p, or their sum would promise far too much.
  const exact = chances.map(({ p, mid }) => (chances.length === 1 ? p : mid));
  const statistic = ofLarge.statistic + sum(exact.map(squareOf));
  const degrees = ofLarge.degrees + exact.length;
  return { statistic, degrees, p: chiSquareUpper(statistic, degrees) };
}

/** Both sides with their thin bins pooled into a last one. */
export function poolThin(reference: Counts, current: Counts): [reference: Counts, current: Counts] {
  const isThin = expectedBelow(expectedAtLeast, reference, current);
  const bins = reference.map((_count, bin) => bin);
  const kept = bins.filter((bin) => !isThin(bin));
  const pooled = (counts: Counts) => sum(bins.filter(isThin).map((bin) => at(counts, bin)));
  const side = (counts: Counts) => [...kept.map((bin) => at(counts, bin)), pooled(counts)];
  return [side(reference), side(current)];
}

/** Whether a bin is expected to have fewer rows than this in the smaller sample. */
function expectedBelow(least: number, reference: Counts, current: Counts): (bin: number) => boolean {
  const [n, m] = [sum(reference), sum(current)];
  return (bin) => ((at(reference, bin) + at(current, bin)) * Math.min(n, m)) / (n + m) < least;
}

/** Rare ones of the list stand in it by the reference's luck: they count with those beyond it. */
function listMerged(
  reference: Counts,
  current: Counts,
  { rare, beyond }: Unlisted,
): readonly [Counts, Counts] {
  const merged = (counts: Counts) =>
    counts.flatMap((count, bin) =>
      bin === rare ? [] : bin === beyond ? [count + at(counts, rare)] : [count],
    );
  return [merged(reference), merged(current)];
}

/** p-value of what lies beyond the list: the smaller of two (Bonferroni), of the share of all and of the largest single value. */
export function beyondTheListP(reference: Counts, current: Counts, unlisted: Unlisted): number {
  const [n, m] = [sum(reference), sum(current)];
  if (n === 0 || m === 0) return 1;
  const { beyond } = unlisted;
  const ofShare = shareBeyondP([at(reference, beyond), at(current, beyond)], [n, m], unlisted);
  return Math.min(1, 2 * Math.min(ofShare, newcomerP([n, m], unlisted)));
}

/** Of the share beyond the list, which may be as much larger in the reference as its allowance says. */
function shareBeyondP(
  [least, seen]: readonly [number, number],
  [n, m]: readonly [number, number],
  { allowance }: Unlisted,
): number {
  const expected = Math.min(Math.max(Math.round((seen * n) / m), least), Math.ceil(least + allowance), n);
  return tested([expected, n - expected], [seen, m - seen]).p;
}

/**
 * Of the current's largest value beyond the list, which a share of all beyond it hides among many: Fisher's, against the most
 * rows that the list leaves it in the reference, which makes p larger only. Any value might have been the largest, so each has
 * its share of the false alarms, as large as its share of all rows (Bonferroni, weighted): these add up to 1 however many
 * values there are, and of a value with k rows here it is k / (n + m) at least.
 */
export function newcomerP([n, m]: readonly [number, number], { newcomer, atMost }: Unlisted): number {
  const { rows } = newcomer;
  if (rows * n <= atMost * m) return 1;
  const { p } = fisher({ first: atMost, second: rows }, { n, m }) ?? { p: 1 };
  return Math.min(1, (p * (n + m)) / rows);
}

const rowsOf = ({ first, second }: { readonly first: number; readonly second: number }) => first + second;
const at = (values: Counts, index: number) => values[index] ?? 0;
