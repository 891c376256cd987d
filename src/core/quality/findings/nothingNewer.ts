// A version whose newest row is no newer than that of the version before.
import { day, minute } from '../../times';
import { detector } from '../detector';
import { columnOf } from '../facts';

export const nothingNewer = detector('nothing-newer', ({ previous, profile, roles }) => {
  const [now, before] = [profile, previous?.profile].map(
    (one) => one && roles.time !== undefined && columnOf(one, roles.time)?.max,
  );
  if (!previous || roles.time === undefined || typeof now !== 'string' || typeof before !== 'string')
    return [];
  if (now > before) return [];
  const isEarlier = now < before;
  return [
    {
      severity: isEarlier ? 'warning' : 'info',
      columns: [roles.time],
      message: isEarlier
        ? `${roles.time} ends at ${minute(now)}, earlier than in the version of ${day(previous.at)}, which ended at ${minute(before)}.`
        : `${roles.time} ends at ${minute(now)}, as in the version of ${day(previous.at)}: nothing newer came.`,
      evidence: { since: previous.at, newest: now, before },
      fix: { text: 'See whether the source still gets rows, and whether the newest were collected.' },
    },
  ];
});
