// The folder of a table where it lies: on this machine it is read in place, out of a store of objects its files come as they are asked for.
import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import glob from 'fast-glob';
import { wrongInput } from '../../core/errors';
import { folderName, type FolderSource } from '../../core/manifest/folderSource';
import { objectAddress, objectUri, type ObjectAddress } from '../../core/manifest/objectAddress';
import { exists } from '../files/exists';
import { digestText } from '../files/digest';
import type { FileThere, TableFolder } from '../lake/tableFolder';
import { openStore } from '../objects/open';
import type { StoredObject } from '../objects/objectStore';
import { inParallel } from '../parallel';
import { download } from './download';
import { allBelow } from './listObjects';
import { objectFile } from './objectFile';
import type { Place } from './place';
import { countBytes } from './progress';
import { resumable } from './resume';

/** A table's folder, and what of it is there already. */
export interface LakeFolder extends TableFolder {
  /** As the files of it are written down. */
  uriOf(name: string): string;
  /** Whether its bytes are on this machine, so that none would come. */
  isHere(name: string): Promise<boolean>;
  /** Removes what was brought earlier and was not asked for now. */
  forgetOthers(): Promise<void>;
}

const atOnce = 4;

export interface Keeping {
  /** Where bytes of objects gather and stay, so that the next time only others come. */
  readonly kept: string;
  /** Where they stand under their own names; removed by whoever asked. */
  readonly tree: string;
}

/** The folder that a source names, and of Iceberg the metadata file in it where it names that. */
export function placeOf({ folder }: FolderSource): { readonly folder: string; readonly metadata?: string } {
  const found = /^(.*?)\/?(metadata\/[^/]+\.metadata\.json)$/s.exec(folder);
  return found
    ? { folder: found[1] || '.', metadata: found[2] ?? '' }
    : { folder: folder.replace(/(.)\/+$/, '$1') };
}

/** Lists it. Throws as its store does, and `input` where there is no such folder. */
export async function lakeFolder(of: FolderSource, keeping: Keeping, place: Place): Promise<LakeFolder> {
  const { folder } = placeOf(of);
  const address = objectAddress(folder);
  const shown = folderName(of);
  const found = address
    ? await folderOfObjects(address, { shown, keeping, place })
    : await folderHere(folder, shown, place);
  if (found.files.size === 0)
    throw wrongInput(`${shown} is not there, or is empty.`, { hint: 'Check the source.' });
  return found;
}

async function folderHere(folder: string, shown: string, { root }: Place): Promise<LakeFolder> {
  const at = resolve(root, folder);
  const options = { cwd: at, dot: true, onlyFiles: true, followSymbolicLinks: false };
  const entries = (await exists(at)) ? await glob('**/*', { ...options, stats: true }) : [];
  const there = entries.map(({ path, stats }): readonly [string, FileThere] => [
    path,
    { bytes: stats?.size ?? 0, ...(stats ? { modified: stats.mtime.toISOString() } : {}) },
  ]);
  return {
    shown,
    files: new Map(there),
    bring: () => Promise.resolve(at),
    uriOf: (name) => `${folder}/${name}`,
    isHere: () => Promise.resolve(false),
    forgetOthers: () => Promise.resolve(),
  };
}

async function folderOfObjects(
  address: ObjectAddress,
  { shown, keeping, place }: { readonly shown: string; readonly keeping: Keeping; readonly place: Place },
): Promise<LakeFolder> {
  const { report, signal } = place;
  const { kept, tree } = keeping;
  const store = await openStore(address);
  const prefix = address.key === '' ? '' : `${address.key.replace(/\/+$/, '')}/`;
  const listed = await allBelow({ store, address, report, signal }, prefix);
  const objects = new Map(
    listed
      .filter(({ key }) => !key.endsWith('/'))
      .map((object): readonly [string, StoredObject] => [object.key.slice(prefix.length), object]),
  );
  const uriOf = (name: string) => objectUri({ ...address, key: `${prefix}${name}` });
  const bytesOf = (name: string) => join(kept, digestText(uriOf(name)).slice(-32));
  const standing = new Set<string>();
  return {
    shown,
    files: objects,
    uriOf,
    isHere: async (name) => {
      const object = objects.get(name);
      const begun = await resumable(uriOf(name), bytesOf(name));
      return (
        object !== undefined &&
        begun?.size === object.bytes &&
        begun.etag === object.etag &&
        begun.generation === object.generation
      );
    },
    async bring(names) {
      const wanted = names.filter((name) => !standing.has(name));
      const total = wanted.reduce((sum, name) => sum + (objects.get(name)?.bytes ?? 0), 0);
      const counter = countBytes(report, `Downloading ${shown}`, total);
      await inParallel(
        wanted,
        atOnce,
        async (name, until) => {
          const object = objects.get(name);
          if (
            !object ||
            name.split('/').some((part) => ['', '.', '..'].includes(part) || part.includes('\0'))
          )
            throw wrongInput(`The object ${uriOf(name)} has no name that a file can have.`);
          const remote = objectFile(store, uriOf(name), object);
          const partial = bytesOf(name);
          await download({ remote, partial, path: name, counter, report, signal: until });
          await stand(partial, join(tree, name));
          standing.add(name);
        },
        signal,
      );
      if (wanted.length > 0) counter.flush();
      return tree;
    },
    async forgetOthers() {
      const meant = new Set([...standing].map((name) => basename(bytesOf(name))));
      for (const file of await readdir(kept).catch(() => []))
        if (!meant.has(file.replace(/\.json$/, ''))) await rm(join(kept, file), { force: true });
    },
  };
}

/** Under its own name without a second copy, where the file system has links. */
async function stand(file: string, at: string): Promise<void> {
  await mkdir(dirname(at), { recursive: true });
  await rm(at, { force: true });
  await link(file, at).catch(() => copyFile(file, at));
}
