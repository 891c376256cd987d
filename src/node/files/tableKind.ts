// Whether a folder of this machine is a table of Delta Lake or Iceberg, for whoever would read its files one by one.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recordFolders, tableKind, type TableKind } from '../../core/lake/recognise';

/** Undefined where it is none, or no folder. */
export async function tableKindAt(folder: string): Promise<TableKind | undefined> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  for (const record of Object.values(recordFolders)) {
    if (!names.includes(record.slice(0, -1))) continue;
    const inside = await readdir(join(folder, record)).catch(() => []);
    const kind = tableKind(inside.map((name) => `${record}${name}`));
    if (kind) return kind;
  }
  return undefined;
}
