// A table of Delta Lake or Iceberg: its state told, and its rows copied into one Parquet file.
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isLifecycleError, wrongInput } from '../../core/errors';
import type { FolderSource } from '../../core/manifest/folderSource';
import { literal } from '../../core/quote';
import type { Database } from '../duckdb/engine';
import { loadExtension } from '../duckdb/extension';
import { deltaTable } from './delta';
import { icebergTable } from './iceberg';
import { requireFiles } from './requireFiles';
import type { TableFolder, TableState } from './tableFolder';

export interface TableAsked {
  readonly of: FolderSource;
  /** Of Iceberg: the metadata file that is meant, below the folder; undefined takes the newest. */
  readonly metadata?: string | undefined;
}

/** Brings what tells of the state, and no rows. Throws `input` where it is not whole or cannot be read, `unavailable` where the extension is missing. */
export async function tableState(
  database: Database,
  folder: TableFolder,
  { of, metadata }: TableAsked,
): Promise<TableState> {
  await loadExtension(database, of.kind === 'delta' ? 'delta' : 'iceberg');
  const state = await (of.kind === 'delta'
    ? deltaTable(database, folder, of.picks)
    : icebergTable(database, folder, { picks: of.picks, metadata }));
  requireFiles(folder, state.files);
  return state;
}

/** The database is the one that the state was told by. Throws `input` where a file is not what it should be. */
export async function copyRows(
  database: Database,
  { shown }: TableFolder,
  { state, root, parquet }: { readonly state: TableState; readonly root: string; readonly parquet: string },
): Promise<void> {
  try {
    const at = await plainly(database, root);
    await database.run(`COPY (${state.rows(at)}) TO ${literal(parquet)} (FORMAT parquet, COMPRESSION zstd)`);
  } catch (error) {
    if (!isLifecycleError(error) || error.code === 'cancelled' || error.code === 'unexpected') throw error;
    if (/no space|not enough memory|disk/i.test(error.message)) throw error;
    throw wrongInput(`${shown} cannot be read: ${error.message}`, {
      hint: 'What was collected before is kept. Look at the table with what wrote it.',
      cause: error,
    });
  }
}

/** What reads tables takes a path for an address or a pattern: one with such characters is read through links below another name. */
async function plainly(database: Database, root: string): Promise<string> {
  if (!/[%?#*[\]{}]/.test(root)) return root;
  const links = join(database.folder, 'table');
  await mkdir(links, { recursive: true });
  // each entry for itself: a link in place of the folder would be followed back to its name
  for (const name of await readdir(root)) await symlink(join(root, name), join(links, name), 'junction');
  return links;
}
