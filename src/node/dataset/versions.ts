// The versions of a project's datasets on disk: which is current, where its files lie, and how a new one takes its place.
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { shapes } from '../../core/shapes';
import type {
  CollectedVersion,
  CurrentVersions,
  DatasetVersion,
  PreparedVersion,
  SplitName,
  SplitPart,
} from '../../core/dataset/version';
import { failed } from '../../core/errors';
import { remedy } from '../../core/remedy';
import { isMissing, syncFolder, writeJson } from '../files/atomic';
import { exists } from '../files/exists';
import { lookAtStored, readStored } from '../files/stored';
import type { Project } from '../project';
import { withDatasetLock } from './lock';

/** The newest collected version, or undefined where nothing was collected yet. */
export async function currentCollected(
  project: Project,
  name: string,
): Promise<CollectedVersion | undefined> {
  return current(project, name, 'collected');
}

/** The newest prepared version, or undefined where nothing was prepared yet. */
export async function currentPrepared(project: Project, name: string): Promise<PreparedVersion | undefined> {
  return current(project, name, 'prepared');
}

/** Throws `failed` where nothing was prepared yet. */
export async function requirePrepared(project: Project, name: string): Promise<PreparedVersion> {
  const prepared = await currentPrepared(project, name);
  if (prepared) return prepared;
  throw failed(`The dataset "${name}" was not prepared yet.`, {
    isDeclined: true,
    hint: 'Prepare it first.',
    remedy: remedy('prepare', name),
  });
}

/** Any version by its fingerprint, or undefined where it is not on this machine or its file is damaged. */
export async function readVersion(
  project: Project,
  name: string,
  fingerprint: string,
): Promise<DatasetVersion | undefined> {
  const file = project.paths.datasetVersion(name, fingerprint, 'version.json');
  return readStored<DatasetVersion>(file, shapes.collected.or(shapes.prepared));
}

/** That something of a version is not as it was prepared. */
export interface Damage {
  readonly fingerprint: string;
  /** The beginning of a sentence. */
  readonly what: string;
}

/** Of the record of what was prepared last; undefined where it can be used, or nothing was prepared. */
export async function recordDamage(project: Project, name: string): Promise<Damage | undefined> {
  const fingerprint = (await readStored<CurrentVersions>(currentFile(project, name), shapes.current))
    ?.prepared;
  if (fingerprint === undefined) return undefined;
  const { kind } = await lookAtStored(
    project.paths.datasetVersion(name, fingerprint, 'version.json'),
    shapes.prepared,
  );
  if (kind !== 'none' && kind !== 'damaged') return undefined;
  const what = `version.json of ${name} is not as prepared: it ${kind === 'none' ? 'is missing' : 'was changed or torn'}`;
  return { fingerprint, what };
}

interface StoredVersion {
  readonly folder: string;
  /** Undefined where its record is missing or damaged. */
  readonly version: DatasetVersion | undefined;
}

/** Every version of every dataset that is on this machine. */
export async function allVersions(project: Project): Promise<readonly StoredVersion[]> {
  const versions = [];
  for (const dataset of await foldersIn(project.paths.datasets()))
    for (const fingerprint of await foldersIn(project.paths.datasets(dataset)))
      versions.push({
        folder: project.paths.datasetVersion(dataset, fingerprint),
        version: await readVersion(project, dataset, fingerprint),
      });
  return versions;
}

/** None where the folder is not there, as in a clone that has the registry alone. */
const foldersIn = async (folder: string) =>
  (
    await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    })
  )
    .filter((entry) => entry.isDirectory() && !isBuildFolder(entry.name))
    .map(({ name }) => name);

/** The folder of a version; its profile and its check stand there too. */
export const versionFolder = (project: Project, version: DatasetVersion) =>
  project.paths.datasetVersion(version.dataset, version.fingerprint);

/** Throws `failed` where the version was not split. */
export function splitOf({ dataset, parts }: PreparedVersion, split: SplitName): SplitPart {
  const part = parts[split];
  if (part) return part;
  throw failed(`The dataset "${dataset}" has no ${split} split.`, {
    hint: 'Add a "split:" to it in lifecycle.yaml and prepare it again.',
  });
}

/** Where a part lies, for who does not read it; who does asks preparedFiles.ts. Throws as `splitOf`. */
export const splitPath = (project: Project, version: PreparedVersion, split: SplitName): string =>
  join(versionFolder(project, version), splitOf(version, split).file);

/**
 * Makes a version the current one of its kind. `built` is a folder beside the version's that holds its files already; it
 * is renamed, so that a version is there whole or not at all. The same content may be there already, made from another
 * source or damaged: then its files are replaced one by one, and what others keep beside them stays.
 */
export async function writeVersion(project: Project, version: DatasetVersion, built?: string): Promise<void> {
  const folder = versionFolder(project, version);
  const isThere =
    (await readVersion(project, version.dataset, version.fingerprint)) !== undefined ||
    (await exists(folder));
  if (built !== undefined && !isThere) {
    await writeJson(join(built, 'version.json'), version);
    await rename(built, folder);
    await syncFolder(dirname(folder));
  } else {
    if (built !== undefined) await moveInto(built, folder);
    await writeJson(join(folder, 'version.json'), version);
  }
  await withDatasetLock(project, version.dataset, 'current', async () => {
    const file = currentFile(project, version.dataset);
    const now = (await readStored<CurrentVersions>(file, shapes.current)) ?? { schema: 1 };
    await writeJson(file, { ...now, [version.kind]: version.fingerprint });
  });
}

async function moveInto(built: string, folder: string): Promise<void> {
  for (const name of await readdir(built)) await rename(join(built, name), join(folder, name));
  await rm(built, { recursive: true, force: true });
}

/** A folder to build a version in, on the same file system; removed by whoever made it unless writeVersion took it. */
export const buildFolder = (project: Project, dataset: string, tag: string) =>
  project.paths.datasets(dataset, `${buildPrefix}${tag}`);

/** Whether a name in a dataset's folder is that of a version being built. */
export const isBuildFolder = (path: string) => basename(path).startsWith(buildPrefix);

const buildPrefix = '.building-';

const currentFile = (project: Project, name: string) => project.paths.datasets(name, 'current.json');

async function current<K extends 'collected' | 'prepared'>(
  project: Project,
  name: string,
  kind: K,
): Promise<Extract<DatasetVersion, { kind: K }> | undefined> {
  const fingerprint = (await readStored<CurrentVersions>(currentFile(project, name), shapes.current))?.[kind];
  if (fingerprint === undefined) return undefined;
  const version = await readVersion(project, name, fingerprint);
  return version?.kind === kind ? (version as Extract<DatasetVersion, { kind: K }>) : undefined;
}
