// The local files that a dataset was collected from as they are now, and those that collecting would bring besides.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import picomatch from 'picomatch';
import { isOther } from '../../core/catalog/collectedStanding';
import type { SourceNow } from '../../core/catalog/facts';
import { formatOf } from '../../core/dataset/fileFormat';
import type { CollectedVersion, SourceFile } from '../../core/dataset/version';
import type { Dataset } from '../../core/manifest/dataset';
import { folderSource, type FolderSource } from '../../core/manifest/folderSource';
import { hasNamesUntold, isAddress, normalPath, standsFor } from '../../core/manifest/origin';
import { newestRecord } from '../lake/recognise';
import { rememberedDigest } from '../files/rememberedDigest';
import { walk } from '../files/walk';
import { entriesLookedAt } from './found';

const sourcesLookedAt = 100;
/** Bytes: what takes about a second. A larger file counts as changed by its time. */
const largestDigested = 500_000_000;

export async function lookAtSources(
  root: string,
  { source, path }: Pick<Dataset, 'source' | 'path'>,
  { sources }: CollectedVersion,
): Promise<readonly SourceNow[]> {
  const [only] = sources;
  const table = only && folderSource(only.uri);
  if (table) return isAddress(table.folder) ? [] : [await lookAtTable(root, table, only)];
  const local = sources.filter(({ uri }) => !isAddress(uri)).slice(0, sourcesLookedAt);
  const known = new Set(sources.map(({ uri }) => uri));
  const others = (await namesOf(root, source ?? path)).filter((uri) => !known.has(uri));
  return Promise.all([
    ...local.map((file) => lookAt(root, file)),
    ...others.slice(0, 1).map((uri) => lookAt(root, { uri })),
  ]);
}

async function lookAt(
  root: string,
  { uri, ...before }: Pick<SourceFile, 'uri'> & Partial<SourceFile>,
): Promise<SourceNow> {
  const file = resolve(root, uri);
  const info = await stat(file).catch(() => undefined);
  if (!info) return { uri };
  const now = { uri, bytes: info.size, modified: info.mtime.toISOString() };
  const isTouched = info.isFile() && now.bytes === before.bytes && isOther(now.modified, before.modified);
  const digest = isTouched ? await digestOf(file, now) : undefined;
  return { ...now, ...(digest === undefined ? {} : { digest }) };
}

/** Of its newest state, unless another is asked for, which stays as it is. */
async function lookAtTable(root: string, table: FolderSource, before: SourceFile): Promise<SourceNow> {
  const { uri, bytes, digest } = before;
  const folder = resolve(root, table.folder);
  if (!(await stat(folder).catch(() => undefined))) return { uri };
  const same = { uri, bytes, digest };
  if (Object.keys(table.picks).length > 0) return same;
  const modified = await newestRecord(folder);
  return modified === undefined ? same : { uri, bytes, modified };
}

async function digestOf(file: string, now: { bytes: number; modified: string }) {
  if (now.bytes > largestDigested) return undefined;
  return rememberedDigest(file, now).catch(() => undefined);
}

/** What a folder or a glob brings, as `collect` would write it down; of another source none. Folders of tools are not looked into. */
async function namesOf(root: string, pattern: string): Promise<readonly string[]> {
  if (isAddress(pattern)) return [];
  const info = await stat(resolve(root, pattern)).catch(() => undefined);
  const { base, isGlob, negated } = picomatch.scan(pattern);
  if (info ? !info.isDirectory() : !isGlob || negated === true || hasNamesUntold(pattern)) return [];
  const folder = info ? pattern : base;
  const { files } = await walk(resolve(root, folder), entriesLookedAt);
  const isBrought = info ? (file: string) => formatOf(file) !== undefined : standsFor(pattern);
  return files.map((file) => normalPath(folder === '' ? file : `${folder}/${file}`)).filter(isBrought);
}
