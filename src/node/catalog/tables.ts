// Folders that are one dataset with a record of their own, among the files found: tables of Delta Lake and Iceberg, datasets of the Hugging Face Hub.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile } from '../../core/catalog/facts';
import { hubCardFile } from '../../core/lake/hubCard';
import { tablesIn } from '../../core/lake/recognise';
import { folderWords, type FolderKind } from '../../core/manifest/folderSource';
import { hubSplitsAt } from '../lake/recognise';

/** Cards are small; a folder full of notes is not read through for them. */
const cardsRead = 50;

export interface FoundTables {
  readonly rows: readonly FoundFile[];
  /** Whether a file belongs to one of them, and so is no data by itself. */
  readonly holds: (path: string) => boolean;
}

/** `files`: relative to `root`. The root itself is a project, whatever else it is. */
export async function foundTables(root: string, files: readonly string[]): Promise<FoundTables> {
  const kinds = new Map<string, { readonly kind: FolderKind; readonly splits?: readonly string[] }>();
  for (const [folder, kind] of tablesIn(files)) if (folder !== '') kinds.set(folder, { kind });
  const cards = files.filter((file) => file.endsWith(`/${hubCardFile}`)).slice(0, cardsRead);
  for (const card of cards) {
    const folder = card.slice(0, -hubCardFile.length - 1);
    const inside = files
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => file.slice(folder.length + 1));
    const splits = await hubSplitsAt(join(root, folder), inside);
    if (splits) kinds.set(folder, { kind: 'huggingface', splits });
  }
  const folderOf = (file: string) => {
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1))
      if (kinds.has(file.slice(0, at))) return file.slice(0, at);
    return undefined;
  };
  const rows = [...kinds].map(async ([path, { kind, splits }]): Promise<FoundFile> => {
    const own = files.filter((file) => folderOf(file) === path);
    const sizes = await Promise.all(
      own.map((file) =>
        stat(join(root, file)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return {
      kind: 'data',
      path,
      what: folderWords[kind],
      bytes,
      folder: kind,
      ...(splits ? { names: splits } : {}),
    };
  });
  return { rows: await Promise.all(rows), holds: (path) => folderOf(path) !== undefined };
}
