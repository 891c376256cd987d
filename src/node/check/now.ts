// The stored check of prepared data, held against what is expected of that data now.
import type { PreparedVersion } from '../../core/dataset/version';
import { checkNow, type CheckNow } from '../../core/registry/checkNow';
import type { Version } from '../../core/registry/version';
import { currentPrepared, readVersion } from '../dataset/versions';
import type { Project } from '../project';
import { checkStanding, suitesNow } from './key';
import { readCheckOf } from './result';

/** Of the data that a version learnt from; undefined where that is no prepared data but a span of predictions. */
export async function checkOfVersion(
  project: Project,
  { lineage: { dataset, prepared: fingerprint, span } }: Version,
): Promise<CheckNow | undefined> {
  if (span) return undefined;
  if (!Object.hasOwn(project.manifest.datasets ?? {}, dataset))
    return { kind: 'away', why: `lifecycle.yaml has no dataset ${dataset} now` };
  const prepared = await readVersion(project, dataset, fingerprint);
  if (prepared?.kind !== 'prepared') return { kind: 'away', why: 'this clone does not have that data' };
  return checkOfPrepared(project, prepared);
}

export async function checkOfPrepared(project: Project, prepared: PreparedVersion): Promise<CheckNow> {
  const { dataset, fingerprint, from } = prepared;
  const check = await readCheckOf(project, prepared);
  const collected = await readVersion(project, dataset, from);
  const newest = await currentPrepared(project, dataset);
  const suites = await suitesNow(project.root, project.manifest.datasets?.[dataset]);
  return checkNow({
    check,
    standing:
      check && collected?.kind === 'collected'
        ? checkStanding(project.manifest, { prepared, collected, check, suites })
        : undefined,
    isPrepared: newest?.fingerprint === fingerprint,
  });
}
