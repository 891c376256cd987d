// The gates of a model are judged, and what follows is written, by one at a time: each knows what those before it decided.
import type { RegistryState } from '../../core/registry/fold';
import type { Version } from '../../core/registry/version';
import type { Clock } from '../clock';
import { withLock } from '../files/withLock';
import { ensureState, type Project } from '../project';
import { wholeRegistry } from '../registry/read';
import { untold, type Tell } from '../stage';

export interface Asking {
  readonly project: Project;
  readonly clock: Clock;
  readonly tell?: Tell;
}

export interface Judging extends Asking {
  readonly registry: RegistryState;
  readonly version: Version;
}

/** `work` is given the registry as it is once nobody else decides, and never takes the same lock again. Throws `cancelled` where the signal aborts while waiting. */
export async function decidingAlone<T>(
  { project, clock, tell = untold }: Asking,
  { model, version }: { readonly model: string; readonly version: number },
  work: (registry: RegistryState) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  await ensureState(project);
  const lock = {
    file: project.paths.locks(`promote-${model}.json`),
    purpose: `${model}@${version}`,
    work: `promotion of ${model}`,
  };
  const onWait = (message: string) => void tell(message);
  const decide = async () => work(await wholeRegistry(project.paths, model, clock.judged()));
  return withLock(lock, decide, { onWait, signal });
}
