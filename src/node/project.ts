// A project: one folder with its manifest, if it has one, and the paths of its state.
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { wrongInput, type Problem } from '../core/errors';
import type { Manifest } from '../core/manifest/manifest';
import { readManifest } from '../core/manifest/read';
import { isMissing, writeAtomic } from './files/atomic';
import { isInside } from './files/inside';
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

/** What is written for a project stays in it: a state folder that is a link to elsewhere is not followed. */
async function strayState({ root, state }: ProjectPaths): Promise<readonly Problem[]> {
  const entries = await readdir(state, { withFileTypes: true }).catch(() => []);
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => join(state, name));
  const stray: Problem[] = [];
  for (const path of [state, ...links])
    if (await leaves(root, path))
      stray.push({
        severity: 'error',
        message: `${relative(root, path)} is a link to a place outside of the folder.`,
        hint: 'Remove the link; a large folder can be moved together with the project.',
      });
  return stray;
}

/** Whether the path, links followed, lies outside of the folder or nowhere; what is not there does not. */
async function leaves(root: string, path: string): Promise<boolean> {
  if (!(await lstat(path).catch(() => undefined))) return false;
  const real = await realpath(path).catch(() => undefined);
  return real === undefined || !isInside(await realpath(root), real);
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
