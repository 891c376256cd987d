// A candidate compared with a champion, the look recorded where it is a new one: whoever looks again finds it.
import type { Look } from '../../core/registry/comparison';
import type { RegistryState } from '../../core/registry/fold';
import { looksAt } from '../../core/registry/looks';
import type { Version } from '../../core/registry/version';
import { decidedAt } from '../clock';
import { whoami } from '../git';
import { wholeRegistry } from '../registry/read';
import { versionIn } from '../registry/versionOf';
import { tellComparisons, writeEvent } from '../registry/write';
import type { Judging } from './alone';
import { compareWith, type ComparisonRequest } from './compare';

/** At a version beside whichever the alias points at, unless that is itself. Asked within `decidingAlone`, so that each look pays for those before it. */
export async function lookAgainst(
  alias: string | undefined,
  { version: candidate, ...judging }: Judging,
  signal: AbortSignal,
): Promise<Look> {
  const { project, registry } = judging;
  const number = alias === undefined ? undefined : registry.aliases[alias];
  if (number === undefined || number === candidate.version) return {};
  const champion = versionIn(registry, String(number));
  return takeLook({ ...judging, champion, candidate, by: await whoami(project.root) }, signal);
}

async function takeLook(
  request: Omit<ComparisonRequest, 'ever'> & { readonly by: string },
  signal: AbortSignal,
): Promise<Look> {
  const { project, clock, champion, candidate, by } = request;
  const ever = await wholeRegistry(project.paths, candidate.model, undefined);
  const look = await compareWith({ ...request, ever }, signal);
  const { comparison } = look;
  const known = looksAt(ever, champion.version, candidate.version);
  if (!comparison || known.some(({ key }) => key === comparison.key)) return look;
  const event = {
    schema: 1,
    kind: 'compared',
    ...decidedAt(clock),
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
