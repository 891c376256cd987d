// Bringing an http(s) address to a dataset's path.
import { open } from 'node:fs/promises';
import { formatOf } from '../../core/dataset/fileFormat';
import type { SourceFile } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import { publicAddress } from '../../core/manifest/origin';
import { download } from './download';
import { httpFile } from './http';
import { isThere, putInPlace, removeStale, type Place } from './place';
import type { FileState } from './remote';
import { forgetDownload } from './resume';
import type { Source } from './source';
import { signOfCut } from './wholeness';

export async function bringDownload(
  { url, path }: Extract<Source, { kind: 'download' }>,
  partial: string,
  place: Place,
): Promise<readonly SourceFile[]> {
  const uri = publicAddress(url);
  const last = place.before?.sources.find((source) => source.uri === uri && source.path === path);
  // Bytes that are no longer at the path, or may be a part only, have to come again, whatever the server says of them.
  const isKnown = last && (await isThere(path, last.digest, place)) && last.mayBeCut !== true;
  const known = isKnown ? knownState(last) : undefined;
  const result = await download({
    remote: httpFile(url),
    partial,
    path,
    report: place.report,
    signal: place.signal,
    ...(known ? { known } : {}),
  });
  if (result.kind === 'unchanged' && place.before) return place.before.sources;
  if (result.kind === 'unchanged') throw wrongInput(`${uri} gave no data.`);
  if (result.bytes === 0) {
    await forgetDownload(partial);
    throw wrongInput(`${uri} gave an empty file.`, {
      hint: 'What was collected before is kept; look at the address, and try again later.',
    });
  }
  await refuseWebPage(partial, path, uri);
  await refusePart(partial, path, uri);
  if (!(await isThere(path, result.digest, place))) await putInPlace(partial, path, place);
  await forgetDownload(partial);
  await removeStale([path], place);
  const { etag, modified } = result.state;
  return [
    {
      uri,
      path,
      digest: result.digest,
      bytes: result.bytes,
      ...(etag === undefined ? {} : { etag }),
      ...(modified === undefined || Number.isNaN(Date.parse(modified))
        ? {}
        : { modified: new Date(modified).toISOString() }),
      ...(result.mayBeCut ? { mayBeCut: true } : {}),
    },
  ];
}

/** What its server is told of what was brought last. */
export const knownState = ({ etag, modified }: SourceFile): FileState => ({
  ...(etag === undefined ? {} : { etag }),
  ...(modified === undefined ? {} : { modified: new Date(modified).toUTCString() }),
});

/** A page to sign in or "not found" that is sent as if it were the file. */
async function refuseWebPage(partial: string, path: string, uri: string): Promise<void> {
  const handle = await open(partial, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0).finally(() => handle.close());
  if (!/^\s*<(!doctype html|html)/i.test(buffer.subarray(0, bytesRead).toString('latin1'))) return;
  await forgetDownload(partial);
  throw wrongInput(`${uri} gave a web page instead of ${path}.`, {
    hint: 'Open the address in a browser: it may ask to sign in, or be a page about the file.',
  });
}

/** What ends where its server says, but is no whole: then the server, or who put it there, was wrong. */
async function refusePart(partial: string, path: string, uri: string): Promise<void> {
  if (formatOf(path) !== 'parquet' || (await signOfCut(partial, path)) === undefined) return;
  await forgetDownload(partial);
  throw wrongInput(`${uri} gave no whole Parquet file.`, {
    hint: 'What was collected before is kept; look at the file there, and try again later.',
  });
}
