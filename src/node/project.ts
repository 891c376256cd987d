// A project: one folder with its manifest, if it has one, and the paths of its state.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wrongInput, type Problem } from '../core/errors';
import type { Manifest } from '../core/manifest/manifest';
import { readManifest } from '../core/manifest/read';
import { isMissing, writeAtomic } from './files/atomic';
import { projectPaths, type ProjectPaths } from './paths';

export interface Project {
  readonly root: string;
  readonly paths: ProjectPaths;
  /** What is valid of `lifecycle.yaml`; empty where there is none. */
  readonly manifest: Manifest;
  readonly hasManifest: boolean;
  /** What is wrong with the manifest, each at its line. */
  readonly problems: readonly Problem[];
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
  const text = await readFile(paths.manifest, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text === undefined) return { root, paths, hasManifest: false, ...readManifest('', 'lifecycle.yaml') };
  return { root, paths, hasManifest: true, ...readManifest(text, 'lifecycle.yaml') };
}

/** Makes `.lifecycle` with the ignore file that keeps all of it but the registry out of git. */
export async function ensureState(project: Project): Promise<void> {
  const exists = await stat(project.paths.ignore).catch(() => undefined);
  if (!exists)
    await writeAtomic(project.paths.ignore, '*\n!.gitignore\n!registry/\n!registry/**\n!allowed_signers\n');
}
