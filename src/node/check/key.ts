// What decides a check's result, as a key; cheap, so that the tree can tell whether a check is still up to date.
import type { CollectedVersion, PreparedVersion } from '../../core/dataset/version';
import type { Dataset, Manifest } from '../../core/manifest/manifest';
import { asksPositive } from '../../core/manifest/lookups';
import type { ExpectationResult } from '../../core/quality/finding';
import { judgeFreshness } from '../../core/quality/freshness';
import { goalsOn, type NamedGoal } from '../../core/quality/goalsOn';
import type { CheckStanding } from '../../core/registry/checkNow';
import { digestJson } from '../files/digest';
import type { StoredCheck } from './result';
import { suiteDigests, type SuiteDigest } from './suiteFile';

/** Raised when findings of the same data would come out otherwise; test/node/stages/rules.test.ts tells when. */
export const rules = 17;

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
  goals,
  suites = [],
  by = rules,
}: {
  dataset: Dataset;
  prepared: PreparedVersion;
  collected: CollectedVersion;
  freshness: readonly ExpectationResult[];
  asOf: string;
  asksPositive: boolean;
  goals: readonly NamedGoal[];
  /** Of the files that `expect.suite` names, in their order. */
  suites?: readonly SuiteDigest[];
  /** Whose key it is: ours, or that of earlier rules. */
  by?: number;
}): string {
  const { target, positive, time, key, sensitive, personal, expect } = dataset;
  const looksAtTime =
    Object.values(expect?.sql ?? {}).some((sql) => /as_of/i.test(sql)) ||
    suites.some((suite) => suite.looksAtTime);
  return digestJson({
    rules: by,
    prepared: prepared.fingerprint,
    preparation: prepared.key,
    collected: collected.fingerprint,
    roles: { target, positive, time, key, asksPositive, ...(by < 12 ? {} : { sensitive }) },
    ...(by < 17 || personal === undefined ? {} : { personal }),
    ...(by < 12 || goals.length === 0 ? {} : { goals }),
    expect,
    ...(suites.length > 0 ? { suites: suites.map(({ file, digest }) => ({ file, digest })) } : {}),
    freshness: freshness.map(({ expectation, passed }) => ({ expectation, passed })),
    asOf: looksAtTime ? asOf : undefined,
  });
}

/**
 * How the check stands to one made now; undefined where the manifest has no such dataset. Judged at the time the check was
 * made: that time goes by changes no setting.
 */
export function checkStanding(
  manifest: Manifest,
  {
    prepared,
    collected,
    check: { asOf, key, goals },
    suites,
  }: {
    readonly prepared: PreparedVersion;
    readonly collected: CollectedVersion;
    readonly check: Pick<StoredCheck, 'asOf' | 'key' | 'goals'>;
    readonly suites: readonly SuiteDigest[];
  },
): CheckStanding | undefined {
  const name = prepared.dataset;
  const dataset = manifest.datasets?.[name];
  if (!dataset) return undefined;
  const freshness = freshnessOf(dataset, prepared, collected, asOf);
  const now = {
    dataset,
    prepared,
    collected,
    freshness,
    asOf,
    asksPositive: asksPositive(manifest, name),
    goals: goalsOn(manifest, name),
    suites,
  };
  if (checkKey(now) === key) return 'current';
  if (goals && checkKey({ ...now, goals }) === key) return 'goals';
  const earlier = Array.from({ length: rules }, (_, by) => checkKey({ ...now, by }));
  return earlier.includes(key) ? 'older' : 'otherwise';
}

/** The files that the dataset's expectations name, as they are now. */
export const suitesNow = (root: string, dataset: Dataset | undefined): Promise<readonly SuiteDigest[]> =>
  suiteDigests(root, suitesOf(dataset));

export function suitesOf(dataset: Dataset | undefined): readonly string[] {
  const written = dataset?.expect?.suite;
  return written === undefined ? [] : typeof written === 'string' ? [written] : written;
}
