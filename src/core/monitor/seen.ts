// Rows that the version which answered them had learnt from or was chosen on: they say nothing of how well it does, and that is told.
import { count } from '../figures';
import type { Version } from '../registry/version';
import { day } from '../times';
import type { Window } from './window';

/** `rows`: how many were seen, `of` so many. Undefined where none was. */
export function seenOf(
  { version, knownUntil }: Pick<Version, 'version' | 'knownUntil'>,
  { rows, of }: { readonly rows: number; readonly of: number },
): Window['seen'] {
  if (rows === 0) return undefined;
  const why = knownUntil === undefined ? 'by their keys' : `whose data reaches to ${day(knownUntil)}`;
  return {
    count: rows,
    message: `${count(rows)} of ${count(of)} rows are no news to version ${version}, ${why}: it was trained or chosen on such rows, so they do not count as its performance.`,
  };
}
