// What is said of a column whose values are all the same, where a histogram would spread one value over a width.
import type { ColumnProfile } from '../../src/protocol/data';
import { count, counted, figure } from '../../src/protocol/figures';
import { isolated } from '../parts/isolated';

type Values = Pick<
  ColumnProfile,
  'kind' | 'min' | 'max' | 'distinct' | 'isDistinctExact' | 'missing' | 'infinities' | 'top'
>;

/** Numbers or times that no width tells apart. */
export const areAlike = ({ kind, min, max }: Values): boolean =>
  kind !== 'string' && min !== undefined && min === max;

/** Whether the sentence says all that there is to say of its values. */
export const holdsOne = (column: Values): boolean =>
  column.distinct === 1 &&
  (column.isDistinctExact || areAlike(column)) &&
  (column.min ?? column.top[0]) !== undefined;

/**
 * `All 3,000 rows are 1.`; `2,990 rows are “yes”, 10 are missing.` Of values that only a double holds for the same, that
 * they cannot be drawn. `rows`: of the table. Undefined where values differ.
 */
export function oneValue(column: Values, rows: number): string | undefined {
  const { distinct, missing, infinities = 0 } = column;
  if (holdsOne(column)) {
    const same = rows - missing - infinities;
    const parts = [
      `${same === rows && rows > 1 ? 'All ' : ''}${counted(same, 'row')} ${are(same)} ${valueText(column)}`,
      ...(missing > 0 ? [`${count(missing)} ${are(missing)} missing`] : []),
      ...(infinities > 0 ? [`${count(infinities)} ${are(infinities)} infinite`] : []),
    ];
    return `${parts.join(', ')}.`;
  }
  return areAlike(column)
    ? `${count(distinct)} values lie too close together to be drawn: all are about ${valueText(column)}.`
    : undefined;
}

const are = (rows: number) => (rows === 1 ? 'is' : 'are');

function valueText({ kind, min, top: [first] }: Values): string {
  if (typeof min === 'number') return figure(min);
  if (kind !== 'string') return String(min ?? first?.value);
  const text = first?.value ?? String(min);
  return text === '' ? 'empty' : `“${isolated(text)}”`;
}
