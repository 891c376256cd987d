// Whether gates bar a version from a deployment: one that they let through never, and do not now. That is written down as a promotion's refusal is.
import type { RegistryState } from '../../core/registry/fold';
import type { GateResult } from '../../core/registry/gateResult';
import { wasPromoted } from '../../core/registry/letThrough';
import { isRepeated } from '../../core/registry/repeated';
import { decidedAt } from '../clock';
import { whoami } from '../git';
import { writeEvent } from '../registry/write';
import { decidingAlone, type Judging } from './alone';
import { judgeVersion } from './promote';

/** What each gate says of it; undefined where the version may answer: it was promoted once, or every gate lets it through. */
export async function barredFrom(
  deployment: string,
  judging: Judging,
  signal: AbortSignal,
): Promise<readonly GateResult[] | undefined> {
  const { project, registry, version } = judging;
  if (wasPromoted(project.manifest, registry, version)) return undefined;
  const judge = (now: RegistryState) => barredAlone(deployment, { ...judging, registry: now }, signal);
  return decidingAlone(judging, version, judge, signal);
}

async function barredAlone(
  deployment: string,
  judging: Judging,
  signal: AbortSignal,
): Promise<readonly GateResult[] | undefined> {
  const { project, clock, registry, version } = judging;
  if (wasPromoted(project.manifest, registry, version)) return undefined;
  const { gates } = await judgeVersion(judging, signal);
  if (gates.every(({ passed }) => passed)) return undefined;
  const decision = {
    schema: 1,
    kind: 'barred',
    ...decidedAt(clock),
    by: await whoami(project.root),
    version: version.version,
    isSigned: false,
    deployment,
    gates,
  } as const;
  if (!isRepeated(registry, decision)) await writeEvent(project.paths, version.model, decision);
  return gates;
}
