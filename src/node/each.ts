// The work of a stage on several entries of the manifest: what fails at one keeps it from no other, and is told at the end.
import { counted } from '../core/figures';
import { LifecycleError, type ErrorPart } from '../core/errors';
import { toLifecycleError } from './thrown';

interface Failure {
  readonly name: string;
  readonly error: LifecycleError;
}

/** In their order. Throws what `perform` threw where there is only one, or the signal aborted; else one error about all that failed. */
export async function eachEntry<T, E extends { readonly name: string }>(
  kind: 'dataset' | 'monitor',
  entries: readonly E[],
  perform: (entry: E) => Promise<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const done: T[] = [];
  const failures: Failure[] = [];
  for (const entry of entries)
    try {
      done.push(await perform(entry));
    } catch (thrown) {
      if (signal.aborted || entries.length === 1) throw thrown;
      failures.push({ name: entry.name, error: toLifecycleError(thrown) });
    }
  const [first, ...others] = failures;
  if (first) throw partlyFailed([first, ...others], counted(entries.length, kind));
  return done;
}

/** The code is that of the first, but a defect of ours is never hidden behind another. */
function partlyFailed(failures: readonly [Failure, ...Failure[]], all: string): LifecycleError {
  const [first] = failures;
  const { error } = failures.find((failure) => failure.error.code === 'unexpected') ?? first;
  return new LifecycleError(
    error.code,
    `${failures.length} of ${all} failed: ${failures.map(({ name }) => name).join(', ')}.`,
    {
      cause: error.cause,
      problems: failures.flatMap(problemsOf),
      parts: failures.map(partOf),
      ...(failures.length === 1 && error.remedy ? { remedy: error.remedy } : {}),
    },
  );
}

const problemsOf = ({ name, error: { message, hint, problems } }: Failure) => [
  { severity: 'error' as const, message: `${name}: ${message}`, ...(hint === undefined ? {} : { hint }) },
  ...problems,
];

const partOf = ({ name, error: { message, hint, remedy } }: Failure): ErrorPart => ({
  name,
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(remedy ? { remedy } : {}),
});
