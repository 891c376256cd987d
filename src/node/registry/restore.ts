// Registered versions' files put back into the store from the runs that they came from: registering again mends what was lost or changed.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Version, VersionFile } from '../../core/registry/version';
import { evaluationFile } from '../evaluate/file';
import { digestFile } from '../files/digest';
import type { Project } from '../project';
import { runFiles } from '../run/folder';
import { isStored, storeFile } from '../store';

/** Those that were put back: that the version's run still has as they were registered. Those of other machines' runs stay as they are. */
export async function restoreFiles(
  { paths }: Project,
  { run, files }: Version,
): Promise<readonly VersionFile[]> {
  const lost = new Map<string, VersionFile>();
  for (const file of files) if (!(await isStored(paths, file.digest))) lost.set(file.digest, file);
  if (lost.size === 0) return [];
  const restored: VersionFile[] = [];
  for (const file of await filesOf(paths.runs(run))) {
    const wanted = lost.get((await digestFile(file).catch(() => undefined)) ?? '');
    if (!wanted) continue;
    await storeFile(paths, file);
    lost.delete(wanted.digest);
    restored.push(wanted);
  }
  return restored;
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
