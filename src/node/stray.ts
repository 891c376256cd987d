// Links in a project's state that lead out of its folder: what is written for a project, or removed, stays in it.
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Problem } from '../core/errors';
import { isInside } from './files/inside';
import type { ProjectPaths } from './paths';

/** As deep as a name is ever written into again: `datasets/<name>/<version>`. */
const deepest = 3;

/** One problem a link. Runs and stored files are written under new names only, so their folders are not entered. */
export async function strayState({ root, state, runs, store }: ProjectPaths): Promise<readonly Problem[]> {
  const closed = [runs(), store()];
  const links = async (folder: string, depth: number): Promise<readonly string[]> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const isEntered = depth < deepest && !closed.includes(folder);
    const folders = isEntered ? entries.filter((entry) => entry.isDirectory()) : [];
    const below = await Promise.all(folders.map(({ name }) => links(join(folder, name), depth + 1)));
    const here = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => join(folder, name));
    return [...here, ...below.flat()];
  };
  const stray: Problem[] = [];
  for (const path of [state, ...(await links(state, 0))])
    if (await leaves(root, path))
      stray.push({
        severity: 'error',
        message: `${relative(root, path)} is a link to a place outside of the folder.`,
        hint: 'Remove the link; a large folder can be moved together with the project.',
      });
  return stray;
}

/** Whether the path, links followed, lies outside of the folder or nowhere; what is not there does not. */
export async function leaves(root: string, path: string): Promise<boolean> {
  if (!(await lstat(path).catch(() => undefined))) return false;
  const real = await realpath(path).catch(() => undefined);
  return real === undefined || !isInside(await realpath(root), real);
}
