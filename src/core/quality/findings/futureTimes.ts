// Times later than the time that is judged at, in columns whose other times are past.
import { counted, percent } from '../../figures';
import { day } from '../../times';
import { detector, type Found } from '../detector';

/** From this share on, the column is about what is to come. */
const isPlan = 0.5;
const planned = /due|expir|until|valid|deadline|plan|forecast|schedul|matur|renew|deliver|next|end|target/i;

export const futureTimes = detector('future-times', ({ times = [], asOf, roles, profile }) =>
  times.flatMap(({ column, present, future }): Found[] => {
    if (!future || future.rows === 0 || asOf === undefined) return [];
    const isTime = column === roles.time;
    if (!isTime && future.rows >= isPlan * present) return [];
    const share = future.rows / profile.rows;
    return [
      {
        severity: isTime || !planned.test(column) ? 'warning' : 'info',
        columns: [column],
        message: `${column} is later than ${day(asOf)}, the day it was looked at, in ${counted(future.rows, 'row')} (${percent(share)}), up to ${day(future.latest)}.`,
        evidence: { rows: future.rows, share, latest: future.latest, asOf },
        rows: future.where,
        fix: {
          text: 'Nothing to do where it tells what is planned; else see how it is written, day and month or the century may be mixed up.',
        },
      },
    ];
  }),
);
