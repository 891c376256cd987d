// Bringing what DVC tracks to a dataset's path: copies out of its cache, which DVC itself fills where something is missing.
import { formatOf } from '../../core/dataset/fileFormat';
import type { SourceFile } from '../../core/dataset/version';
import { cachedFiles } from '../dvc/cache';
import { belowOut } from '../dvc/tracked';
import { bringFiles } from './bringFiles';
import { destinations } from './destinations';
import type { Place } from './place';
import type { Source } from './source';

export async function bringDvc(
  { name, tracked, file, pattern, path }: Extract<Source, { kind: 'dvc' }>,
  place: Place,
): Promise<readonly SourceFile[]> {
  place.report({ kind: 'progress', message: `Looking into DVC's cache for ${pattern}` });
  const below = belowOut(tracked, file);
  const cached = await cachedFiles(tracked, below, place.signal);
  const isOne = cached.length === 1 && cached[0]?.below === below;
  const folder = pattern.replace(/\/+$/, '');
  const found = cached
    .map(({ from, below: whole }) => ({ from, below: below === '' ? whole : whole.slice(below.length + 1) }))
    .filter((one) => isOne || (formatOf(one.below) !== undefined && !/(^|\/)\./.test(one.below)))
    .map((one) => ({ ...one, uri: isOne ? pattern : `${folder}/${one.below}` }));
  const files = await destinations(place.root, { name, pattern, path, files: found, isOne });
  const sources = await bringFiles({ kind: 'files', files, isInPlace: false }, place);
  // the time of a file in the cache says nothing of the data
  return sources.map(({ modified: _, ...source }) => ({ ...source, snapshot: tracked.md5 }));
}
