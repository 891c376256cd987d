// What a verb of the command line is: a commander command whose action gets a session and returns an answer.
import type { Command } from 'commander';
import type { Session } from './session';

/** What a verb says: text for people, or its one JSON document with `--json`. */
export interface Answer {
  /** Whole lines without a final newline; empty prints nothing. */
  readonly text: string;
  readonly document: unknown;
  /** False where the answer is no (exit code 1); undefined counts as yes. */
  readonly passed?: boolean;
  /** True where it was answered though what was given is wrong (exit code 2). */
  readonly isInputWrong?: boolean;
}

/** `Args`: the positional arguments as declared, then the options. `undefined`: everything was already written. */
export type Act<Args extends unknown[]> = (session: Session, ...args: Args) => Promise<Answer | undefined>;

/** Turns an act into a commander action: opens the session, prints the answer or the error, keeps the exit code. */
export type Bind = <Args extends unknown[]>(act: Act<Args>) => (...args: [...Args, Command]) => Promise<void>;

export type Verb = (bind: Bind) => Command;
