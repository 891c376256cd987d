// What is there of each dataset that the manifest names: its current versions, its check, its sources as they are now.
import type { BrokenFile, DatasetFacts } from '../../core/catalog/facts';
import { shapes } from '../../core/shapes';
import type { CollectedVersion, CurrentVersions, PreparedVersion } from '../../core/dataset/version';
import { checkStanding, suitesNow } from '../check/key';
import type { StoredCheck } from '../check/result';
import { ownZone, type Clock } from '../clock';
import { testReads } from '../dataset/testReads';
import { currentKey } from '../prepare/currentKey';
import type { Project } from '../project';
import { lookAtSources } from './sources';
import { readSmallJson, type Reading } from './smallFile';
import { remedy } from '../../core/remedy';
import { datasetStanding, type DataDue, type DataStage } from '../../core/catalog/datasetStanding';
import { verbOf } from '../../core/catalog/words';

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
  const dataset = project.manifest.datasets?.[name];
  const sources = dataset && collected ? await lookAtSources(root, dataset, collected) : undefined;
  return {
    facts: {
      name,
      ...(collected ? { collected } : {}),
      ...(prepared ? { prepared, testReads: await readsOf(project, prepared) } : {}),
      ...(await currency(project, name, { collected, prepared, check })),
      ...(check ? { check } : {}),
      ...(sources ? { sources } : {}),
    },
    broken,
  };
}

async function currency(
  project: Project,
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
): Promise<Pick<DatasetFacts, 'isPreparedCurrent' | 'checkStanding'>> {
  const { manifest, root } = project;
  const dataset = manifest.datasets?.[name];
  if (!dataset || !collected || !prepared) return {};
  const isPreparedCurrent = (await currentKey(project, collected, dataset)) === prepared.key;
  const suites = await suitesNow(root, dataset);
  const standing = check && checkStanding(manifest, { prepared, collected, check, suites });
  return { isPreparedCurrent, ...(standing === undefined ? {} : { checkStanding: standing }) };
}

const readsOf = (project: Project, prepared: PreparedVersion) =>
  testReads(project, prepared).then(
    (reads) => reads.length,
    () => 0, // the count is shown beside other figures; a file that cannot be read must not hide them
  );
