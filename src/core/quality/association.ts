// How strongly two columns go together, from numbers or from counts; which strength is a finding is decided elsewhere.
import { mean } from '../evaluate/moments';
import { keptRows, take, type Numbers } from '../evaluate/rows';

/** Pearson's correlation over the rows with both; NaN where one of them does not vary. */
export function pearson(x: Numbers, y: Numbers): number {
  const kept = keptRows([x, y]);
  const [a, b] = [centred(take(x, kept)), centred(take(y, kept))];
  const product = sum(a.map((value, row) => value * (b[row] as number)));
  const r = product / Math.sqrt(sum(a.map((value) => value ** 2)) * sum(b.map((value) => value ** 2)));
  return Math.min(1, Math.max(-1, r));
}

/** The correlation ratio eta, 0 to 1: the root of the share of the numbers' variance that lies between the groups. Rows with a missing number are left out; NaN where the numbers do not vary. */
export function correlationRatio(groups: ArrayLike<unknown>, values: Numbers): number {
  const rows = keptRows([values]) ?? Uint32Array.from({ length: values.length }, (_row, index) => index);
  const known = centred(take(values, rows));
  const byGroup = new Map<unknown, { count: number; sum: number }>();
  known.forEach((value, place) => {
    const group = groups[rows[place] as number];
    const { count, sum: before } = byGroup.get(group) ?? { count: 0, sum: 0 };
    byGroup.set(group, { count: count + 1, sum: before + value });
  });
  const between = [...byGroup.values()].reduce((total, group) => total + group.sum ** 2 / group.count, 0);
  const whole = sum(known.map((value) => value ** 2));
  return Math.sqrt(Math.min(1, between / whole));
}

/**
 * Cramer's V of a table of counts, 0 to 1, corrected for its bias (Bergsma 2013); two by two with Yates's continuity
 * correction, as SciPy's chi-square has it by default. Empty rows and columns are left out; NaN under two of either.
 */
export function cramersV(table: readonly (readonly number[])[]): number {
  const rowSums = table.map((row) => sum(row));
  const columnSums = (table[0] ?? []).map((_count, column) => sum(table.map((row) => row[column] ?? 0)));
  const rows = rowSums.filter((count) => count > 0).length;
  const columns = columnSums.filter((count) => count > 0).length;
  const n = sum(rowSums);
  if (rows < 2 || columns < 2) return NaN;
  const continuity = rows === 2 && columns === 2 ? 0.5 : 0;
  const cells = table.flatMap((row, at) =>
    row.map((count, column) => {
      const expected = ((rowSums[at] ?? 0) * (columnSums[column] ?? 0)) / n;
      const apart = Math.abs(count - expected);
      return expected === 0 ? 0 : (apart - Math.min(continuity, apart)) ** 2 / expected;
    }),
  );
  const byChance = ((rows - 1) * (columns - 1)) / (n - 1);
  const beyond = Math.max(0, sum(cells) / n - byChance);
  const shrunk = (levels: number) => levels - (levels - 1) ** 2 / (n - 1) - 1;
  return Math.min(1, Math.sqrt(beyond / Math.min(shrunk(rows), shrunk(columns))));
}

/** How often each value (or bin) of a column comes with a positive and with a negative target. */
export interface TargetCounts {
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

/**
 * How well a column alone tells a binary target: the ROC AUC of scoring each row by its value's share of positives, ties
 * half; from 0.5. `learnt`: counts of other rows from which the shares are taken; values they lack get the overall share.
 * Without it the shares come from the same rows, which flatters a column of many values, wholly so one of unique values.
 * NaN where a class is absent.
 */
export function predictiveness(counts: TargetCounts, learnt: TargetCounts = counts): number {
  const rows = sum(learnt.positives) + sum(learnt.negatives);
  if (rows === 0) return NaN;
  const overall = sum(learnt.positives) / rows;
  const bins = counts.positives
    .map((positives, bin) => {
      const [known, of] = [
        learnt.positives[bin] ?? 0,
        (learnt.positives[bin] ?? 0) + (learnt.negatives[bin] ?? 0),
      ];
      return { positives, negatives: counts.negatives[bin] ?? 0, share: of === 0 ? overall : known / of };
    })
    .sort((a, b) => a.share - b.share);
  let [won, negatives, at] = [0, 0, 0];
  while (at < bins.length) {
    const { share } = bins[at] as (typeof bins)[number];
    const run = { positives: 0, negatives: 0 };
    for (; at < bins.length && bins[at]?.share === share; at++) {
      run.positives += bins[at]?.positives ?? 0;
      run.negatives += bins[at]?.negatives ?? 0;
    }
    won += run.positives * (negatives + run.negatives / 2);
    negatives += run.negatives;
  }
  const auc = won / (negatives * sum(counts.positives));
  // Shares from other rows may order the values wrongly, which is no knowledge.
  return Math.max(0.5, auc);
}

/** `predictiveness` without flattery: shares learnt on each half of the rows and measured on the other, averaged. */
export const crossedPredictiveness = (first: TargetCounts, second: TargetCounts) =>
  (predictiveness(first, second) + predictiveness(second, first)) / 2;

function centred(values: Float64Array): Float64Array {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

const sum = (values: ArrayLike<number>) => {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at] as number;
  return total;
};
