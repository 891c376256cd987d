// What a dataset's `source` and `path` mean on this machine: which files come from where and go where. Nothing is read or written here.
import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { withPart, type Reading } from '../../core/dataset/part';
import { wrongInput } from '../../core/errors';
import type { Dataset } from '../../core/manifest/dataset';
import {
  folderName,
  folderSource,
  folderUri,
  folderWords,
  type FolderKind,
  type FolderSource,
} from '../../core/manifest/folderSource';
import { isAddress } from '../../core/manifest/origin';
import { objectAddress, objectUri, type ObjectAddress } from '../../core/manifest/objectAddress';
import { tableSource, type TableSource } from '../../core/manifest/tableSource';
import type { InputFile } from '../duckdb/read';
import { trackedByDvc, type Tracked } from '../dvc/tracked';
import { exists } from '../files/exists';
import { folderKind } from '../lake/recognise';
import { assertInside, destinations, isOutside, type Found } from './destinations';
import { filesBy } from './filesBy';

export interface LocalFile {
  /** As it is written down: relative to the project, or absolute where the source is. */
  readonly uri: string;
  readonly from: string;
  /** Relative to the project; equal to the file itself where it is not copied. */
  readonly path: string;
}

export type Source =
  | { readonly kind: 'download'; readonly url: URL; readonly path: string }
  /** What of them there is, and whether it is one file, is known once they are listed. */
  | {
      readonly kind: 'objects';
      readonly name: string;
      readonly address: ObjectAddress;
      readonly path: string;
      /** Of a folder only these, by their names below it; undefined is all data. */
      readonly only?: ReadonlySet<string>;
    }
  | { readonly kind: 'table'; readonly table: TableSource; readonly path: string }
  /** A table of Delta Lake or Iceberg. `uri`: as it is written down. */
  | { readonly kind: 'lake'; readonly of: FolderSource; readonly uri: string; readonly path: string }
  /** A dataset of the Hugging Face Hub. */
  | { readonly kind: 'hub'; readonly name: string; readonly of: FolderSource; readonly path: string }
  | {
      readonly kind: 'dvc';
      readonly name: string;
      readonly tracked: Tracked;
      /** Absolute: what is tracked, or something below it. */
      readonly file: string;
      /** The source as it is written. */
      readonly pattern: string;
      readonly path: string;
    }
  /** `isInPlace`: the files are the dataset's own, nothing is copied. */
  | { readonly kind: 'files'; readonly files: readonly LocalFile[]; readonly isInPlace: boolean };

/** Throws `input` where nothing is there, or a path leaves the project. */
export async function resolveSource(
  root: string,
  name: string,
  { source, path }: Pick<Dataset, 'source' | 'path'>,
): Promise<Source> {
  await assertInside(root, path);
  const isInPlace = source === undefined || resolve(root, source) === resolve(root, path);
  if (!isInPlace) refuseHidden(root, path);
  const objects = objectAddress(source ?? '');
  if (objects) {
    if (objects.container === '')
      throw wrongInput(
        `Dataset "${name}": ${source} names no ${objects.store === 'az' ? 'container' : 'bucket'}.`,
        {
          hint: `Write it as ${objectUri({ ...objects, container: 'NAME', key: 'folder/*.parquet' })}.`,
        },
      );
    return { kind: 'objects', name, address: objects, path };
  }
  const table = tableSource(source ?? '');
  if (table) {
    if (table.kind === 'sqlite' && !isAbsolute(table.database)) await assertInside(root, table.database);
    return { kind: 'table', table, path: asParquet(name, path) };
  }
  const folder = folderSource(source ?? '');
  if (folder) return folderNamed(root, name, { of: folder, path });
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(source ?? '')?.[1]?.toLowerCase();
  const hub = /^https?:\/\/(?:www\.)?huggingface\.co\/datasets\/([^/]+\/[^/?#]+)\/?$/i.exec(
    source ?? '',
  )?.[1];
  if (hub !== undefined)
    throw wrongInput(`Dataset "${name}": ${source} is a page about a dataset, not its files.`, {
      hint: `Download it (hf download --repo-type dataset ${hub} --local-dir FOLDER), and name that folder as the source.`,
    });
  if (scheme === 'http' || scheme === 'https')
    return { kind: 'download', url: addressOf(source ?? ''), path };
  if (scheme !== undefined)
    throw wrongInput(`Dataset "${name}": a source that begins with ${scheme}:// cannot be collected.`, {
      hint: 'Give a file, a folder, a glob, an address of http(s), s3, gs or az, a table of PostgreSQL or SQLite, or the folder of one of Delta Lake or Iceberg.',
    });
  const pattern = source ?? path;
  const file = resolve(root, pattern);
  const isThere = await exists(file);
  // what lies at the path already is a person's own, and a glob is of files that were checked out
  const mayBeDvc = isThere ? !isInPlace : !/[*?[\]{}()!]/.test(pattern);
  const tracked = mayBeDvc ? await trackedByDvc(file) : undefined;
  if (tracked) return { kind: 'dvc', name, tracked, file, pattern, path };
  const isMetadata = !isInPlace && /(^|[\\/])metadata[\\/][^\\/]+\.metadata\.json$/.test(pattern);
  const kind = isMetadata ? 'iceberg' : isThere ? await folderKind(file) : undefined;
  if (kind && !isInPlace) return folderNamed(root, name, { of: { kind, folder: pattern, picks: {} }, path });
  if (kind && kind !== 'huggingface') throw tableInPlace(name, path, kind);
  const found = await findFiles(root, name, pattern, isInPlace);
  if (!isInPlace)
    return { kind: 'files', isInPlace, files: await destinations(root, { ...found, name, pattern, path }) };
  if (found.files.length === 0)
    throw wrongInput(`Dataset "${name}": ${pattern} holds no data file.`, {
      hint: 'Put the data there, or say with "source:" where it comes from.',
    });
  return { kind: 'files', isInPlace, files: found.files.map((file) => ({ ...file, path: file.uri })) };
}

async function folderNamed(
  root: string,
  name: string,
  { of, path }: { readonly of: FolderSource; readonly path: string },
): Promise<Source> {
  if (/^https?:/i.test(of.folder))
    throw wrongInput(`Dataset "${name}": ${folderName(of)} cannot be collected over http(s).`, {
      hint: 'No server says there which files there are. Name it in its store (s3, gs, az), or as a folder that it was copied to.',
    });
  if (isAddress(of.folder) && !objectAddress(of.folder))
    throw wrongInput(
      `Dataset "${name}": ${folderName(of)} cannot be collected: nothing is known of such addresses.`,
      {
        hint: 'Give a folder, or an address of s3, gs or az.',
      },
    );
  if (!isAddress(of.folder) && !isAbsolute(of.folder)) await assertInside(root, of.folder);
  if (of.kind === 'huggingface') return { kind: 'hub', name, of, path };
  return { kind: 'lake', of, uri: folderUri(of), path: asParquet(name, path) };
}

const tableInPlace = (name: string, path: string, kind: Exclude<FolderKind, 'huggingface'>) =>
  wrongInput(
    `Dataset "${name}": ${path} is ${kind === 'iceberg' ? 'an' : 'a'} ${folderWords[kind]}, which is not read file by file.`,
    {
      hint: `Let its rows be collected into a file: source: ${path} and path: ${path.replace(/\/+$/, '')}.parquet.`,
    },
  );

/** Throws `input` where the name is not that of a Parquet file. */
export function asParquet(name: string, path: string): string {
  if (/\.parquet$/i.test(path)) return path;
  throw wrongInput(`Dataset "${name}": a table is kept as Parquet, but ${path} is not called so.`, {
    hint: `Let the path be ${path.replace(/(\.[^./]*)+$/, '').replace(/\/+$/, '')}.parquet.`,
  });
}

/** Files that are one table: what lies at a dataset's path or, until it was collected, at its source. Throws as resolveSource does. */
export async function filesOf(
  root: string,
  name: string,
  dataset: Pick<Dataset, 'path' | 'source'> & Reading,
): Promise<readonly InputFile[]> {
  const { path } = dataset;
  const isCollected = dataset.source === undefined || (await holdsData(root, name, path));
  const source = await resolveSource(root, name, isCollected ? { path } : dataset);
  if (source.kind !== 'files') return [{ path: withPart(resolve(root, path), dataset), shown: path }];
  return source.files.map(({ from, uri }) => ({ path: withPart(from, dataset), shown: uri }));
}

const holdsData = async (root: string, name: string, path: string): Promise<boolean> =>
  (await stat(resolve(root, path)).catch(() => undefined)) !== undefined &&
  (await findFiles(root, name, path, true)).files.length > 0;

/** What tools keep for themselves, e.g. below .git or .vscode, is not for data: some of it they run. */
function refuseHidden(root: string, path: string): void {
  const names = relative(root, resolve(root, path)).split(sep);
  const hidden = names.find((name) => name.startsWith('.'));
  if (hidden === undefined) return;
  const open = ['data', ...names.filter((name) => name !== 'data' && !name.startsWith('.'))].join('/');
  throw wrongInput(
    `Nothing is collected to ${path}: names that begin with a dot, as ${hidden}, belong to tools.`,
    {
      hint: `Choose another path, e.g. ${open}.`,
    },
  );
}

interface FoundFile extends Found {
  readonly from: string;
}

async function findFiles(
  root: string,
  name: string,
  pattern: string,
  isInPlace: boolean,
): Promise<{ readonly files: readonly FoundFile[]; readonly isOne: boolean }> {
  const isOwn = !isAbsolute(pattern);
  if (isOwn && isOutside(relative(root, resolve(root, pattern))))
    throw wrongInput(`The source ${pattern} lies outside of the project's folder.`, {
      hint: 'Write its absolute path if that is meant.',
    });
  const uriOf = (file: string) => (isOwn ? relative(root, file).split(sep).join('/') : file);
  const found = await filesBy(root, pattern);
  if (found.kind === 'special')
    throw wrongInput(`Dataset "${name}": ${pattern} is no plain file.`, {
      hint: 'Save what it brings as a file, and name that; a device or a pipe cannot be read twice.',
    });
  if (found.kind === 'nothing')
    throw wrongInput(`${pattern} does not exist.`, {
      hint: isInPlace
        ? 'Put the data there, or say with "source:" where it comes from.'
        : 'Check the source.',
    });
  const { kind, base, files } = found;
  if (isOwn) for (const file of files) await assertInside(root, relative(root, file));
  return {
    files: files.map((from) => ({ uri: uriOf(from), from, below: relative(base, from) })),
    isOne: kind === 'file',
  };
}

function addressOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw wrongInput(`${text} is no address.`, { hint: 'Write it as https://host/file.csv.' });
  }
}
