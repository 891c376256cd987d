// Where a dataset version's check lies, and reading it.
import { join } from 'node:path';
import type { CheckResult } from '../../core/quality/finding';
import { currentPrepared, versionFolder } from '../dataset/versions';
import { readJson } from '../files/atomic';
import type { Project } from '../project';

export interface StoredCheck extends CheckResult {
  /** Digest of everything that decided the result. */
  readonly key: string;
}

export const checkFile = (folder: string) => join(folder, 'check.json');

/** The check of the current prepared version; undefined where it was not checked yet. */
export async function readCheck(project: Project, dataset: string): Promise<StoredCheck | undefined> {
  const version = await currentPrepared(project, dataset);
  return version && readJson<StoredCheck>(checkFile(versionFolder(project, version)));
}
