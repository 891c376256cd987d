// One column of rows shuffled: what a model loses by it is what the column was worth to it (permutation importance, Breiman 2001).
import type { Random } from '../random';

/** New rows with the column's values in another order (Fisher-Yates); the others stay as they are. */
export function shuffleColumn<Row extends Readonly<Record<string, unknown>>>(
  rows: readonly Row[],
  column: string,
  random: Random,
): readonly Row[] {
  const values = rows.map((row) => row[column]);
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [values[last], values[other]] = [values[other], values[last]];
  }
  return rows.map((row, index) => ({ ...row, [column]: values[index] }));
}
