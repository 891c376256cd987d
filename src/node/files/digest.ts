// Digests of files and texts, always written as `sha256:` and hex.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { canonicalJson } from '../../core/json';

export const digestText = (text: string | Uint8Array) =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Digest of a value's canonical JSON: the key under which work on it is found again. */
export const digestJson = (value: unknown) => digestText(canonicalJson(value));

/** Streams the file, so its size does not matter. */
export async function digestFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash, signal ? { signal } : {});
  return `sha256:${hash.digest('hex')}`;
}
