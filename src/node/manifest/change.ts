// lifecycle.yaml as text, read and changed on disk; the editor changes it in its own way, so that it can be undone.
import { readFile } from 'node:fs/promises';
import { newManifest } from '../../core/manifest/edit';
import { isMissing, writeAtomic } from '../files/atomic';
import type { Project } from '../project';

/** Undefined where there is none. */
export async function readManifestText({ paths }: Pick<Project, 'paths'>): Promise<string | undefined> {
  return readFile(paths.manifest, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}

/** `change` gets the text as it stands now, a new one where there is none. Throws what it throws; then nothing was written. */
export async function changeManifest(project: Project, change: (text: string) => string): Promise<void> {
  await writeAtomic(project.paths.manifest, change((await readManifestText(project)) ?? newManifest));
}
