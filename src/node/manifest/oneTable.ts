// Whether files that differ in numbers may be proposed as one dataset, named by their glob.
import { readdir } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import picomatch from 'picomatch';
import type { FoundFile } from '../../core/catalog/facts';
import { formatOf, isText } from '../../core/dataset/fileFormat';
import type { Head } from '../../core/manifest/guess';
import type { FoundFolder } from '../../core/manifest/proposal';
import { compareText } from '../../core/order';
import { isHeadRead, readHead, type ReadParquet } from './head';

export type ProposedData =
  /** Several files without a head: their columns were not compared. */
  | {
      readonly kind: 'table';
      readonly path: string;
      readonly head?: Head;
      readonly files?: number;
      readonly folder?: FoundFolder;
    }
  | {
      readonly kind: 'several';
      readonly path: string;
      readonly files: number;
      /** Why nothing is proposed of them, and how to go on. */
      readonly why: string;
    };

export async function proposedData(
  root: string,
  { path, files, folder: kind, names: splits = [] }: FoundFile,
  readParquet: ReadParquet,
): Promise<ProposedData> {
  if (kind) return { kind: 'table', path, folder: { kind, splits } };
  if (files === undefined) {
    const [head] = await headsOf(root, [path], readParquet);
    return { kind: 'table', path, ...(head && { head }) };
  }
  const isBrought = picomatch(path);
  const folder = dirname(path);
  const inFolder = await readdir(join(root, folder));
  const brought = inFolder
    .map((name) => posix.join(folder, name))
    .filter((file) => isBrought(file))
    .toSorted(compareText);
  const several = (why: string): ProposedData => ({ kind: 'several', path, files, why });
  if (brought.length !== files)
    return several(
      'the pattern brings other files too, or not all of them. Write a dataset with those that are one table as its path.',
    );
  if (!brought.every(isHeadRead)) return { kind: 'table', path, files };
  const heads = await headsOf(root, brought, readParquet);
  const without = brought.find((_, index) => heads[index] === undefined);
  if (without !== undefined)
    return several(
      `no header that names each column once can be read in ${without}. Give each file such a header, or write a dataset with those that have one as its path.`,
    );
  const [first, ...others] = heads.map((head) => head?.columns.toSorted().join('\n'));
  const other = others.findIndex((columns) => columns !== first);
  if (other >= 0)
    return several(
      `${brought[other + 1] ?? ''} has other columns than ${brought[0] ?? ''}. Write a dataset with those that are one table as its path.`,
    );
  return { kind: 'table', path, files, ...(heads[0] && { head: heads[0] }) };
}

/** Of files of one format. */
function headsOf(root: string, paths: readonly string[], readParquet: ReadParquet) {
  const files = paths.map((path) => join(root, path));
  const formats = files.map(formatOf);
  return formats.every((format) => format !== undefined && !isText(format))
    ? readParquet(files)
    : Promise.all(files.map((file) => readHead(file, readParquet).catch(() => undefined)));
}
