// What to run about something: a verb and what it is told, so that each surface can offer it its own way and none reads it out of a sentence.
import type { StageName } from './stageName';

export type RemedyVerb =
  StageName | 'run' | 'init' | 'new' | 'approve' | 'predict' | 'python' | 'log' | 'stop' | 'status';

export interface Remedy {
  readonly verb: RemedyVerb;
  /** As typed behind the verb; the first is what it is about. */
  readonly args: readonly string[];
}

export const remedy = (verb: RemedyVerb, ...args: readonly string[]): Remedy => ({ verb, args });

/** `lifecycle train uptake` */
export const commandText = ({ verb, args }: Remedy): string => ['lifecycle', verb, ...args].join(' ');
