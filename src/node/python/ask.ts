// Asking an interpreter something, but not for ever: one on a disk that is away, or whose own start waits for something, never answers.
import { tmpdir } from 'node:os';
import { unavailable, type LifecycleError } from '../../core/errors';
import { remedy } from '../../core/remedy';
import { capture } from '../process/capture';
import { withDeadline } from '../process/withDeadline';

export interface Asking {
  readonly signal: AbortSignal;
  /** Told what is asked, and who is passed over. */
  readonly report: (message: string) => void;
  /** Milliseconds that an interpreter has to answer. */
  readonly limit?: number;
}

const patience = 60_000;

/** What `read` makes of what the Python program prints. Throws `unavailable` where the interpreter does not work, or does not answer in time. */
export async function ask<T>(
  interpreter: string,
  { program, read }: { readonly program: string; readonly read: (printed: string) => T },
  { signal, limit = patience }: Asking,
): Promise<T> {
  // Python puts the working folder first on its path: from the project's own, a file of it would run here.
  const answer = (ending: AbortSignal) =>
    capture(interpreter, ['-c', program], { cwd: tmpdir(), signal: ending });
  try {
    return read(await withDeadline({ limit, signal }, answer));
  } catch (cause) {
    signal.throwIfAborted();
    const isSilent = cause instanceof Error && cause.name === 'AbortError';
    throw isSilent ? silent(interpreter, limit, cause) : broken(interpreter, cause);
  }
}

/** Throws as `ask` does. */
export const requireAnswer = (interpreter: string, asking: Asking): Promise<string> =>
  ask(interpreter, { program: '', read: () => interpreter }, asking);

const silent = (interpreter: string, limit: number, cause: unknown): LifecycleError =>
  unavailable(`${interpreter} does not answer: it was waited for ${String(Math.ceil(limit / 1000))} s.`, {
    hint: 'Try it by hand: its disk may be away, or a sitecustomize.py or .pth file of it waits for something; where it is .venv, remove that and create it anew.',
    remedy: remedy('python', '--create'),
    cause,
  });

const broken = (interpreter: string, cause: unknown): LifecycleError =>
  unavailable(`${interpreter} does not work.`, {
    hint: 'Try it by hand; where .venv is broken, remove it and create it anew.',
    remedy: remedy('python', '--create'),
    cause,
  });
