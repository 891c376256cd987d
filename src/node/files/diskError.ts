// What the file system refuses, told to a person. Files that are simply not there are the caller's matter.
import { unavailable, type LifecycleError } from '../../core/errors';

/** `unavailable` for a full or forbidding disk; undefined for every other error. */
export function diskError(error: unknown): LifecycleError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return unavailable('The disk is full.', { cause: error, hint: 'Free some space and try again.' });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return unavailable(`${path ?? 'A file'} may not be read or written.`, {
        cause: error,
        hint: 'Check the permissions of the file and its folder.',
      });
    default:
      return undefined;
  }
}
