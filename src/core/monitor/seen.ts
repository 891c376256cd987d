// Rows that the version which answered them had learnt from or was chosen on: they say nothing of how well it does, and that is told.
import { count } from '../figures';
import type { Version } from '../registry/version';
import { day } from '../times';
import type { Window } from './window';

/** What tells that a version has seen a row: it is no later than the version's data, or its key is one of that data's. */
export type Known = 'time' | 'key';

/** `known`: of each row that was seen, `of` so many. Undefined where none was. */
export function seenOf(
  version: Pick<Version, 'version' | 'at' | 'knownUntil'>,
  { known, of }: { readonly known: readonly Known[]; readonly of: number },
): Window['seen'] {
  if (known.length === 0) return undefined;
  return {
    count: known.length,
    message: `${count(known.length)} of ${count(of)} rows are no news to version ${version.version}, ${howKnown(version, known)}: it was trained or chosen on such rows, so they do not count as its performance.`,
  };
}

function howKnown({ at, knownUntil }: Pick<Version, 'at' | 'knownUntil'>, known: readonly Known[]): string {
  const byKey = known.filter((how) => how === 'key').length;
  const byTime = known.length - byKey;
  const until =
    knownUntil === undefined
      ? `which was registered on ${day(at)}`
      : `whose data reaches to ${day(knownUntil)}`;
  if (byKey === 0) return until;
  return byTime === 0 ? 'by their keys' : `${until} (${count(byTime)}), and by their keys (${count(byKey)})`;
}
