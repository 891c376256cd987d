// One thing to do now, and why; which there are is found in `next`.
import type { Paste } from '../manifest/paste';
import { commandText, remedy, type Remedy, type RemedyVerb } from '../remedy';
import type { StageName } from '../run/run';
import type { RunFacts } from './facts';
import { whatHelps, whyFailed } from './runsAbout';

export interface NextStep {
  /** The verb; `mend` is done in a file, `predict` by whoever has requests to send. */
  readonly stage: StageName | 'init' | 'mend' | 'approve' | 'predict';
  readonly severity: 'error' | 'warning' | 'info';
  /** `Collect bank`. */
  readonly title: string;
  /** A sentence. */
  readonly why: string;
  /** What to change first, a sentence, where running it once more alone would fail again. */
  readonly change?: string;
  /** What to run first. */
  readonly before?: Remedy;
  /** What to write into lifecycle.yaml. */
  readonly paste?: Paste;
  /** What to run; undefined where nothing is run. */
  readonly remedy?: Remedy;
  /** The same as it is typed. */
  readonly command?: string;
  /** Name in the manifest. */
  readonly name?: string;
  readonly version?: number;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The part of a step that says what to run. */
export function byRunning(
  verb: RemedyVerb,
  ...args: readonly string[]
): Pick<NextStep, 'remedy' | 'command'> {
  const toRun = remedy(verb, ...args);
  return { remedy: toRun, command: commandText(toRun) };
}

/** The part of a step that says why its stage failed and what to do about that. */
export function afterFailure(run: RunFacts): Pick<NextStep, 'why' | 'change' | 'before'> {
  const { fix, remedy: before } = whatHelps(run);
  return {
    why: `The last time it failed: ${whyFailed(run)}`,
    change: fix.replaceAll('\n', ' '),
    ...(before ? { before } : {}),
  };
}
