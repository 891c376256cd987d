// What is said of a column whose values are all the same, where a histogram would spread one value over a width.
import type { ColumnProfile } from '../../src/protocol/data';
import { count, counted, figure } from '../../src/protocol/figures';

/** `All 3,000 rows are 1.`; `2,990 rows are 1, 10 are missing.` Of values that only a double holds for the same, that they cannot be drawn. `rows`: of the table. */
export function oneValue(
  {
    min,
    distinct,
    missing,
    infinities = 0,
  }: Pick<ColumnProfile, 'min' | 'distinct' | 'missing' | 'infinities'>,
  rows: number,
): string {
  const same = rows - missing - infinities;
  const value = typeof min === 'number' ? figure(min) : String(min);
  if (distinct > 1)
    return `${count(distinct)} values lie too close together to be drawn: all are about ${value}.`;
  const parts = [
    `${same === rows && rows > 1 ? 'All ' : ''}${counted(same, 'row')} ${are(same)} ${value}`,
    ...(missing > 0 ? [`${count(missing)} ${are(missing)} missing`] : []),
    ...(infinities > 0 ? [`${count(infinities)} ${are(infinities)} infinite`] : []),
  ];
  return `${parts.join(', ')}.`;
}

const are = (rows: number) => (rows === 1 ? 'is' : 'are');
