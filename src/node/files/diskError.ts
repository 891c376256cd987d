// What the file system refused, as a person reads it.
import { unavailable, type ErrorDetails, type LifecycleError } from '../../core/errors';

/** `also`: what a person should know besides, behind what to do. */
export const diskFull = (cause: unknown, also = '') =>
  unavailable('The disk is full.', { cause, hint: `Free some space and try again. ${also}`.trim() });

/**
 * What the file system refused, told to a person as `unavailable`; undefined for an error that is not the file system's.
 * `what` names what was written where the error does not; `also` is what a person should know besides.
 */
export function diskError(
  error: unknown,
  { what = 'A file', also = '' }: { readonly what?: string; readonly also?: string } = {},
): LifecycleError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, syscall } = error as { code?: unknown; path?: unknown; syscall?: unknown };
  if (typeof code !== 'string' || !/^E[A-Z\d]+$/.test(code) || !fileCalls.test(String(syscall)))
    return undefined;
  const file = typeof path === 'string' ? path : what;
  const details = (hint: string): ErrorDetails => ({ cause: error, hint: `${hint} ${also}`.trim() });
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(error, also);
    case 'EFBIG':
      return unavailable(
        `${file} reached the largest size that a file may have here (${code}).`,
        details('Free some space, or raise the limit (ulimit -f), and try again.'),
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return unavailable(
        `${file} may not be read or written.`,
        details('Check the permissions of the file and its folder.'),
      );
    case 'EMFILE':
    case 'ENFILE':
      return unavailable(
        'Too many files are open.',
        details('Close other programs, or raise the limit (ulimit -n), and try again.'),
      );
    case 'ENOENT':
      // A folder that cannot be made is told so by a read-only file system.
      return syscall === 'mkdir'
        ? unavailable(
            `${file} may not be written.`,
            details('Check the permissions of the folder above it, and whether its disk is read-only.'),
          )
        : unavailable(`${file} is missing.`, details('Something removed it meanwhile; try again.'));
    case 'EISDIR':
      return unavailable(`${file} is a folder, where a file is needed.`, details('Move it away.'));
    case 'ENOTDIR':
    case 'EEXIST':
      return unavailable(`${file} is a file, where a folder is needed.`, details('Move it away.'));
    case 'ELOOP':
      return unavailable(
        `${file} is a link that leads to itself.`,
        details('Remove the link, or let it lead to the file that is meant.'),
      );
    default:
      return unavailable(
        `${file} cannot be read or written (${code}).`,
        details('Check the disk and its mount, then try again.'),
      );
  }
}

/** System calls on files, as Node names them; those of networks and processes are told where they are made. */
const fileCalls =
  /^(access|chmod|close|copyfile|fchmod|fdatasync|fstat|fsync|ftruncate|link|lstat|mkdir|mkdtemp|open|opendir|read|readdir|readlink|realpath|rename|rm|rmdir|scandir|stat|symlink|truncate|unlink|utime|futime|write|watch)$/;
