// The one error type and the one problem type that reach a person; how they are shown is decided by the surfaces, not here.
import type { Remedy } from './remedy';

/** `failed`: what was asked was done and the answer is no (check, gate, alert, run). `input`: what was given is wrong. `unavailable`: a system, file or resource that is needed did not answer. `unexpected`: a defect of ours. */
export type ErrorCode = 'failed' | 'input' | 'unavailable' | 'cancelled' | 'unexpected';

/** Exit code of the command line for each error code; 0 is success. */
export const exitCodes: Readonly<Record<ErrorCode, number>> = {
  failed: 1,
  input: 2,
  unavailable: 3,
  unexpected: 70,
  cancelled: 130,
};

/** One thing wrong with data a person gave; lines and columns count from 1, undefined where there is no place to point at. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What would be right, or what to do. */
  readonly hint?: string;
  /** Path relative to the project's folder, or as the person gave it. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Where in a document it is: keys and indexes from the top, e.g. `datasets`, `bank`, `prepare`, 2. */
  readonly path?: readonly (string | number)[];
}

export interface ErrorDetails {
  /** What to do about it, one sentence; what to run stands in `remedy`. */
  readonly hint?: string;
  readonly remedy?: Remedy;
  readonly cause?: unknown;
  readonly problems?: readonly Problem[];
  /** Of work on several entries of the manifest: those that failed, the others went well. */
  readonly parts?: readonly ErrorPart[];
}

/** How the work on one entry failed. */
export interface ErrorPart {
  readonly name: string;
  readonly message: string;
  readonly hint?: string;
  readonly remedy?: Remedy;
}

/** An error whose message and hint are written for a person. */
export class LifecycleError extends Error {
  readonly kind = 'LifecycleError';
  readonly hint: string | undefined;
  readonly remedy: Remedy | undefined;
  readonly problems: readonly Problem[];
  readonly parts: readonly ErrorPart[] | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'LifecycleError';
    this.hint = details.hint;
    this.remedy = details.remedy;
    this.problems = details.problems ?? [];
    this.parts = details.parts;
  }
}

export const failed = (message: string, details?: ErrorDetails) =>
  new LifecycleError('failed', message, details);
export const wrongInput = (message: string, details?: ErrorDetails) =>
  new LifecycleError('input', message, details);
export const unavailable = (message: string, details?: ErrorDetails) =>
  new LifecycleError('unavailable', message, details);
export const cancelled = (message = 'Cancelled.', details?: ErrorDetails) =>
  new LifecycleError('cancelled', message, details);

/** Whether `error` is ours, told by its tag because bundles do not share classes. */
export function isLifecycleError(error: unknown): error is LifecycleError {
  return (
    typeof error === 'object' && error !== null && (error as { kind?: unknown }).kind === 'LifecycleError'
  );
}

/** Any thrown value as a LifecycleError: an abort becomes `cancelled`, a refusal of the disk `unavailable`, everything unknown `unexpected` with its cause kept. */
export function toLifecycleError(error: unknown): LifecycleError {
  if (isLifecycleError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return cancelled();
  const refused = diskError(error);
  if (refused) return refused;
  const message = error instanceof Error ? error.message : String(error);
  return new LifecycleError('unexpected', message, { cause: error });
}

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

/** A LifecycleError as plain data: as it is written down, and as it crosses between processes. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly remedy?: Remedy;
  readonly problems?: readonly Problem[];
  /** Undefined: it failed for everything that it is about. */
  readonly parts?: readonly ErrorPart[];
}

export function plainError(thrown: unknown): PlainError {
  const { code, message, hint, remedy, problems, parts } = toLifecycleError(thrown);
  return {
    code,
    message,
    ...(hint ? { hint } : {}),
    ...(remedy ? { remedy } : {}),
    ...(problems.length > 0 ? { problems } : {}),
    ...(parts ? { parts } : {}),
  };
}

export const errorOf = ({ code, message, ...details }: PlainError): LifecycleError =>
  new LifecycleError(code, message, details);

/** A problem as one line for a terminal, which opens such places: `file:line:column: message. hint`. */
export const formatProblem = (problem: Problem): string =>
  behindPlace(
    [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':'),
    problem,
  );

/** A problem as one line for a person: `file, line 4: message. hint`. */
export const problemText = (problem: Problem): string =>
  behindPlace(
    [problem.file, ...(problem.line === undefined ? [] : [`line ${problem.line}`])]
      .filter(Boolean)
      .join(', '),
    problem,
  );

const behindPlace = (place: string, { message, hint }: Problem) =>
  [place ? `${place}: ` : '', message, hint ? ` ${hint}` : ''].join('');

/**
 * What is told below an error's message: its problems, then what to do, nothing of it twice. A problem that the message
 * says already is left out, and a hint that several share stands once behind them. `written`: how a problem is told.
 */
export function errorDetails(
  { message, hint, problems }: LifecycleError,
  written: (problem: Problem) => string,
): {
  readonly problems: readonly string[];
  readonly hints: readonly string[];
} {
  const isSaid = (problem: Problem) => message.endsWith(problem.message);
  const all = [hint, ...problems.map((problem) => problem.hint)];
  const isOwn = (problem: Problem) =>
    !isSaid(problem) && all.filter((other) => other === problem.hint).length === 1;
  const shared = [hint, ...problems.filter((problem) => !isOwn(problem)).map((problem) => problem.hint)];
  return {
    problems: problems
      .filter((problem) => !isSaid(problem))
      .map((problem) => written(isOwn(problem) ? problem : { ...problem, hint: '' })),
    hints: [...new Set(shared.filter((one): one is string => !!one))],
  };
}
