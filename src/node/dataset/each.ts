// The work of a stage on several datasets: what fails at one keeps it from no other, and is told at the end.
import { counted } from '../../core/figures';
import { LifecycleError, type ErrorPart } from '../../core/errors';
import { toLifecycleError } from '../thrown';
import type { NamedDataset } from './named';

interface Failure {
  readonly name: string;
  readonly error: LifecycleError;
}

/** In their order. Throws what `perform` threw where there is only one, or the signal aborted; else one error about all that failed. */
export async function eachDataset<T>(
  datasets: readonly NamedDataset[],
  perform: (dataset: NamedDataset) => Promise<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const done: T[] = [];
  const failures: Failure[] = [];
  for (const dataset of datasets)
    try {
      done.push(await perform(dataset));
    } catch (thrown) {
      if (signal.aborted || datasets.length === 1) throw thrown;
      failures.push({ name: dataset.name, error: toLifecycleError(thrown) });
    }
  const [first, ...others] = failures;
  if (first) throw partlyFailed([first, ...others], datasets.length);
  return done;
}

/** The code is that of the first, but a defect of ours is never hidden behind another. */
function partlyFailed(failures: readonly [Failure, ...Failure[]], all: number): LifecycleError {
  const [first] = failures;
  const { error } = failures.find((failure) => failure.error.code === 'unexpected') ?? first;
  return new LifecycleError(
    error.code,
    `${failures.length} of ${counted(all, 'dataset')} failed: ${failures.map(({ name }) => name).join(', ')}.`,
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
