// What is left on disk of a download that was cut: the bytes that came, and beside them what is needed to go on.
import { rm, stat } from 'node:fs/promises';
import { isMissing, readJson, writeJson } from '../files/atomic';
import { digestText } from '../files/digest';
import type { Begun, FileState, OpenedBytes } from './remote';
import type { Checksum } from '../objects/objectStore';

/** What lies beside the bytes that have come. */
interface Sidecar extends FileState {
  /** Digest of the file's identity: it may hold a key. */
  readonly url: string;
  /** Bytes of the whole; undefined where the server did not say. */
  readonly total?: number;
  readonly checksum?: Checksum;
}

/** What an earlier attempt left of this file, if whoever serves it can tell whether the rest still belongs to it. */
export async function resumable(identity: string, partial: string): Promise<Begun | undefined> {
  const sidecar = await readJson<Sidecar>(`${partial}.json`).catch(() => undefined);
  const info = await stat(partial).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!sidecar || !info || info.size === 0 || sidecar.url !== digestText(identity)) return undefined;
  return (strong(sidecar.etag) ?? sidecar.modified ?? sidecar.generation)
    ? { ...sidecar, size: info.size }
    : undefined;
}

/** A weak ETag promises the same meaning, not the same bytes. */
export const strong = (etag: string | undefined) => (etag?.startsWith('W/') === true ? undefined : etag);

/** Called before the first byte is kept. */
export async function beginDownload(
  identity: string,
  partial: string,
  { state, total, checksum, canGoOn }: OpenedBytes,
): Promise<void> {
  await rm(partial, { force: true });
  await writeJson(`${partial}.json`, {
    url: digestText(identity),
    ...(canGoOn ? state : {}),
    ...(total === undefined ? {} : { total }),
    ...(checksum ? { checksum } : {}),
  } satisfies Sidecar);
}

/** What is left of a download after its bytes were renamed away, or when it is given up. */
export async function forgetDownload(partial: string): Promise<void> {
  await rm(partial, { force: true });
  await rm(`${partial}.json`, { force: true });
}
