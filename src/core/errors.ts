// The one error type and the one problem type that reach a person; how they are shown is decided by the surfaces, not here.

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
  /** What to do about it, one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
  readonly problems?: readonly Problem[];
}

/** An error whose message and hint are written for a person. */
export class LifecycleError extends Error {
  readonly kind = 'LifecycleError';
  readonly hint: string | undefined;
  readonly problems: readonly Problem[];

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'LifecycleError';
    this.hint = details.hint;
    this.problems = details.problems ?? [];
  }
}

export const failed = (message: string, details?: ErrorDetails) =>
  new LifecycleError('failed', message, details);
export const wrongInput = (message: string, details?: ErrorDetails) =>
  new LifecycleError('input', message, details);
export const unavailable = (message: string, details?: ErrorDetails) =>
  new LifecycleError('unavailable', message, details);
export const cancelled = () => new LifecycleError('cancelled', 'Cancelled.');

/** Whether `error` is ours, told by its tag because bundles do not share classes. */
export function isLifecycleError(error: unknown): error is LifecycleError {
  return (
    typeof error === 'object' && error !== null && (error as { kind?: unknown }).kind === 'LifecycleError'
  );
}

/** Any thrown value as a LifecycleError: an abort becomes `cancelled`, everything unknown `unexpected` with its cause kept. */
export function toLifecycleError(error: unknown): LifecycleError {
  if (isLifecycleError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return cancelled();
  const message = error instanceof Error ? error.message : String(error);
  return new LifecycleError('unexpected', message, { cause: error });
}

/** A problem as one line: `file:line:column: message. hint`. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  return [place ? `${place}: ` : '', problem.message, problem.hint ? ` ${problem.hint}` : ''].join('');
}
