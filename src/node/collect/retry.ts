// Asking again what may go better another time: how often, after which waits, and what is said when it is given up.
import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled, isLifecycleError, unavailable } from '../../core/errors';
import { diskError } from '../files/diskError';
import { isSourceChanged, isTryAgain } from '../objects/answers';
import type { StageReport } from '../stage';

export interface Retrying {
  /** What is asked for, as it may be shown. */
  readonly shown: string;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
  /** Milliseconds to wait before each repetition; their number is the number of repetitions. */
  readonly waits?: readonly number[];
  /** Whether more came since the last failure: then the repetitions are counted anew. */
  readonly hasAdvanced?: () => boolean;
  /** What to do once it is given up. */
  readonly hint?: () => Promise<string>;
}

const usualWaits = [500, 1000, 2000, 4000];
/** Milliseconds: whoever is asked to wait longer is told so instead. */
const longestWait = 60_000;

/**
 * Throws what is thrown for good; `SourceChanged` as it is; `unavailable` where the repetitions are used up or the server
 * asks for a longer wait than is worth it; `cancelled` where the signal aborts.
 */
export async function retrying<T>(work: () => Promise<T>, options: Retrying): Promise<T> {
  const { shown, report, signal, waits = usualWaits, hasAdvanced, hint } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw cancelled();
      if (isLifecycleError(error) || isSourceChanged(error)) throw error;
      const ours = diskError(error);
      if (ours) throw ours;
      if (hasAdvanced?.() === true) attempt = 0;
      const asked = isTryAgain(error) ? error.after : undefined;
      const wait = waits[attempt];
      if (wait === undefined || (asked ?? 0) > longestWait)
        throw unavailable(`${shown} could not be read: ${reasonOf(error)}.`, {
          cause: error,
          hint:
            asked !== undefined && asked > longestWait
              ? `It asks to wait for ${Math.ceil(asked / 60_000)} minutes; try again then.`
              : isUnknownHost(error)
                ? 'Check the address, and whether this machine is online.'
                : ((await hint?.()) ?? 'Try again later.'),
        });
      report({ kind: 'progress', message: `Trying again: ${reasonOf(error)}` });
      await sleep(Math.max(asked ?? 0, spread(wait)), undefined, { signal }).catch(() => {
        throw cancelled();
      });
    }
  }
}

/** Several that failed at once do not ask again at once. */
const spread = (wait: number) => wait * (0.75 + Math.random() / 2);

/** No name server knows the name; one that only does not answer says EAI_AGAIN. */
const isUnknownHost = (error: unknown) =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOTFOUND';

/** The innermost cause in a few words; where each of several ways to a host failed, the first of them. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return reasonOf(cause);
  return error instanceof Error ? error.message || error.name : String(error);
}
