// Until when a version can have learnt: by its data's time, else by when it was registered.
import { day } from '../times';
import type { Version } from './version';

type Dated = Pick<Version, 'version' | 'at' | 'knownUntil'>;

/** Rows later than this were seen by nobody who made or chose it. Data without a time can hold nothing later than its registration. ISO time or date. */
export const learntUntil = ({ at, knownUntil }: Dated): string => knownUntil ?? at;

/** The last moment of `learntUntil`, ISO: rows of a day that was partly learnt from count as seen. */
export const seenUntil = (version: Dated): string => lastMomentOf(learntUntil(version));

/** ISO; of a date its end, so that dates and moments can be compared. */
export const lastMomentOf = (time: string): string =>
  time.length === 10 ? `${time}T23:59:59.999Z` : new Date(time).toISOString();

/** What is taken for granted of each version whose data had no time, a sentence each with a space before it. */
export const assumptionsAbout = (versions: readonly Dated[]): string =>
  versions
    .filter(({ knownUntil }) => knownUntil === undefined)
    .map(
      ({ version, at }) =>
        ` The data of version ${version} had no time: rows after its registration on ${day(at)} are taken as new to it, which is true unless rows of that data were sent again without a key that tells them.`,
    )
    .join('');
