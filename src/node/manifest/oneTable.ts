// Whether files that differ in numbers may be proposed as one dataset, named by their glob.
import { readdir } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import picomatch from 'picomatch';
import type { FoundFile } from '../../core/catalog/facts';
import { formatOf } from '../../core/dataset/fileFormat';
import type { Head } from '../../core/manifest/guess';
import { compareText } from '../../core/order';
import { readHead, type ReadParquet } from './head';

export type ProposedData =
  | { readonly kind: 'table'; readonly path: string; readonly head?: Head; readonly files?: number }
  /** They are not one table, or their glob would not bring just them. */
  | { readonly kind: 'several'; readonly path: string; readonly files: number };

export async function proposedData(
  root: string,
  { path, files }: FoundFile,
  readParquet: ReadParquet,
): Promise<ProposedData> {
  if (files === undefined) {
    const [head] = await headsOf(root, [path], readParquet);
    return { kind: 'table', path, ...(head && { head }) };
  }
  const isBrought = picomatch(path);
  const folder = dirname(path);
  const names = await readdir(join(root, folder));
  const brought = names.map((name) => posix.join(folder, name)).filter((file) => isBrought(file));
  const heads = await headsOf(root, brought.toSorted(compareText), readParquet);
  const columns = heads.map((head) => head?.columns.toSorted().join('\n'));
  const isOne = !columns.includes(undefined) && new Set(columns).size === 1;
  if (brought.length !== files || !isOne) return { kind: 'several', path, files };
  return { kind: 'table', path, files, ...(heads[0] && { head: heads[0] }) };
}

/** Of files of one format. */
function headsOf(root: string, paths: readonly string[], readParquet: ReadParquet) {
  const files = paths.map((path) => join(root, path));
  return files.every((file) => formatOf(file) === 'parquet')
    ? readParquet(files)
    : Promise.all(files.map((file) => readHead(file, readParquet).catch(() => undefined)));
}
