// Preparing one dataset: collected bytes through the manifest's steps into Parquet, split, fingerprinted, and there whole or not at all.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CollectedVersion, PreparedVersion } from '../../core/dataset/version';
import { formatProblem, isLifecycleError, type Problem } from '../../core/errors';
import type { CollectOptions } from '../collect/collect';
import { writeCards } from '../dataset/cards';
import { withDatasetLock } from '../dataset/lock';
import { firstDamage } from '../dataset/preparedFiles';
import {
  buildFolder,
  currentPrepared,
  isBuildFolder,
  recordDamage,
  writeVersion,
  type Damage,
} from '../dataset/versions';
import { withDatabase } from '../duckdb/engine';
import { digestJson } from '../files/digest';
import { diskError } from '../files/diskError';
import { ensureState } from '../project';
import { build } from './build';
import { preparationKey } from './key';
import { placed } from './manifestPlace';
import { refused } from './onData';
import { otherVersions, type OtherVersion } from './others';
import { rawVersion } from './raw';
import { scriptsOf } from './scripts';

export interface PrepareOptions extends CollectOptions {
  /** Threads of DuckDB; undefined takes every core. They never change the result. */
  readonly threads?: number;
}

export interface Prepared {
  readonly version: PreparedVersion;
  readonly isNew: boolean;
  /** What was odd about the files but could be read, and that what was prepared before had been damaged. */
  readonly warnings: readonly Problem[];
}

/** Throws `input` where data or steps are wrong, with problems at their place in file or manifest. */
export async function prepareDataset(options: PrepareOptions): Promise<Prepared> {
  const { project, name, report, signal } = options;
  await ensureState(project);
  const collected = await rawVersion(options);
  const others = await otherVersions(options, async (other) => {
    const { version, warnings } = await prepareDataset(other);
    for (const warning of warnings) report({ kind: 'warning', message: formatProblem(warning) });
    return version;
  });
  const onWait = (message: string) => report({ kind: 'progress', message });
  try {
    return await withDatasetLock(project, name, 'prepare', () => prepareNow(collected, others, options), {
      onWait,
      signal,
    });
  } catch (error) {
    throw isLifecycleError(error) ? error : (diskError(error) ?? error);
  }
}

async function prepareNow(
  collected: CollectedVersion,
  others: ReadonlyMap<string, OtherVersion>,
  options: PrepareOptions,
): Promise<Prepared> {
  const { project, name, dataset, signal, threads } = options;
  const { prepare: steps = [], split, time } = dataset;
  const fingerprints = Object.fromEntries(
    [...others].map(([other, { fingerprint }]) => [other, fingerprint] as const),
  );
  const scripts = await scriptsNow(options);
  const workKey = preparationKey(collected, dataset, { others: fingerprints, scripts });
  const before = await currentPrepared(project, name);
  const isCurrent = before?.key === workKey;
  const damage = await (isCurrent ? firstDamage(project, before, signal) : recordDamage(project, name));
  if (isCurrent && damage === undefined) return { version: before, isNew: false, warnings: [] };

  await removeAbandoned(project.paths.datasets(name));
  const folder = buildFolder(project, name, randomBytes(6).toString('hex'));
  await mkdir(folder, { recursive: true });
  try {
    const settings = { temporary: folder, signal, ...(threads === undefined ? {} : { threads }) };
    const built = await withDatabase(
      (database) => build(database, { ...options, folder, collected, others }),
      settings,
    );
    const { data, parts, learnt } = built.content;
    const version: PreparedVersion = {
      schema: 1,
      kind: 'prepared',
      dataset: name,
      fingerprint: digestJson({
        data: data.fingerprint,
        parts: Object.fromEntries(
          Object.entries(parts).map(([part, { fingerprint }]) => [part, fingerprint]),
        ),
        steps,
        ...(learnt && { learnt }),
        split,
      }),
      at: options.clock.real(),
      from: collected.fingerprint,
      key: workKey,
      steps,
      ...(split === undefined ? {} : { split }),
      ...(time === undefined ? {} : { time }),
      ...(others.size > 0 && { others: fingerprints }),
      ...built.content,
    };
    await writeVersion(project, version, folder);
    await writeCards(project, name, dataset);
    return { version, isNew: true, warnings: [...mended(damage, version), ...built.warnings] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function scriptsNow({ project, name, dataset, signal }: PrepareOptions): Promise<readonly string[]> {
  try {
    return await scriptsOf(project, dataset, signal);
  } catch (error) {
    if (!isLifecycleError(error) || error.code !== 'input') throw error;
    const { message, hint } = error;
    const problem: Problem = { severity: 'error', message, ...(hint !== undefined && { hint }) };
    const index = (dataset.prepare ?? []).findIndex((step) => 'run' in step);
    throw refused(placed(project, [problem], ['datasets', name, 'prepare', index]));
  }
}

function mended(damage: Damage | undefined, { fingerprint }: PreparedVersion): readonly Problem[] {
  if (!damage) return [];
  const end =
    damage.fingerprint === fingerprint
      ? ', and is made again.'
      : '. It stays so: what is prepared now is another version, as data or settings have changed since.';
  return [{ severity: 'warning', message: `${damage.what}${end}` }];
}

/** What a preparation left that was killed; only the holder of the lock builds, so nobody is at it. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (isBuildFolder(name)) await rm(join(folder, name), { recursive: true, force: true });
}
