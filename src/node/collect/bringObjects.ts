// Bringing the objects of a store to a dataset's path: only those that changed, a few at a time, and none gets its name before all have come.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatOf } from '../../core/dataset/fileFormat';
import type { SourceFile } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import { objectUri } from '../../core/manifest/objectAddress';
import { digestText } from '../files/digest';
import type { ObjectStore } from '../objects/objectStore';
import { openStore } from '../objects/open';
import { inParallel } from '../parallel';
import { destinations } from './destinations';
import { download } from './download';
import { listingAgain } from './listingAgain';
import { listObjects, type FoundObject } from './listObjects';
import { objectFile, stateOf } from './objectFile';
import { isThere, putInPlace, removeStale, type Place } from './place';
import { countBytes } from './progress';
import type { Source } from './source';

type ObjectsSource = Extract<Source, { kind: 'objects' }>;
interface PlacedObject extends FoundObject {
  readonly path: string;
}

const atOnce = 4;

/** `partials`: the folder where bytes gather. What is there of objects that stay as they are outlives a failure. */
export async function bringObjects(
  source: ObjectsSource,
  partials: string,
  place: Place,
): Promise<readonly SourceFile[]> {
  const store = await openStore(source.address);
  return listingAgain(place, () => bringListed(store, source, partials, place));
}

async function bringListed(
  store: ObjectStore,
  source: ObjectsSource,
  partials: string,
  place: Place,
): Promise<readonly SourceFile[]> {
  const files = await placedObjects(store, source, place);
  if (files.every(({ object }) => object.bytes === 0))
    throw wrongInput(`${objectUri(source.address)} holds no byte.`, {
      hint: 'What was collected before is kept; look at the source.',
    });
  const kept = await unchanged(files, place);
  const wanted = files.filter((file) => !kept.has(file));
  const partialOf = ({ uri }: PlacedObject) => join(partials, digestText(uri).slice(-32));
  const total = wanted.reduce((sum, { object }) => sum + object.bytes, 0);
  const counter = countBytes(place.report, `Downloading ${objectUri(source.address)}`, total);
  const digests = await inParallel(
    wanted,
    atOnce,
    async (file, signal) => {
      const done = await download({
        remote: objectFile(store, file.uri, file.object),
        partial: partialOf(file),
        path: file.path,
        counter,
        report: place.report,
        signal,
      });
      return [file, done.kind === 'whole' ? done.digest : ''] as const;
    },
    place.signal,
  );
  counter.flush();
  for (const [file, digest] of digests)
    if (!(await isThere(file.path, digest, place))) await putInPlace(partialOf(file), file.path, place);
  const paths = files.map(({ path }) => path);
  await removeStale(paths, place);
  await rm(partials, { recursive: true, force: true });
  const all = new Map([...kept, ...digests]);
  return files.map((file) => sourceFile(file, all.get(file) ?? ''));
}

/** What the address stands for now, and where each comes to. Throws as `listObjects` and `destinations` do. */
export async function placedObjects(
  store: ObjectStore,
  { name, address, path, only }: ObjectsSource,
  { root, report, signal }: Place,
): Promise<readonly PlacedObject[]> {
  const listed = await listObjects({ store, address, report, signal });
  const files = only ? listed.files.filter(({ below }) => only.has(below)) : listed.files;
  const isOne = only ? files.length === 1 && formatOf(path) !== undefined : listed.isOne;
  return destinations(root, { files, isOne, name, pattern: objectUri(address), path });
}

/** The digests of those that were brought before, stayed as they are, and still lie where they were brought to. */
async function unchanged(
  files: readonly PlacedObject[],
  place: Place,
): Promise<ReadonlyMap<PlacedObject, string>> {
  const known = new Map(place.before?.sources.map((source) => [source.path, source]));
  const kept = new Map<PlacedObject, string>();
  for (const file of files) {
    const last = known.get(file.path);
    if (last && isSameState(file, last) && (await isThere(file.path, last.digest, place)))
      kept.set(file, last.digest);
  }
  return kept;
}

/** Whether an object is as it was when it was brought. */
export const isSameState = (
  { uri, object: { bytes, etag, generation } }: FoundObject,
  last: SourceFile,
): boolean =>
  last.uri === uri && last.bytes === bytes && last.etag === etag && last.generation === generation;

const sourceFile = ({ uri, path, object }: PlacedObject, digest: string): SourceFile => ({
  uri,
  path,
  digest,
  bytes: object.bytes,
  ...stateOf(object),
});
