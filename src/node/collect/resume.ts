// Going on with a download that was cut: what is left of it, what to ask the server, and whether the answer is its rest.
import { rm, stat } from 'node:fs/promises';
import { isMissing, readJson } from '../files/atomic';
import { digestText } from '../files/digest';
import { plainUrl, rangeOf, strong, validatorsOf, type Validators } from './http';

/** What lies beside the bytes that have come. */
export interface Sidecar extends Validators {
  /** Digest of the address: it may hold a key. */
  readonly url: string;
  /** Bytes of the whole; undefined where the server did not say. */
  readonly total?: number;
}

export interface Begun extends Validators {
  readonly size: number;
  readonly total?: number;
}

/** What an earlier attempt left, if the server can tell whether the rest still belongs to it. */
export async function resumable(url: URL, partial: string): Promise<Begun | undefined> {
  const sidecar = await readJson<Sidecar>(`${partial}.json`).catch(() => undefined);
  const info = await stat(partial).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!sidecar || !info || info.size === 0 || sidecar.url !== digestText(plainUrl(url))) return undefined;
  return strong(sidecar.etag) === undefined && sidecar.modified === undefined
    ? undefined
    : { size: info.size, ...sidecar };
}

export function conditions(begun: Begun | undefined, known: Validators | undefined): Record<string, string> {
  if (begun) return { range: `bytes=${begun.size}-`, 'if-range': strong(begun.etag) ?? begun.modified ?? '' };
  if (known?.etag !== undefined) return { 'if-none-match': known.etag };
  return known?.modified === undefined ? {} : { 'if-modified-since': known.modified };
}

/** Whether a 206 is the rest of what was begun: from the right byte, of the same state. */
export function continues(response: Response, begun: Begun): boolean {
  const range = rangeOf(response);
  const { etag, modified } = validatorsOf(response);
  if (!range || Number(range[1]) !== begun.size) return false;
  // A rest of a shorter whole, or one that stops short of the end, would be taken for the whole.
  if (range[3] !== '*' && begun.total !== undefined && Number(range[3]) !== begun.total) return false;
  if (range[3] !== '*' && Number(range[2]) + 1 !== Number(range[3])) return false;
  return begun.etag === undefined
    ? modified === undefined || modified === begun.modified
    : (etag ?? begun.etag) === begun.etag;
}

/** What is left of a download after its bytes were renamed away, or when it is given up. */
export async function forgetDownload(partial: string): Promise<void> {
  await rm(partial, { force: true });
  await rm(`${partial}.json`, { force: true });
}
