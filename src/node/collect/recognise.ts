// What an address in a store of objects stands for: a table or a dataset with a card is not brought as a heap of its files.
import { formatOf } from '../../core/dataset/fileFormat';
import { hubCardFile } from '../../core/lake/hubCard';
import { recordFolders, tableAbove, tableKind, type TableKind } from '../../core/lake/recognise';
import { folderUri, type FolderKind, type FolderSource } from '../../core/manifest/folderSource';
import { objectUri } from '../../core/manifest/objectAddress';
import { isHubCard, partsOfTable } from '../lake/recognise';
import { openStore } from '../objects/open';
import glob from 'fast-glob';
import { fixedFolder } from './filesBy';
import { firstBelow, withKey, type Listing } from './listObjects';
import { smallObject } from './smallObject';
import type { Place } from './place';
import { asParquet, type Source } from './source';

/** The source, or what its objects turn out to be. Throws `input` where it takes a table apart, and as its store does. */
export async function recognised(source: Source, { report, signal }: Place): Promise<Source> {
  if (source.kind !== 'objects') return source;
  const { address, name, path } = source;
  const listing: Listing = { store: await openStore(address), address, report, signal };
  const isGlob = glob.isDynamicPattern(address.key);
  const folder = isGlob ? fixedFolder(address.key).replaceAll('\\', '') : address.key.replace(/\/+$/, '');
  if (!isGlob && formatOf(folder) !== undefined) return source;
  const kind = isGlob ? undefined : await kindOf(listing, folder);
  if (!kind) {
    const table = await tableAbove(`${folder === '' ? '' : `${folder}/`}any`, (above) =>
      tableIn(listing, above),
    );
    if (table)
      throw partsOfTable(objectUri(address), {
        ...table,
        folder: objectUri({ ...address, key: table.folder }),
      });
    return source;
  }
  const of: FolderSource = { kind, folder: objectUri({ ...address, key: folder }), picks: {} };
  return kind === 'huggingface'
    ? { kind: 'hub', name, of, path }
    : { kind: 'lake', of, uri: folderUri(of), path: asParquet(name, path) };
}

async function kindOf(listing: Listing, folder: string): Promise<FolderKind | undefined> {
  const table = await tableIn(listing, folder);
  if (table) return table;
  const card = await withKey(listing, below(folder, hubCardFile));
  return card && isHubCard(await smallObject(listing, card)) ? 'huggingface' : undefined;
}

async function tableIn(listing: Listing, folder: string): Promise<TableKind | undefined> {
  for (const record of Object.values(recordFolders)) {
    const names = await firstBelow(listing, below(folder, record));
    const kind = tableKind(names.map((name) => `${record}${name}`));
    if (kind) return kind;
  }
  return undefined;
}

const below = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);
