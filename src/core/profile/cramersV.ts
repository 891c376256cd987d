// How much two columns of few values have to do with each other, from the counts of their pairs of values.
import { sum } from '../sum';

/**
 * Cramer's V, bias-corrected: 0 nothing to do with each other (or nothing can be told), 1 each tells the other. `table`: rows by
 * pair of values; lines and columns without any count are passed over. Of two by two values with Yates' correction, as SciPy's
 * chi2_contingency.
 */
export function cramersV(table: readonly (readonly number[])[]): number {
  const lines = table.map(sum);
  const columns = (table[0] ?? []).map((_none, at) => sum(table.map((line) => line[at] ?? 0)));
  const n = sum(lines);
  const [r, k] = [lines, columns].map((totals) => totals.filter((total) => total > 0).length) as [
    number,
    number,
  ];
  if (r < 2 || k < 2) return 0;
  const yates = r === 2 && k === 2 ? 0.5 : 0;
  let statistic = 0;
  lines.forEach((line, i) =>
    columns.forEach((column, j) => {
      const expected = (line * column) / n;
      if (expected === 0) return;
      const distance = Math.abs((table[i]?.[j] ?? 0) - expected);
      statistic += Math.max(distance - Math.min(yates, distance), 0) ** 2 / expected;
    }),
  );
  return correctedV({ statistic, n, rows: r, columns: k });
}

export interface ChiSquare {
  readonly statistic: number;
  readonly n: number;
  /** Values of either side that occur. */
  readonly rows: number;
  readonly columns: number;
}

/** Bergsma, "A bias-correction for Cramer's V and Tschuprow's T" (2013). */
export function correctedV({ statistic, n, rows, columns }: ChiSquare): number {
  const phi = Math.max(0, statistic / n - ((rows - 1) * (columns - 1)) / (n - 1));
  const corrected = (size: number) => size - (size - 1) ** 2 / (n - 1);
  const least = Math.min(corrected(rows), corrected(columns)) - 1;
  return least > 0 ? Math.min(1, Math.sqrt(phi / least)) : 0;
}
