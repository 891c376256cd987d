// Every challenger is compared with the version that it is to replace, whether or not a gate asks: only a gate decides by it.
import type { RecordedComparison } from '../../core/registry/comparison';
import type { RegistryState } from '../../core/registry/fold';
import type { GateResult } from '../../core/registry/gateResult';
import { judgeBetter } from '../../core/registry/gates/betterThan';
import type { Version } from '../../core/registry/version';
import { decidingAlone, type Asking } from '../promote/alone';
import { lookAgainst } from '../promote/look';

export interface Contest {
  readonly better: GateResult;
  /** Undefined where no row that could tell is newer than both, or the version itself is the champion. */
  readonly comparison?: RecordedComparison;
}

/** On rows newer than either: labelled predictions, or the test split while they are too few. */
export async function contest(
  asked: Asking & { readonly version: Version; readonly alias: string },
  signal: AbortSignal,
): Promise<Contest> {
  const { version, alias } = asked;
  const work = async (registry: RegistryState): Promise<Contest> => {
    const look = await lookAgainst(alias, { ...asked, registry }, signal);
    const { comparison } = look;
    return {
      ...(comparison ? { comparison } : {}),
      better: judgeBetter(alias, { version, registry, ...look }),
    };
  };
  return decidingAlone(asked, version, work, signal);
}
