// Promotion, the only way an alias moves: digests checked, gates judged, the decision written, be it yes or no.
import { modelNamed } from '../../core/manifest/modelDataset';
import { gateFacts } from '../../core/registry/gateFacts';
import type { GateResult } from '../../core/registry/gateResult';
import type { RecordedComparison } from '../../core/registry/comparison';
import type { RegistryState } from '../../core/registry/fold';
import { isGuarded, judgeGates } from '../../core/registry/judge';
import { isRepeated } from '../../core/registry/repeated';
import type { Version } from '../../core/registry/version';
import { failed, wrongInput } from '../../core/errors';
import { checkOfVersion } from '../check/now';
import { decidedAt } from '../clock';
import { whoami } from '../git';
import type { Project } from '../project';
import { verifiedFile } from '../store';
import { decidingAlone, type Asking, type Judging } from './alone';
import { lookAgainst } from './look';
import { wholeRegistry } from '../registry/read';
import { requireUnedited } from '../registry/unedited';
import { versionIn } from '../registry/versionOf';
import { writeEvent } from '../registry/write';

export interface Promotion {
  readonly version: Version;
  readonly alias: string;
  readonly isPromoted: boolean;
  readonly gates: readonly GateResult[];
  /** With what better_than names; undefined where there is nothing to compare. */
  readonly comparison?: RecordedComparison;
}

export interface PromotionRequest extends Asking {
  readonly model: string;
  readonly version: number;
  readonly alias: string;
}

/** Throws `input` for a version that is not there, `failed` for one that was retired that was edited, or whose bytes changed. */
export async function promoteVersion(request: PromotionRequest, signal: AbortSignal): Promise<Promotion> {
  modelNamed(request.project.manifest, request.model);
  return decidingAlone(request, request, (registry) => promoteAlone(request, registry, signal), signal);
}

async function promoteAlone(
  request: PromotionRequest,
  registry: RegistryState,
  signal: AbortSignal,
): Promise<Promotion> {
  const { project, clock, model, alias } = request;
  const decided = decidedAt(clock);
  const version = versionIn(registry, String(request.version), { isDeclined: true });
  if (registry.retired.includes(version.version))
    throw failed(`${model}@${version.version} was retired.`, { isDeclined: true });
  for (const file of version.files) await verifiedFile(project.paths, file, version.model);
  await requireUnedited(project.paths, version);
  const by = await whoami(project.root);
  const { gates, comparison } = isGuarded(alias)
    ? await judgeVersion({ ...request, registry, version }, signal)
    : { gates: [] };
  const isPromoted = gates.every(({ passed }) => passed);
  const decision = {
    schema: 1,
    ...decided,
    by,
    version: version.version,
    isSigned: false,
    alias,
    gates,
  } as const;
  const kind = isPromoted ? 'aliased' : 'refused';
  if (!isRepeated(registry, { ...decision, kind }))
    await writeEvent(project.paths, model, { ...decision, kind });
  return { version, alias, isPromoted, gates, ...(comparison ? { comparison } : {}) };
}

/** What each gate of its model says of it now, asked within `decidingAlone`. Throws `input` for a time before what was decided since: its reasons would not hold today. */
export async function judgeVersion(
  judging: Judging,
  signal: AbortSignal,
): Promise<Pick<Promotion, 'gates' | 'comparison'>> {
  const { project, clock, registry, version } = judging;
  await refusePast(project, version.model, clock.judged());
  const settings = modelNamed(project.manifest, version.model);
  const look = await lookAgainst(settings.gates?.better_than, judging, signal);
  const check = await checkOfVersion(project, version);
  const facts = gateFacts({ manifest: project.manifest, registry, version, check, look });
  const { comparison } = look;
  return { gates: judgeGates(settings.gates ?? {}, facts), ...(comparison ? { comparison } : {}) };
}

async function refusePast({ paths }: Project, model: string, at: string): Promise<void> {
  const { events } = await wholeRegistry(paths, model, undefined);
  const later = events
    .map(({ event }) => event)
    .findLast(({ kind, at: when }) => kind === 'aliased' && when > at);
  if (!later) return;
  throw wrongInput(
    `The gates of ${model} cannot be asked as of ${at}: version ${later.version} was promoted after that.`,
    {
      isDeclined: true,
      hint: `Leave --as-of out, or judge by a time after ${later.at}.`,
    },
  );
}
