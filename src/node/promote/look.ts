// A candidate compared with a champion, the look recorded where it is a new one: whoever looks again finds it.
import type { RecordedComparison } from '../../core/registry/comparison';
import type { RegistryState } from '../../core/registry/fold';
import type { Version } from '../../core/registry/version';
import { compareWith, looksAt, type ComparisonRequest } from './compare';
import { tellComparisons, writeEvent } from '../registry/write';

/** Undefined where neither a labelled prediction nor a row of the test split is newer than both. */
export async function takeLook(
  request: ComparisonRequest & { readonly by: string },
  signal: AbortSignal,
): Promise<RecordedComparison | undefined> {
  const { project, clock, registry, champion, candidate, by } = request;
  const comparison = await compareWith(request, signal);
  const known = looksAt(registry, champion, candidate);
  if (!comparison || known.some(({ key }) => key === comparison.key)) return comparison;
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
  const looks = [...comparisonsOf(registry, candidate), comparison];
  await tellComparisons(project.paths, candidate, looks);
  return comparison;
}

/** Every look at the version, whichever champion it was compared with. */
const comparisonsOf = ({ events }: RegistryState, { version }: Version) =>
  events.flatMap(({ event }) =>
    event.kind === 'compared' && event.version === version ? [event.comparison] : [],
  );
