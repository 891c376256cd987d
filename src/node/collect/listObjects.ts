// Which objects an address stands for: the one with that key, all data below it as a folder, or what a glob of keys finds.
import glob from 'fast-glob';
import micromatch from 'micromatch';
import { formatOf } from '../../core/dataset/fileFormat';
import { wrongInput } from '../../core/errors';
import { tableAbove, tablesIn } from '../../core/lake/recognise';
import { objectUri, type ObjectAddress } from '../../core/manifest/objectAddress';
import { compareText } from '../../core/order';
import { partsOfTable } from '../lake/recognise';
import type { ObjectStore, StoredObject } from '../objects/objectStore';
import type { StageReport } from '../stage';
import type { Found } from './destinations';
import { fixedFolder } from './filesBy';
import { retrying } from './retry';

export interface FoundObject extends Found {
  readonly object: StoredObject;
}

export interface Listing {
  readonly store: ObjectStore;
  readonly address: ObjectAddress;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
}

export interface ListedObjects {
  readonly files: readonly FoundObject[];
  /** The address is the key of an object. */
  readonly isOne: boolean;
}

/** In the order of their keys. Throws as the store does, and `input` where a key cannot be a path here. */
export async function listObjects(listing: Listing): Promise<ListedObjects> {
  const { key } = listing.address;
  if (glob.isDynamicPattern(key)) return { files: await byGlob(listing), isOne: false };
  const folder = key.replace(/\/+$/, '');
  const one = folder === key && key !== '' ? await withKey(listing, key) : undefined;
  if (one) return { files: [found(listing, one, one.key)], isOne: true };
  const prefix = folder === '' ? '' : `${folder}/`;
  const objects = await allBelow(listing, prefix);
  const isShown = micromatch.matcher('**/*');
  const files = objects
    .map((object) => found(listing, object, object.key.slice(prefix.length)))
    .filter(({ below }) => formatOf(below) !== undefined && isShown(below));
  await refuseTables(listing, objects, files);
  return { files: inOrder(files), isOne: false };
}

async function byGlob(listing: Listing): Promise<readonly FoundObject[]> {
  const { key } = listing.address;
  const isMeant = micromatch.matcher(key, { nonegate: true });
  const folder = fixedFolder(key).replaceAll('\\', '');
  const start = folder === '' ? 0 : folder.length + 1;
  const objects = await allBelow(listing, literalStart(key));
  const meant = objects.filter((object) => !object.key.endsWith('/') && isMeant(object.key));
  const files = meant.map((object) => found(listing, object, object.key.slice(start)));
  await refuseTables(listing, objects, files);
  return inOrder(files);
}

/** Tables below the folder; those above it are looked for before anything is listed. */
async function refuseTables(
  { address }: Listing,
  objects: readonly StoredObject[],
  files: readonly FoundObject[],
): Promise<void> {
  const kinds = tablesIn(objects.map(({ key }) => key));
  if (kinds.size === 0) return;
  for (const { object } of files) {
    const table = await tableAbove(object.key, (folder) => Promise.resolve(kinds.get(folder)));
    if (table)
      throw partsOfTable(objectUri(address), {
        ...table,
        folder: objectUri({ ...address, key: table.folder }),
      });
  }
}

/** What every key that the pattern stands for begins with. */
const literalStart = (pattern: string) => /^[^*?[\]{}()!+@|\\]*/.exec(pattern)?.[0] ?? '';

/** The object with that very key. */
export async function withKey(listing: Listing, key: string): Promise<StoredObject | undefined> {
  const { objects } = await page(listing, key, undefined); // the shortest key comes first
  return objects.find((object) => object.key === key);
}

/** The names of the first objects whose keys begin so, below the prefix. */
export const firstBelow = async (listing: Listing, prefix: string): Promise<readonly string[]> =>
  (await page(listing, prefix, undefined)).objects.map(({ key }) => key.slice(prefix.length));

/** Every object whose key begins so. */
export async function allBelow(listing: Listing, prefix: string): Promise<readonly StoredObject[]> {
  const objects: StoredObject[] = [];
  let next: string | undefined;
  do {
    const listed = await page(listing, prefix, next);
    objects.push(...listed.objects);
    next = listed.next;
  } while (next !== undefined);
  return objects;
}

const page = ({ store, address, report, signal }: Listing, prefix: string, after: string | undefined) =>
  retrying(() => store.list(prefix, after, signal), {
    shown: objectUri({ ...address, key: prefix }),
    report,
    signal,
  });

const inOrder = (files: readonly FoundObject[]) =>
  files.toSorted((a, b) => compareText(a.object.key, b.object.key));

function found({ address }: Listing, object: StoredObject, below: string): FoundObject {
  const uri = objectUri({ ...address, key: object.key });
  const names = below.split('/');
  if (
    !object.key.endsWith('/') &&
    names.some((name) => ['', '.', '..'].includes(name) || name.includes('\0'))
  )
    throw wrongInput(`The object ${uri} has no name that a file can have.`, {
      hint: 'Rename it there, or leave it out by a narrower source.',
    });
  return { uri, object, below };
}
