// The content-addressed store: a file is kept under its digest, once, and checked again whenever it is taken out.
import { constants } from 'node:fs';
import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failed, unavailable } from '../core/errors';
import { places } from '../core/places';
import type { VersionFile } from '../core/registry/version';
import { remedy } from '../core/remedy';
import { commitFile, isMissing, temporaryName } from './files/atomic';
import { digestFile } from './files/digest';
import type { ProjectPaths } from './paths';

export interface Stored {
  readonly digest: string;
  readonly bytes: number;
}

/** Keeps a copy of `file`; returns at once where the store has it, whole. */
export async function storeFile(paths: ProjectPaths, file: string): Promise<Stored> {
  const digest = await digestFile(file);
  const target = paths.stored(digest);
  const { size } = await stat(file);
  if (await isStored(paths, digest)) return { digest, bytes: size };
  await mkdir(dirname(target), { recursive: true });
  const temporary = temporaryName(target);
  try {
    await copyFile(file, temporary, constants.COPYFILE_FICLONE);
    const handle = await open(temporary, 'r');
    await handle.sync().finally(() => handle.close());
    const copied = await digestFile(temporary);
    if (copied !== digest)
      throw failed(`${file} changed while it was stored.`, { hint: 'Try again when nothing writes to it.' });
    await commitFile(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
  return { digest, bytes: size };
}

/** Whether the store has a file of this digest, whole. Throws `unavailable` where a folder stands in its place. */
export const isStored = async (paths: ProjectPaths, digest: string): Promise<boolean> =>
  (await storedDigest(paths.stored(digest))) === digest;

/** Path of a version's stored file whose bytes have just been checked. Throws `unavailable` where it is absent or a folder, `failed` where its bytes are not the digest's. */
export async function verifiedFile(
  paths: ProjectPaths,
  { digest, name }: Pick<VersionFile, 'digest' | 'name'>,
  model: string,
): Promise<string> {
  const file = paths.stored(digest);
  const actual = await storedDigest(file);
  if (actual === undefined)
    throw unavailable(`${name} (${digest.slice(0, 19)}…) is not in the store.`, {
      hint: `Copy ${places.store} from where the version was registered.`,
    });
  if (actual !== digest)
    throw failed(
      `${name} is not what was registered: its bytes give ${actual.slice(0, 19)}…, not ${digest.slice(0, 19)}….`,
      {
        hint: `The stored file was changed. Restore ${places.store}, or register again.`,
        remedy: remedy('register', model),
      },
    );
  return file;
}

/** Undefined where there is none. Throws the disk's error where it cannot be read. */
async function storedDigest(file: string): Promise<string | undefined> {
  const info = await stat(file).catch(undefinedIfMissing);
  if (info?.isDirectory())
    throw unavailable(`${file} is a folder, where a file is needed.`, {
      hint: 'Move it away and register again.',
    });
  return info && digestFile(file).catch(undefinedIfMissing);
}

/** What is there but cannot be read is not absent: to copy the store again would not help. */
function undefinedIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
