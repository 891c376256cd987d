// The check of a prepared version, as it stands beside it.
import { shapes } from '../../core/shapes';
import type { PreparedVersion } from '../../core/dataset/version';
import type { CheckResult } from '../../core/quality/finding';
import type { NamedGoal } from '../../core/quality/goalsOn';
import { currentPrepared } from '../dataset/versions';
import { writeJson } from '../files/atomic';
import { readStored } from '../files/stored';
import type { Project } from '../project';

/** check.json in the prepared version's folder. */
export interface StoredCheck extends CheckResult {
  readonly schema: 1;
  readonly dataset: string;
  /** Fingerprint of the prepared version it judges. */
  readonly prepared: string;
  /** The time it judged by. */
  readonly asOf: string;
  /** Digest of everything that decides the result: equal key, nothing to do. */
  readonly key: string;
  /** Of models that learn from it, as they were then; undefined of a check from before they were kept. */
  readonly goals?: readonly NamedGoal[];
}

/** The check of the dataset's newest prepared version, or undefined where that was not checked. */
export async function readCheck(project: Project, dataset: string): Promise<StoredCheck | undefined> {
  const prepared = await currentPrepared(project, dataset);
  return prepared && readCheckOf(project, prepared);
}

export const readCheckOf = (project: Project, version: PreparedVersion) =>
  readStored<StoredCheck>(checkFile(project, version), shapes.check);

export const writeCheck = (project: Project, version: PreparedVersion, check: StoredCheck) =>
  writeJson(checkFile(project, version), check);

const checkFile = (project: Project, { dataset, fingerprint }: PreparedVersion) =>
  project.paths.datasetVersion(dataset, fingerprint, 'check.json');
