// Files as they are typed: from the current folder, as a shell completes them, wherever --dir leads.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isInside } from '../node/files/inside';

/** As the project in `root` names it; where one of the two is reached through a link and the other not, by where they really are. */
export async function inProject(root: string, typed: string): Promise<string> {
  const file = resolve(typed);
  const way = isInside(root, file)
    ? relative(root, file)
    : relative(await realpath(root), join(await real(dirname(file)), basename(file)));
  return way.split(sep).join('/');
}

const real = (path: string): Promise<string> => realpath(path).catch(() => path);

/** How a file that the project names is typed. */
export const asTyped = (root: string, path: string): string => relative('', join(root, path));
