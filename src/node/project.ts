// A project: one folder with its manifest, if it has one, and the paths of its state.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wrongInput, type Problem } from '../core/errors';
import type { Manifest } from '../core/manifest/manifest';
import type { ManifestEntry } from '../core/manifest/parts';
import { readManifest } from '../core/manifest/read';
import { isMissing, writeAtomic } from './files/atomic';
import { projectPaths, type ProjectPaths } from './paths';
import { leaves, strayState } from './stray';

export interface Project {
  readonly root: string;
  readonly paths: ProjectPaths;
  /** What is valid of `lifecycle.yaml`; empty where there is none. */
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
  const refused = await whyNotRead(paths);
  const text = refused.length > 0 ? '' : await manifestText(paths);
  const read = readManifest(text ?? '', manifestName);
  const problems = [...refused, ...(await strayState(paths)), ...read.problems];
  return { root, paths, ...read, hasManifest: text !== undefined, problems };
}

const manifestName = 'lifecycle.yaml';
/** A manifest is written by hand; what is larger is something else. */
const largestManifest = 4_000_000;

async function manifestText({ manifest }: ProjectPaths): Promise<string | undefined> {
  return readFile(manifest, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}

/** Before it is opened: reading a pipe would wait for ever, and a link may lead to a file that is not the workspace's. */
async function whyNotRead({ root, manifest }: ProjectPaths): Promise<readonly Problem[]> {
  const info = await stat(manifest).catch(() => undefined);
  const refuse = (message: string, hint: string): readonly Problem[] => [
    { severity: 'error', message, hint, file: manifestName },
  ];
  if (!info) return [];
  if (!info.isFile()) return refuse('It is no plain file.', 'Move it away and write the manifest as a file.');
  if (info.size > largestManifest)
    return refuse(
      `It has ${info.size} bytes.`,
      'A manifest is a few hundred lines: move what is else in it.',
    );
  if (await leaves(root, manifest))
    return refuse('It is a link to a file outside of the folder.', 'Copy the file here.');
  return [];
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
