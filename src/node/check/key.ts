// What decides a check's result, as a key; cheap, so that the tree can tell whether a check is still up to date.
import type { CollectedVersion, PreparedVersion } from '../../core/dataset/version';
import type { Dataset } from '../../core/manifest/manifest';
import type { ExpectationResult } from '../../core/quality/finding';
import { judgeFreshness } from '../../core/quality/freshness';
import { digestJson } from '../files/digest';

/** Raised when findings of the same data would come out otherwise. */
const rules = 4;

/** How the data's age is judged; [] where the manifest asks for nothing. */
export function freshnessOf(
  dataset: Dataset,
  prepared: PreparedVersion,
  collected: CollectedVersion,
  asOf: string,
): ExpectationResult[] {
  if (dataset.freshness === undefined) return [];
  const { to } = prepared.data;
  return [
    judgeFreshness({
      allowed: dataset.freshness,
      ...(to === undefined ? {} : { newestRow: to }),
      collectedAt: collected.at,
      asOf,
    }),
  ];
}

/** Digest of everything that decides a check: equal key, nothing to do. */
export function checkKey({
  dataset,
  prepared,
  collected,
  freshness,
  asOf,
  asksPositive,
}: {
  dataset: Dataset;
  prepared: PreparedVersion;
  collected: CollectedVersion;
  freshness: readonly ExpectationResult[];
  asOf: string;
  asksPositive: boolean;
}): string {
  const { target, positive, time, key, expect } = dataset;
  const looksAtTime = Object.values(expect?.sql ?? {}).some((sql) => /as_of/i.test(sql));
  return digestJson({
    rules,
    prepared: prepared.fingerprint,
    preparation: prepared.key,
    collected: collected.fingerprint,
    roles: { target, positive, time, key, asksPositive },
    expect,
    freshness: freshness.map(({ expectation, passed }) => ({ expectation, passed })),
    asOf: looksAtTime ? asOf : undefined,
  });
}
