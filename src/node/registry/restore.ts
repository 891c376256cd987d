// Registered versions' files put back into the store from the runs that they came from: registering again mends what was lost or changed.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Version } from '../../core/registry/version';
import { evaluationFile } from '../evaluate/file';
import { digestFile } from '../files/digest';
import type { Project } from '../project';
import { runFiles } from '../run/folder';
import { storeFile } from '../store';

/** Of the files that a version's run still has as they were registered; those of other machines' runs stay as they are. */
export async function restoreFiles({ paths }: Project, { run, files }: Version): Promise<void> {
  const wanted = new Set(files.map(({ digest }) => digest));
  for (const file of await filesOf(paths.runs(run))) {
    const digest = await digestFile(file).catch(() => undefined);
    if (digest !== undefined && wanted.has(digest)) await storeFile(paths, file);
  }
}

/** Where a registration leaves the reference that it stores. */
export const referenceFile = (folder: string) => join(folder, 'reference.json');

async function filesOf(folder: string): Promise<readonly string[]> {
  const { artifacts } = runFiles(folder);
  const entries = await readdir(artifacts, { recursive: true, withFileTypes: true }).catch(() => []);
  const outputs = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return [referenceFile(folder), evaluationFile(folder), ...outputs];
}
