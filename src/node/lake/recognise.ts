// What a folder of this machine is: a table with a record of its files, a dataset with a card, or a heap of data files.
import { open, readdir, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { tableKindAt } from '../files/tableKind';
import { wrongInput } from '../../core/errors';
import { hubCard, hubCardFile, hubSplits, saysData } from '../../core/lake/hubCard';
import { commitsIn } from '../../core/lake/deltaLog';
import { isMetadataFile } from '../../core/lake/icebergTable';
import { recordFolders, tableAbove, type TableKind } from '../../core/lake/recognise';
import { folderWords, type FolderKind } from '../../core/manifest/folderSource';

/** Undefined where it is none of those, or no folder. */
export async function folderKind(folder: string): Promise<FolderKind | undefined> {
  const table = await tableKindAt(folder);
  if (table) return table;
  const text = await cardText(join(folder, hubCardFile));
  return isHubCard(text) ? 'huggingface' : undefined;
}

/** Whether a README is the card of a dataset; one that cannot be read is some other page. */
export function isHubCard(text: string): boolean {
  try {
    return saysData(hubCard(text, hubCardFile));
  } catch {
    return false;
  }
}

/** The splits that the card of a folder tells of, by the names of what is in it; undefined where it has no card of a dataset. */
export async function hubSplitsAt(
  folder: string,
  names: readonly string[],
): Promise<readonly string[] | undefined> {
  const text = await cardText(join(folder, hubCardFile));
  if (!isHubCard(text)) return undefined;
  try {
    return hubSplits(hubCard(text, hubCardFile), names, undefined, folder).map(({ split }) => split);
  } catch {
    return []; // of several configurations a person says which
  }
}

/** ISO time of the file that tells of a table's newest state; undefined where there is none. */
export async function newestRecord(folder: string): Promise<string | undefined> {
  for (const record of Object.values(recordFolders)) {
    const names: readonly string[] = await readdir(join(folder, record)).catch(() => []);
    const newest = newestOf(names.map((name) => `${record}${name}`));
    if (newest !== undefined)
      return (await stat(join(folder, newest)).catch(() => undefined))?.mtime.toISOString();
  }
  return undefined;
}

const newestOf = (names: readonly string[]): string | undefined =>
  commitsIn(names)[0]?.name ?? names.filter(isMetadataFile).sort().at(-1);

const largestCard = 1 << 20;

async function cardText(file: string): Promise<string> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(largestCard), 0, largestCard, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } catch {
    return ''; // a folder of that name
  } finally {
    await handle.close();
  }
}

/** Throws `input` where files that a folder or a glob stands for are parts of a table: deleted rows are still in them, and what tells so is not. */
export async function refusePartsOfTables(files: readonly string[], pattern: string): Promise<void> {
  const known = new Map<string, Promise<TableKind | undefined>>();
  const kindOf = (folder: string) => {
    const found = known.get(folder) ?? tableKindAt(folder.split('/').join(sep) || sep);
    known.set(folder, found);
    return found;
  };
  const folders = new Map(files.map((file) => [dirname(file), file]));
  for (const file of folders.values()) {
    const table = await tableAbove(file.split(sep).join('/'), kindOf);
    if (table) throw partsOfTable(pattern, table);
  }
}

/** `folder`: of the table, as a source would name it. */
export const partsOfTable = (
  pattern: string,
  { folder, kind }: { readonly folder: string; readonly kind: TableKind },
): Error =>
  wrongInput(
    `${pattern} takes files out of the ${folderWords[kind]} ${folder}, deleted and older rows among them.`,
    {
      hint: `Name the folder of the table itself as the source, with a path that ends in .parquet: only its record says which rows count.`,
    },
  );
