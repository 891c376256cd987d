// Days that stand for "no time": 1970-01-01 and its like, where they are more frequent than the days around them.
import { counted, percent } from '../../figures';
import { identifier, literal } from '../../quote';
import { detector, type Found } from '../detector';
import type { Placeholder } from '../timeFacts';

/** Such a day is as frequent as this many others of its two years. */
const spike = 20;
const leastRows = 3;
const daysAround = 730;

export const placeholderTimes = detector('placeholder-times', ({ times = [], profile }) =>
  times.flatMap(({ column, present, placeholders }): Found[] => {
    const found = placeholders.filter((one) => isSpike(one, present));
    if (found.length === 0) return [];
    const rows = found.reduce((sum, one) => sum + one.rows, 0);
    const name = identifier(column);
    const isThem = `${name}::DATE IN (${found.map(({ day }) => `DATE ${literal(day)}`).join(', ')})`;
    return [
      {
        severity: 'warning',
        columns: [column],
        message: `${column} is ${found.map(({ day }) => day).join(' or ')} in ${counted(rows, 'row')} (${percent(rows / profile.rows)}), which probably means that there is no time.`,
        evidence: { days: found.map(({ day }) => day), rows, share: rows / profile.rows },
        rows: isThem,
        fix: {
          text: 'Turn it into a missing value.',
          step: { derive: { [column]: `CASE WHEN NOT (${isThem}) THEN ${name} END` } },
        },
      },
    ];
  }),
);

/** All alone within a year to each side, or many times as frequent as its neighbours. */
const isSpike = ({ rows, around }: Placeholder, present: number) =>
  rows < present &&
  (around === 0 ? rows >= 1 : rows >= leastRows && rows > (spike * around) / daysAround + leastRows);
