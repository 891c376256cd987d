// One column of rows shuffled: what a model loses by it is what the column was worth to it (permutation importance, Breiman 2001).
import { shuffled, type Random } from '../random';

/** New rows with the column's values in another order; the others stay as they are. */
export function shuffleColumn<Row extends Readonly<Record<string, unknown>>>(
  rows: readonly Row[],
  column: string,
  random: Random,
): readonly Row[] {
  const values = shuffled(
    rows.map((row) => row[column]),
    random,
  );
  return rows.map((row, index) => ({ ...row, [column]: values[index] }));
}
