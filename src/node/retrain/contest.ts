// Every challenger is compared with the version that it is to replace, whether or not a gate asks: only a gate decides by it.
import type { RecordedComparison } from '../../core/registry/comparison';
import type { GateResult } from '../../core/registry/gateResult';
import { judgeBetter } from '../../core/registry/gates/betterThan';
import type { Version } from '../../core/registry/version';
import type { Clock } from '../clock';
import { whoami } from '../git';
import type { Project } from '../project';
import { takeLook } from '../promote/look';
import { wholeRegistry } from '../registry/read';
import { versionIn } from '../registry/versionOf';
import type { Tell } from '../stage';

export interface Contest {
  readonly better: GateResult;
  /** Undefined where no row that could tell is newer than both. */
  readonly comparison?: RecordedComparison;
}

/** On rows newer than either: labelled predictions, or the test split while they are too few. */
export async function contest(
  {
    project,
    clock,
    version,
    alias,
    tell,
  }: {
    readonly project: Project;
    readonly clock: Clock;
    readonly version: Version;
    readonly alias: string;
    readonly tell: Tell;
  },
  signal: AbortSignal,
): Promise<Contest> {
  const registry = await wholeRegistry(project.paths, version.model, clock.judged());
  const champion = versionIn(registry, alias);
  const look = await takeLook(
    { project, clock, champion, candidate: version, by: await whoami(project.root), tell },
    signal,
  );
  const { comparison } = look;
  return {
    ...(comparison ? { comparison } : {}),
    better: judgeBetter(alias, { version, registry, ...look }),
  };
}
