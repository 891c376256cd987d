// A project: one folder with its manifest, if it has one, and the paths of its state.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wrongInput, type Problem } from '../core/errors';
import type { Manifest } from '../core/manifest/manifest';
import type { ManifestEntry } from '../core/manifest/parts';
import { readManifest } from '../core/manifest/read';
import { places } from '../core/places';
import { writeAtomic } from './files/atomic';
import { manifestText } from './manifestText';
import { projectPaths, type ProjectPaths } from './paths';
import { strayState } from './stray';

export interface Project {
  readonly root: string;
  readonly paths: ProjectPaths;
  /** Of `lifecycle.yaml` as it was read; empty where there is none, or it may not be read. */
  readonly text: string;
  /** What is valid of it. */
  readonly manifest: Manifest;
  readonly hasManifest: boolean;
  /** What is wrong with the manifest, each at its line. */
  readonly problems: readonly Problem[];
  /** Every entry of the manifest by name, wrong ones too. */
  readonly entries: readonly ManifestEntry[];
  /** Written for a newer version of this program: may be looked at; no stage runs by it and nothing edits it. */
  readonly isReadOnly: boolean;
}

/** Reads the folder's manifest. Throws `input` where the folder does not exist; a wrong manifest is told in `problems`. */
export async function openProject(folder: string): Promise<Project> {
  const root = resolve(folder);
  const info = await stat(root).catch(() => undefined);
  if (!info?.isDirectory())
    throw wrongInput(`There is no folder ${folder}.`, { hint: 'Give an existing folder with --dir.' });
  const paths = projectPaths(root);
  const { text, refused } = await manifestText(paths);
  const read = readManifest(text ?? '', places.manifest);
  const problems = [...refused, ...(await strayState(paths)), ...read.problems];
  return { root, paths, text: text ?? '', ...read, hasManifest: text !== undefined, problems };
}

/** Makes `.lifecycle` with the ignore file that keeps all of it but the registry out of git. Throws `input` where it leads out of the folder. */
export async function ensureState(project: Project): Promise<void> {
  const problems = await strayState(project.paths);
  if (problems.length > 0)
    throw wrongInput('The state of this folder would be written elsewhere.', { problems });
  const exists = await stat(project.paths.ignore).catch(() => undefined);
  if (!exists)
    await writeAtomic(project.paths.ignore, '*\n!.gitignore\n!registry/\n!registry/**\n!allowed_signers\n');
}
