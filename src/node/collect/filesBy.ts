// Which data files a path stands for: one file, all below a folder, or what a glob brings. What is wrong where there are none is told by who asks.
import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import glob from 'fast-glob';
import { formatOf } from '../../core/dataset/fileFormat';
import { wrongInput } from '../../core/errors';
import { compareText } from '../../core/order';
import { isMissing } from '../files/atomic';
import { refusePartsOfTables } from '../lake/recognise';

export type FilesBy =
  | { readonly kind: 'nothing' }
  /** A device, a pipe or the like. */
  | { readonly kind: 'special' }
  | {
      readonly kind: 'file' | 'folder' | 'glob';
      /** The folder, or the fixed part of the glob: what lies below it keeps its names. Of a file it is the file. */
      readonly base: string;
      /** Absolute and in order; of a folder those that are known as data by their names. */
      readonly files: readonly string[];
    };

/** `pattern`: absolute, or relative to `folder`. Throws `input` for one whose braces stand for too much, or that takes a table of Delta Lake or Iceberg apart. */
export async function filesBy(folder: string, pattern: string): Promise<FilesBy> {
  const path = resolve(folder, pattern);
  const info = await stat(path).catch((error: unknown) => {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return undefined;
    throw error;
  });
  if (info?.isFile()) return { kind: 'file', base: path, files: [path] };
  if (info?.isDirectory()) {
    const files = await find(path, '**/*');
    const data = files.filter((file) => formatOf(file) !== undefined);
    await refusePartsOfTables(data, pattern);
    return { kind: 'folder', base: path, files: data };
  }
  if (info) return { kind: 'special' };
  if (!glob.isDynamicPattern(pattern)) return { kind: 'nothing' };
  try {
    const files = await find(folder, pattern);
    await refusePartsOfTables(files, pattern);
    return { kind: 'glob', base: globBase(folder, pattern), files };
  } catch (error) {
    // what its library says of braces that stand for more than it can hold
    if (!(error instanceof RangeError)) throw error;
    throw wrongInput(`${pattern} stands for too many names.`, {
      hint: 'Write * for what its braces list, or name a folder.',
    });
  }
}

async function find(cwd: string, pattern: string): Promise<readonly string[]> {
  const options = { cwd, absolute: true, onlyFiles: true, followSymbolicLinks: false };
  return (await glob(pattern, options)).sort(compareText);
}

const globBase = (folder: string, pattern: string): string =>
  resolve(folder, fixedFolder(pattern) || (isAbsolute(pattern) ? '/' : '.'));

/** The folder above the first part with a wildcard, as it is written; what braces list is one part, with the paths in them. */
export function fixedFolder(pattern: string): string {
  const parts = pattern.replace(/\{[^}]*(,|\.\.).*/, '*').split('/');
  const first = parts.findIndex((part) => part !== '' && glob.isDynamicPattern(part));
  return parts.slice(0, first < 0 ? -1 : first).join('/');
}
