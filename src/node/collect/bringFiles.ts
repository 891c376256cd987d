// Bringing files of this machine to a dataset's path, or recording those that lie there already.
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../../core/dataset/version';
import { digestFile } from '../files/digest';
import { copyFile } from './copy';
import { isThere, putInPlace, removeStale, type Place } from './place';
import { countBytes, type ByteCounter } from './progress';
import type { LocalFile, Source } from './source';

interface Brought {
  readonly file: SourceFile;
  /** The copy that still waits for its name; undefined where the bytes are in place. */
  readonly temporary?: string;
}

/** All files are copied before the first gets its name. */
export async function bringFiles(
  { files, isInPlace }: Extract<Source, { kind: 'files' }>,
  place: Place,
): Promise<readonly SourceFile[]> {
  const sizes = await Promise.all(files.map(async ({ from }) => (await stat(from)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const counter = countBytes(place.report, isInPlace ? 'Reading' : 'Copying', total);
  const brought: Brought[] = [];
  try {
    for (const file of files)
      brought.push(isInPlace ? await note(file, counter, place) : await bring(file, counter, place));
    counter.flush();
    for (const { file, temporary } of brought)
      if (temporary !== undefined) await putInPlace(temporary, file.path, place);
  } catch (error) {
    for (const { temporary } of brought) if (temporary !== undefined) await rm(temporary, { force: true });
    throw error;
  }
  const sources = brought.map(({ file }) => file);
  if (!isInPlace)
    await removeStale(
      sources.map(({ path }) => path),
      place,
    );
  return sources;
}

async function note(
  { uri, from, path }: LocalFile,
  counter: Pick<ByteCounter, 'add'>,
  { signal }: Place,
): Promise<Brought> {
  const { size: bytes, mtime } = await stat(from);
  const digest = await digestFile(from, signal);
  counter.add(bytes);
  return { file: { uri, path, digest, bytes, modified: mtime.toISOString() } };
}

/** Copies only what is not there: the digest of the copy is the one that counts, should the source change meanwhile. */
async function bring(local: LocalFile, counter: ByteCounter, place: Place): Promise<Brought> {
  const { uri, from, path } = local;
  const { mtime } = await stat(from);
  const modified = mtime.toISOString();
  const { file } = await note(local, { add: () => undefined }, place);
  if (await isThere(path, file.digest, place)) {
    counter.skip(file.bytes);
    return { file };
  }
  const { temporary, digest, bytes } = await copyFile(from, join(place.root, path), counter, place.signal);
  return { file: { uri, path, digest, bytes, modified }, temporary };
}
