// Whether collecting would bring something else than it did last, and why.
import type { CollectedVersion } from '../dataset/version';
import type { Dataset } from '../manifest/dataset';
import { standsFor } from '../manifest/origin';
import { day } from '../times';
import type { SourceNow } from './facts';

/** Undefined where it would bring the same. */
export function whatMoved(
  { source, path }: Pick<Dataset, 'source' | 'path'>,
  collected: CollectedVersion,
  now: readonly SourceNow[],
  zone: string | undefined,
): string | undefined {
  const before = collected.sources;
  // What was collected in place by a name from the root of the disk is written down so.
  const paths = before.map((one) => one.path).filter((file) => !isFromRoot(file));
  if (!paths.every(standsFor(path))) return 'its path has changed';
  if (!before.map(({ uri }) => uri).every(standsFor(source ?? path))) return 'its source has changed';
  const since = `since ${day(collected.at, zone)}`;
  const changed = before.find((one) => now.some((file) => isChanged(file, one)));
  if (changed) return `${changed.uri} has changed ${since}`;
  const added = now.find(({ uri }) => !before.some((one) => one.uri === uri));
  if (added) return `${added.uri} was not collected yet`;
  const gone = now.find(({ bytes }) => bytes === undefined);
  const isSomeLeft = now.some(({ bytes }) => bytes !== undefined);
  return gone && isSomeLeft ? `${gone.uri} was taken away ${since}` : undefined;
}

const isFromRoot = (file: string) => /^(\/|[a-z]:)/i.test(file);

const isChanged = (
  { uri, bytes, modified, digest }: SourceNow,
  before: CollectedVersion['sources'][number],
): boolean =>
  uri === before.uri &&
  bytes !== undefined &&
  (bytes !== before.bytes || (isOther(modified, before.modified) && digest !== before.digest));

/** Whether the times of a file's two states differ: file systems keep them more or less finely, so a second apart is the same. */
export const isOther = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && Math.abs(Date.parse(a) - Date.parse(b)) > 1000;
