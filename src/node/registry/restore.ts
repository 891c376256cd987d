// A registered version's files put back into the store from the run that they came from: registering again mends what was lost or changed.
import { join } from 'node:path';
import type { Version } from '../../core/registry/version';
import { evaluationFile } from '../evaluate/file';
import { digestFile } from '../files/digest';
import type { ProjectPaths } from '../paths';
import { storeFile } from '../store';

/** Of the files that the run still has as they were registered. */
export async function restoreFiles(
  paths: ProjectPaths,
  version: Version,
  run: { readonly folder: string; readonly modelFile: string },
): Promise<void> {
  const sources: Readonly<Record<string, string>> = {
    model: run.modelFile,
    reference: referenceFile(run.folder),
    evaluation: evaluationFile(run.folder),
  };
  for (const { role, digest } of version.files) {
    const source = sources[role];
    const found = source === undefined ? undefined : await digestFile(source).catch(() => undefined);
    if (source !== undefined && found === digest) await storeFile(paths, source);
  }
}

/** Where a registration leaves the reference that it stores. */
export const referenceFile = (folder: string) => join(folder, 'reference.json');
