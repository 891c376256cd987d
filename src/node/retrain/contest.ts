// Every challenger is compared with the version that it is to replace, whether or not a gate asks: only a gate decides by it.
import type { RecordedComparison } from '../../core/registry/comparison';
import type { RegistryState } from '../../core/registry/fold';
import type { GateResult } from '../../core/registry/gateResult';
import { judgeBetter } from '../../core/registry/gates/betterThan';
import type { Version } from '../../core/registry/version';
import { whoami } from '../git';
import { decidingAlone, type Asking } from '../promote/alone';
import { takeLook } from '../promote/look';
import type { Judging } from '../promote/promote';
import { versionIn } from '../registry/versionOf';

export interface Contest {
  readonly better: GateResult;
  /** Undefined where no row that could tell is newer than both. */
  readonly comparison?: RecordedComparison;
}

/** On rows newer than either: labelled predictions, or the test split while they are too few. */
export async function contest(
  asked: Asking & { readonly version: Version; readonly alias: string },
  signal: AbortSignal,
): Promise<Contest> {
  const work = (registry: RegistryState) => contestAlone({ ...asked, registry }, signal);
  return decidingAlone(asked, asked.version, work, signal);
}

async function contestAlone(
  { version, alias, ...asked }: Judging & { readonly alias: string },
  signal: AbortSignal,
): Promise<Contest> {
  const { project, registry } = asked;
  const champion = versionIn(registry, alias);
  const by = await whoami(project.root);
  const look = await takeLook({ ...asked, champion, candidate: version, by }, signal);
  const { comparison } = look;
  return {
    ...(comparison ? { comparison } : {}),
    better: judgeBetter(alias, { version, registry, ...look }),
  };
}
