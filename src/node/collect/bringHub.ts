// A dataset as the Hugging Face Hub lays it out: the files of one split are brought as they are, and its card says the licence and what classes mean.
import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import glob from 'fast-glob';
import { formatOf } from '../../core/dataset/fileFormat';
import type { Rights } from '../../core/dataset/version';
import { classesOf, hubCard, hubCardFile, hubSplit, rightsOf, type HubCard } from '../../core/lake/hubCard';
import { folderName, type FolderSource } from '../../core/manifest/folderSource';
import { objectAddress } from '../../core/manifest/objectAddress';
import { openStore } from '../objects/open';
import { destinations } from './destinations';
import { allBelow, type Listing } from './listObjects';
import type { Place } from './place';
import { smallObject } from './smallObject';
import type { Source } from './source';

/** What a card says besides which files there are. */
export interface CardSays {
  readonly rights: Rights;
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

export interface HubFiles {
  /** As if its files had been named one by one. */
  readonly source: Extract<Source, { kind: 'objects' | 'files' }>;
  readonly says: CardSays;
}

/** Throws `input` where its card or its split is not there, and as its store does. */
export async function hubFiles(source: Extract<Source, { kind: 'hub' }>, place: Place): Promise<HubFiles> {
  const { name, of, path } = source;
  const shown = folderName(of);
  const address = objectAddress(of.folder);
  if (address) {
    const key = address.key.replace(/\/+$/, '');
    const listing: Listing = { store: await openStore(address), address, ...place };
    const prefix = key === '' ? '' : `${key}/`;
    const objects = await allBelow(listing, prefix);
    const card = objects.find((object) => object.key === `${prefix}${hubCardFile}`);
    const text = card ? await smallObject(listing, card) : '';
    const names = objects.map((object) => object.key.slice(prefix.length));
    const { files, says } = meant(text, names, { of, shown });
    const only = new Set(files);
    return { source: { kind: 'objects', name, address: { ...address, key: prefix }, path, only }, says };
  }
  const folder = resolve(place.root, of.folder);
  const names = await glob('**/*', { cwd: folder, onlyFiles: true, followSymbolicLinks: false });
  const text = names.includes(hubCardFile) ? await readFile(join(folder, hubCardFile), 'utf8') : '';
  const { files, says } = meant(text, names, { of, shown });
  const isOwn = !relative(place.root, folder).startsWith('..') && !of.folder.startsWith(sep);
  const base = isOwn ? relative(place.root, folder).split(sep).join('/') : of.folder;
  const found = files.map((below) => ({ uri: `${base}/${below}`, from: join(folder, below), below }));
  const isOne = found.length === 1 && formatOf(path) !== undefined;
  const placed = await destinations(place.root, { name, pattern: of.folder, path, files: found, isOne });
  return { source: { kind: 'files', files: placed, isInPlace: false }, says };
}

function meant(
  text: string,
  names: readonly string[],
  { of, shown }: { readonly of: FolderSource; readonly shown: string },
): { readonly files: readonly string[]; readonly says: CardSays } {
  const card: HubCard = hubCard(text, `${of.folder}/${hubCardFile}`) ?? {};
  const { config, files } = hubSplit(card, names, of.picks, shown);
  return { files, says: { rights: rightsOf(card), classes: classesOf(card, config) } };
}
