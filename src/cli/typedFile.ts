// Files as they are typed: from the current folder, as a shell completes them, wherever --dir leads.
import { join, relative, resolve, sep } from 'node:path';

/** As the project in `root` names it. */
export const inProject = (root: string, typed: string): string =>
  relative(root, resolve(typed)).split(sep).join('/');

/** How a file that the project names is typed. */
export const asTyped = (root: string, path: string): string => relative('', join(root, path));
