// What decides a preparation's result, as a key.
import type { CollectedVersion } from '../../core/dataset/version';
import type { Dataset } from '../../core/manifest/manifest';
import { digestJson } from '../files/digest';

/** Raised when the same steps come to mean something else, so that nothing old is taken for current; test/node/stages/rules.test.ts tells when. */
export const meaning = 3;

/** What the steps read beside the collected data. */
export interface AlsoRead {
  /** Fingerprints of other datasets, by name. */
  readonly others: Readonly<Record<string, string>>;
  /** Digests of what commands are made of, in the order of their steps. */
  readonly scripts: readonly string[];
}

/** Digest of everything that decides a preparation: equal key, nothing to do. */
export function preparationKey(
  collected: CollectedVersion,
  dataset: Dataset,
  { others, scripts }: AlsoRead = { others: {}, scripts: [] },
): string {
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
    // Left out where there are none, so that keys of before are as they were.
    ...(Object.keys(others).length > 0 && { others }),
    ...(scripts.length > 0 && { scripts }),
  });
}
