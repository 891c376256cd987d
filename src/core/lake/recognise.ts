// What a folder is, told by the names in it: a table that keeps a record of which of its files count is no heap of data files.
import { isMetadataFile, metadataFolder } from './icebergTable';
import { logFolder } from './deltaLog';

export type TableKind = 'delta' | 'iceberg';

/** Where a table keeps its record, by its kind: one of these folders below it shows what it is. */
export const recordFolders: Readonly<Record<TableKind, string>> = {
  delta: logFolder,
  iceberg: metadataFolder,
};

const manifestName = /^metadata\/[^/]+-m\d+\.avro$|^metadata\/snap-[^/]+\.avro$/;

/** `names`: below the folder. Also where the record is not whole: then reading it says what is missing. */
export function tableKind(names: Iterable<string>): TableKind | undefined {
  for (const name of names) {
    if (name.startsWith(logFolder)) return 'delta';
    if (isMetadataFile(name) || manifestName.test(name)) return 'iceberg';
  }
  return undefined;
}

/** The folders that are tables, by the names of all files; `''` among them. */
export function tablesIn(names: Iterable<string>): ReadonlyMap<string, TableKind> {
  const kinds = new Map<string, TableKind>();
  for (const name of names) {
    const [, folder, record] = /^(?:(.+)\/)?((?:_delta_log|metadata)\/[^/]+)$/.exec(name) ?? [];
    const kind = record === undefined ? undefined : tableKind([record]);
    if (kind) kinds.set(folder ?? '', kind);
  }
  return kinds;
}

/** The nearest folder above a file, `''` among them, in which `kindOf` finds a table that the file may be a part of. */
export async function tableAbove(
  file: string,
  kindOf: (folder: string) => Promise<TableKind | undefined>,
): Promise<{ readonly folder: string; readonly kind: TableKind } | undefined> {
  const parts = file.split('/');
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const folder = parts.slice(0, depth).join('/');
    const kind = await kindOf(folder);
    const isPart = kind === 'delta' || (kind === 'iceberg' && parts[depth] === 'data');
    if (kind && isPart) return { folder, kind };
  }
  return undefined;
}
