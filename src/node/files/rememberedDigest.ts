// Digests for who looks often: of each file the last one is remembered, as long as its time and size stay the same.
import { digestFile } from './digest';

const digests = new Map<string, { readonly state: string; readonly digest: Promise<string> }>();

/** Of a file as it is at that time with that size. Throws where it cannot be read. */
export function rememberedDigest(
  file: string,
  { bytes, modified }: { readonly bytes: number; readonly modified: string },
): Promise<string> {
  const state = `${modified} ${bytes}`;
  const before = digests.get(file);
  if (before?.state === state) return before.digest;
  const digest = digestFile(file);
  digests.set(file, { state, digest });
  digest.catch(() => digests.delete(file));
  return digest;
}
