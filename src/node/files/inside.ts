// Paths that came out of a file of the workspace: they may name what lies in its folder, and nothing else, links followed.
import { realpath } from 'node:fs/promises';
import { relative, resolve, isAbsolute, sep } from 'node:path';
import { wrongInput } from '../../core/errors';
import { isMissing } from './atomic';

/** Whether the path is the folder or below it; both absolute, links followed already. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The absolute path. Throws `input` where it leaves the folder or nothing is there. */
export async function insideFolder(root: string, path: string): Promise<string> {
  const file = resolve(root, path);
  try {
    if (!isInside(await realpath(root), await realpath(file)))
      throw wrongInput(`${path} lies outside of the folder.`, {
        hint: 'Only files of the workspace are read; copy it there.',
      });
    return file;
  } catch (error) {
    if (isMissing(error)) throw wrongInput(`${path} does not exist.`, { hint: 'Collect the data first.' });
    throw error;
  }
}
