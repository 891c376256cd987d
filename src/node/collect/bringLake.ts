// Bringing one state of a table of Delta Lake or Iceberg to a dataset's path, as one Parquet file: the files of that state, not every file in its folder.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../../core/dataset/version';
import { folderName } from '../../core/manifest/folderSource';
import { withDatabase } from '../duckdb/engine';
import { bringRows } from './bringTable';
import { lakeFolder, placeOf } from './lakeFolder';
import { listingAgain } from './listingAgain';
import type { Place } from './place';
import type { Source } from './source';

type LakeSource = Extract<Source, { kind: 'lake' }>;

/** `folder`: where it is made, removed before and behind; `kept`: where objects stay for the next time. */
export function bringLake(
  source: LakeSource,
  { folder, kept }: { readonly folder: string; readonly kept: string },
  place: Place,
): Promise<readonly SourceFile[]> {
  const { of, uri, path } = source;
  const name = folderName(of);
  return listingAgain(place, () =>
    bringRows(
      {
        uri,
        name,
        path,
        read: ({ parquet, last }) =>
          withDatabase(
            async (database) => {
              const { copyRows, tableState } = await import('../lake/readTable');
              place.report({ kind: 'progress', message: `Looking at ${name}` });
              const table = await lakeFolder(of, { kept, tree: join(folder, 'tree') }, place);
              const state = await tableState(database, table, { of, metadata: placeOf(of).metadata });
              const { snapshot, modified } = state;
              if (last?.snapshot === snapshot) return undefined;
              const root = await table.bring(state.files);
              place.report({ kind: 'progress', message: `Reading ${name}` });
              await copyRows(database, table, { state, root, parquet });
              await table.forgetOthers();
              return { snapshot, asText: [], ...(modified === undefined ? {} : { modified }) };
            },
            { signal: place.signal },
          ),
      },
      folder,
      place,
    ),
  );
}

export interface LakeLook {
  /** Whether it is in the state that was brought last. */
  readonly isSame: boolean;
  readonly files: readonly { readonly uri: string; readonly bytes: number; readonly isHere: boolean }[];
}

/** What would come of it, file by file. `folder`: for what tells of it; removed behind. */
export async function lookAtLake(
  { of, uri, path }: LakeSource,
  { folder, kept }: { readonly folder: string; readonly kept: string },
  place: Place,
): Promise<LakeLook> {
  const last = place.before?.sources.find((source) => source.uri === uri && source.path === path);
  try {
    return await withDatabase(
      async (database) => {
        const { tableState } = await import('../lake/readTable');
        // what is here already is read where it is; what tells of the state goes into the folder
        const table = await lakeFolder(of, { kept: join(folder, 'kept'), tree: join(folder, 'tree') }, place);
        const before = await lakeFolder(of, { kept, tree: join(folder, 'tree') }, place);
        const state = await tableState(database, table, { of, metadata: placeOf(of).metadata });
        const files = [];
        for (const name of state.files)
          files.push({
            uri: table.uriOf(name),
            bytes: table.files.get(name)?.bytes ?? 0,
            isHere: await before.isHere(name),
          });
        return { isSame: last?.snapshot === state.snapshot, files };
      },
      { signal: place.signal },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
