// Whether files that differ in numbers may be proposed as one dataset, named by their glob.
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { FoundFile } from '../../core/catalog/facts';
import type { Head } from '../../core/manifest/guess';
import { readHead } from './head';

export type ProposedData =
  | { readonly kind: 'table'; readonly path: string; readonly head?: Head; readonly files?: number }
  /** They are not one table, or their glob would not bring just them. */
  | { readonly kind: 'several'; readonly path: string; readonly files: number };

export async function proposedData(
  root: string,
  { path, files, members = [] }: FoundFile,
  all: readonly FoundFile[],
): Promise<ProposedData> {
  const headOf = (file: string) => readHead(join(root, file)).catch(() => undefined);
  if (files === undefined) {
    const head = await headOf(path);
    return { kind: 'table', path, ...(head && { head }) };
  }
  const heads = await Promise.all(members.map((member) => headOf(member.path)));
  const isBrought = picomatch(path);
  const others = all
    .filter((one) => one.path !== path)
    .flatMap((one) => (one.members ?? [one]).map((file) => file.path));
  const bringsJustThem =
    members.every((member) => isBrought(member.path)) && !others.some((other) => isBrought(other));
  const isOne = new Set(heads.map((head) => head?.columns.toSorted().join('\n'))).size === 1;
  if (!bringsJustThem || !isOne) return { kind: 'several', path, files };
  return { kind: 'table', path, files, ...(heads[0] && { head: heads[0] }) };
}
