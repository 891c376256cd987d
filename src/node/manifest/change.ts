// lifecycle.yaml changed on disk; the editor changes it in its own way, so that it can be undone.
import { wrongInput } from '../../core/errors';
import { startingText } from '../../core/manifest/edit';
import { writeAtomic } from '../files/atomic';
import type { Project } from '../project';
import { manifestText } from '../manifestText';

/** As it stands now; undefined where there is none. Throws `input` where it may not be read. */
export async function readManifestText({ paths }: Pick<Project, 'paths'>): Promise<string | undefined> {
  const { text, refused } = await manifestText(paths);
  if (refused.length > 0) throw wrongInput('lifecycle.yaml cannot be read.', { problems: refused });
  return text;
}

/** `change` gets the text as it stands now, a new one where there is none or nothing in it. Throws what it throws; then nothing was written. */
export async function changeManifest(project: Project, change: (text: string) => string): Promise<void> {
  await writeAtomic(project.paths.manifest, change(startingText(await readManifestText(project))));
}
