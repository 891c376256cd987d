// The content-addressed store: a file is kept under its digest, once, and checked again whenever it is taken out.
import { constants } from 'node:fs';
import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failed, unavailable } from '../core/errors';
import { places } from '../core/places';
import { commitFile, temporaryName } from './files/atomic';
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
  if ((await digestFile(target).catch(() => undefined)) === digest) return { digest, bytes: size };
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

/** Path of a stored file whose bytes have just been checked. Throws `unavailable` where it is absent, `failed` where its bytes are not the digest's. */
export async function verifiedFile(paths: ProjectPaths, digest: string, name: string): Promise<string> {
  const file = paths.stored(digest);
  const actual = await digestFile(file).catch(() => undefined);
  if (actual === undefined)
    throw unavailable(`${name} (${digest.slice(0, 19)}…) is not in the store.`, {
      hint: `Copy ${places.store} from where the version was registered.`,
    });
  if (actual !== digest)
    throw failed(
      `${name} is not what was registered: its bytes give ${actual.slice(0, 19)}…, not ${digest.slice(0, 19)}….`,
      {
        hint: `The stored file was changed. Restore ${places.store}, or register again.`,
      },
    );
  return file;
}
