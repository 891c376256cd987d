// What the system said when this program was to be started once more, told to a person.
import { unavailable } from '../../core/errors';

/** Of an error of `child_process`. */
export const cannotStart = (cause: unknown) =>
  unavailable(`${process.execPath} cannot be started.`, {
    hint:
      hints[(cause as NodeJS.ErrnoException).code ?? ''] ??
      'An update may have replaced it: start the editor, or the command, again.',
    cause,
  });

const tooManyFiles =
  'Too many files are open: close other programs, or raise the limit (ulimit -n), and try again.';

const hints: Readonly<Record<string, string>> = {
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
  EAGAIN: 'Too many processes run: end some, or raise the limit (ulimit -u), and try again.',
  ENOMEM: 'There is not enough memory: free some, and try again.',
};
