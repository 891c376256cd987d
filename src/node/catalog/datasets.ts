// What is there of each dataset that the manifest names: its current versions, its check, its sources as they are now.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BrokenFile, DatasetFacts, SourceNow } from '../../core/catalog/facts';
import { shapes } from '../../core/shapes';
import type { CollectedVersion, CurrentVersions, PreparedVersion } from '../../core/dataset/version';
import { checkStanding } from '../check/key';
import type { StoredCheck } from '../check/result';
import { ownZone, type Clock } from '../clock';
import { testReads } from '../dataset/testReads';
import { rememberedDigest } from '../files/rememberedDigest';
import { preparationKey } from '../prepare/key';
import type { Project } from '../project';
import { readSmallJson, type Reading } from './smallFile';
import { remedy } from '../../core/remedy';
import { datasetStanding, isOther, type DataDue, type DataStage } from '../../core/catalog/datasetStanding';
import { verbOf } from '../../core/catalog/words';

const sourcesLookedAt = 100;

export interface GatheredDatasets {
  readonly datasets: readonly DatasetFacts[];
  readonly broken: readonly BrokenFile[];
}

export async function gatherDatasets(project: Project): Promise<GatheredDatasets> {
  const names = Object.keys(project.manifest.datasets ?? {});
  const gathered = await Promise.all(names.map((name) => gatherDataset(project, name)));
  return {
    datasets: gathered.map(({ facts }) => facts),
    broken: gathered.flatMap(({ broken }) => broken),
  };
}

/** What of one dataset is due, for who shows no other; undefined where all is up to date, or the manifest has no such dataset. */
export async function dueOf(project: Project, name: string, clock: Clock): Promise<DataDue | undefined> {
  const { facts } = await gatherDataset(project, name);
  const { manifest } = project;
  return datasetStanding({ manifest, datasets: [facts], asOf: clock.judged(), zone: ownZone() }, name)?.due;
}

async function gatherDataset(
  project: Project,
  name: string,
): Promise<{ readonly facts: DatasetFacts; readonly broken: readonly BrokenFile[] }> {
  const broken: BrokenFile[] = [];
  const keep = <T>({ value, broken: one }: Reading<T>): T | undefined => {
    if (one) broken.push(one);
    return value;
  };
  const { root, paths } = project;
  const asked = (file: string, verb: DataStage) => ({
    file,
    root,
    section: 'datasets' as const,
    name,
    hint: `${verbOf(verb)} it again.`,
    remedy: remedy(verb, name),
  });
  const current = keep(
    await readSmallJson<CurrentVersions>(
      asked(paths.datasets(name, 'current.json'), 'collect'),
      shapes.current,
    ),
  );
  const versionFile = (fingerprint: string, file: string) => paths.datasetVersion(name, fingerprint, file);
  const collected =
    current?.collected !== undefined
      ? keep(
          await readSmallJson<CollectedVersion>(
            asked(versionFile(current.collected, 'version.json'), 'collect'),
            shapes.collected,
          ),
        )
      : undefined;
  const prepared =
    current?.prepared !== undefined
      ? keep(
          await readSmallJson<PreparedVersion>(
            asked(versionFile(current.prepared, 'version.json'), 'prepare'),
            shapes.prepared,
          ),
        )
      : undefined;
  const check =
    prepared &&
    keep(
      await readSmallJson<StoredCheck>(
        asked(paths.datasetVersion(name, prepared.fingerprint, 'check.json'), 'check'),
        shapes.check,
      ),
    );
  const sources = collected ? await lookAtSources(root, collected) : undefined;
  return {
    facts: {
      name,
      ...(collected ? { collected } : {}),
      ...(prepared ? { prepared, testReads: await readsOf(project, prepared) } : {}),
      ...currency(project, name, { collected, prepared, check }),
      ...(check ? { check } : {}),
      ...(sources ? { sources } : {}),
    },
    broken,
  };
}

function currency(
  { manifest }: Project,
  name: string,
  {
    collected,
    prepared,
    check,
  }: {
    readonly collected: CollectedVersion | undefined;
    readonly prepared: PreparedVersion | undefined;
    readonly check: StoredCheck | undefined;
  },
): Pick<DatasetFacts, 'isPreparedCurrent' | 'checkStanding'> {
  const dataset = manifest.datasets?.[name];
  if (!dataset || !collected || !prepared) return {};
  const isPreparedCurrent = preparationKey(collected, dataset) === prepared.key;
  const standing = check && checkStanding(manifest, { prepared, collected, check });
  return { isPreparedCurrent, ...(standing === undefined ? {} : { checkStanding: standing }) };
}

async function lookAtSources(root: string, { sources }: CollectedVersion): Promise<readonly SourceNow[]> {
  const local = sources.filter(({ uri }) => !/^[a-z][a-z0-9+.-]+:\/\//i.test(uri)).slice(0, sourcesLookedAt);
  return Promise.all(
    local.map(async ({ uri, ...collected }): Promise<SourceNow> => {
      const file = resolve(root, uri);
      const info = await stat(file).catch(() => undefined);
      if (!info) return { uri };
      const now = { uri, bytes: info.size, modified: info.mtime.toISOString() };
      const isTouched =
        info.isFile() && now.bytes === collected.bytes && isOther(now.modified, collected.modified);
      const digest = isTouched ? await digestOf(file, now) : undefined;
      return { ...now, ...(digest === undefined ? {} : { digest }) };
    }),
  );
}

async function digestOf(file: string, now: { bytes: number; modified: string }) {
  if (now.bytes > largestDigested) return undefined;
  return rememberedDigest(file, now).catch(() => undefined);
}

/** Bytes: what takes about a second. A larger file counts as changed by its time. */
const largestDigested = 500_000_000;

const readsOf = (project: Project, prepared: PreparedVersion) =>
  testReads(project, prepared).then(
    (reads) => reads.length,
    () => 0, // the count is shown beside other figures; a file that cannot be read must not hide them
  );
