// Which file of the project each file of a source is brought to, and what is refused before anything comes.
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { formatOf } from '../../core/dataset/fileFormat';
import { wrongInput } from '../../core/errors';
import { isMissing } from '../files/atomic';

export interface Found {
  /** As it is written down. */
  readonly uri: string;
  /** The path below the folder or the glob's fixed part. */
  readonly below: string;
}

interface Finding<File extends Found> {
  readonly name: string;
  /** The source as it is written. */
  readonly pattern: string;
  /** The dataset's. */
  readonly path: string;
  readonly files: readonly File[];
  /** The source names one file, not a folder or a glob that happens to hold one. */
  readonly isOne: boolean;
}

/** Throws `input` where there is none, several files are to be one, an ending would be lost, or a path leaves the project. */
export async function destinations<File extends Found>(
  root: string,
  { name, pattern, path, files, isOne }: Finding<File>,
): Promise<readonly (File & { readonly path: string })[]> {
  const [first] = files;
  if (!first)
    throw wrongInput(`Dataset "${name}": ${pattern} holds no data file.`, { hint: 'Check the source.' });
  if (isOne) return [{ ...first, path: withSameEnding(first.uri, path) }];
  if (formatOf(path) !== undefined)
    throw wrongInput(`Dataset "${name}": ${pattern} is several files, but ${path} is one.`, {
      hint: `Let the path be a folder, e.g. ${path.replace(/\.[^/]*$/, '')}.`,
    });
  const placed = files.map((file) => ({ ...file, path: join(path, file.below) }));
  for (const file of placed) await assertInside(root, file.path);
  return placed;
}

function withSameEnding(from: string, path: string): string {
  const [there, here] = [endingOf(from), endingOf(path)];
  if (there === here) return path;
  throw wrongInput(`The source ends in ${there || 'nothing'}, but ${path} ends in ${here || 'nothing'}.`, {
    hint: there
      ? `Let the path end in ${there}: what is collected is kept byte for byte.`
      : `Only an ending tells how data is read: give the source one, e.g. ${here}.`,
  });
}

/** `.csv.gz` of `bank.csv.gz`: what decides how the bytes are read. */
const endingOf = (file: string) => /\.[a-z0-9]+(\.(gz|zst))?$/i.exec(file)?.[0].toLowerCase() ?? '';

/** Throws `input` where the path, links followed as far as it exists, is not inside the project. */
export async function assertInside(root: string, path: string): Promise<void> {
  const file = resolve(root, path);
  const way = relative(await realpath(root), await realParent(file));
  if (isOutside(way) || isOutside(relative(root, file)))
    throw wrongInput(`${path} leads out of the project's folder.`, { hint: 'Choose a path inside it.' });
}

async function realParent(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (!isMissing(error) || parent === path) throw error;
    return join(await realParent(parent), relative(parent, path));
  }
}

export const isOutside = (way: string) => way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
