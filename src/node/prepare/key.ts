// What decides a preparation's result, as a key; cheap, so that the tree can tell whether a preparation is still up to date.
import type { CollectedVersion } from '../../core/dataset/version';
import type { Dataset } from '../../core/manifest/manifest';
import { digestJson } from '../files/digest';

/** Raised when the same steps come to mean something else, so that nothing old is taken for current; test/node/stages/rules.test.ts tells when. */
export const meaning = 2;

/** Digest of everything that decides a preparation: equal key, nothing to do. */
export function preparationKey(collected: CollectedVersion, dataset: Dataset): string {
  const { prepare: steps = [], split, time, key, target, encoding, sheet, table } = dataset;
  return digestJson({
    meaning,
    collected: collected.fingerprint,
    paths: collected.sources.map(({ path }) => path),
    steps,
    split,
    time,
    key,
    target,
    encoding,
    sheet,
    table,
  });
}
