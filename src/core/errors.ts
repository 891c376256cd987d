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
  /** What was asked cannot be done so, or not now: told to whoever asked, and no failure of what it is about. */
  readonly isDeclined?: boolean;
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
  readonly isDeclined: boolean;

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
    this.isDeclined = details.isDeclined === true;
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

/** A LifecycleError as plain data: as it is written down, and as it crosses between processes. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly remedy?: Remedy;
  readonly problems?: readonly Problem[];
  /** Undefined: it failed for everything that it is about. */
  readonly parts?: readonly ErrorPart[];
  readonly isDeclined?: boolean;
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
