// Far fewer or far more rows than the version before had.
import { count, counted } from '../../figures';
import { day } from '../../times';
import { detector } from '../detector';

const fewer = 0.5;
const more = 3;
/** Of fewer rows, halves and multiples say little. */
const leastRows = 20;

export const volumeChange = detector('volume-change', ({ previous, profile }) => {
  if (!previous) return [];
  const { rows } = previous.profile;
  const times = profile.rows / rows;
  if (Math.max(rows, profile.rows) < leastRows || (times > fewer && times < more)) return [];
  return [
    {
      severity: times <= fewer ? 'warning' : 'info',
      columns: [],
      message: `There are ${counted(profile.rows, 'row')}, and there were ${count(rows)} in the version of ${day(previous.at)}.`,
      evidence: { since: previous.at, rows: profile.rows, before: rows },
      fix: {
        text:
          times <= fewer
            ? 'See whether all of it was collected: rows may have been lost at the source or on the way.'
            : 'See whether rows come several times, or of another place or time than before.',
      },
    },
  ];
});
