// A candidate compared with a champion, the look recorded where it is a new one: whoever looks again finds it.
import type { Look } from '../../core/registry/comparison';
import type { RegistryState } from '../../core/registry/fold';
import { looksAt } from '../../core/registry/looks';
import type { Version } from '../../core/registry/version';
import { compareWith, type ComparisonRequest } from './compare';
import { withLock } from '../files/withLock';
import { ensureState } from '../project';
import { wholeRegistry } from '../registry/read';
import { tellComparisons, writeEvent } from '../registry/write';
import { untold } from '../stage';

interface LookRequest extends Omit<ComparisonRequest, 'registry' | 'ever'> {
  readonly by: string;
}

/** One look at a model at a time, so that each pays for those before it. Throws `cancelled` where the signal aborts while waiting. */
export async function takeLook(request: LookRequest, signal: AbortSignal): Promise<Look> {
  const { project, candidate, tell = untold } = request;
  const { model, version } = candidate;
  await ensureState(project);
  const lock = {
    file: project.paths.locks(`compare-${model}.json`),
    purpose: `${model}@${version}`,
    work: `comparison of ${model}`,
  };
  const onWait = (message: string) => void tell(message);
  return withLock(lock, () => takeLookAlone(request, signal), { onWait, signal });
}

async function takeLookAlone(request: LookRequest, signal: AbortSignal): Promise<Look> {
  const { project, clock, champion, candidate, by } = request;
  const registry = await wholeRegistry(project.paths, candidate.model, clock.judged());
  const ever = await wholeRegistry(project.paths, candidate.model, undefined);
  const look = await compareWith({ ...request, registry, ever }, signal);
  const { comparison } = look;
  const known = looksAt(ever, champion.version, candidate.version);
  if (!comparison || known.some(({ key }) => key === comparison.key)) return look;
  const event = {
    schema: 1,
    kind: 'compared',
    at: clock.judged(),
    by,
    version: candidate.version,
    isSigned: false,
    comparison,
  } as const;
  await writeEvent(project.paths, candidate.model, event);
  const looks = [...comparisonsOf(ever, candidate), comparison];
  await tellComparisons(project.paths, candidate, looks);
  return look;
}

/** Every look at the version, whichever champion it was compared with. */
const comparisonsOf = ({ events }: RegistryState, { version }: Version) =>
  events.flatMap(({ event }) =>
    event.kind === 'compared' && event.version === version ? [event.comparison] : [],
  );
