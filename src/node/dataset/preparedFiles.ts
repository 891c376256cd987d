// The files of a prepared version, for all who read them: each is given out as it was prepared, or it is told what mends it.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { splitNames, type PreparedVersion, type SplitName, type SplitPart } from '../../core/dataset/version';
import { isLifecycleError, unavailable } from '../../core/errors';
import { remedy } from '../../core/remedy';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { isMissing } from '../files/atomic';
import { digestFile } from '../files/digest';
import type { Project } from '../project';
import { currentPrepared, splitOf, versionFolder, type Damage } from './versions';

/** Absolute path of the whole prepared table, in order, as Parquet. Throws `unavailable` where it is not as prepared. */
export const dataFile = (project: Project, version: PreparedVersion, signal?: AbortSignal) =>
  asPrepared(project, { version, part: version.data }, signal);

/** Absolute path of a part, in order, as Parquet. Throws `failed` where the version was not split, `unavailable` where it is not as prepared. */
export const splitFile = (
  project: Project,
  version: PreparedVersion,
  split: SplitName,
  signal?: AbortSignal,
): Promise<string> => asPrepared(project, { version, part: splitOf(version, split) }, signal);

/** The first of a version's files that is not as prepared, and what became of it; undefined where all are. */
export async function firstDamage(
  project: Project,
  version: PreparedVersion,
  signal?: AbortSignal,
): Promise<Damage | undefined> {
  for (const part of [version.data, ...splitNames.map((split) => version.parts[split])]) {
    const damage = part && (await damageOf(join(versionFolder(project, version), part.file), part, signal));
    if (damage === undefined) continue;
    const what = `${part?.file} of ${version.dataset} is not as prepared: ${damage}`;
    return { fingerprint: version.fingerprint, what };
  }
  return undefined;
}

async function asPrepared(
  project: Project,
  { version, part }: { readonly version: PreparedVersion; readonly part: SplitPart },
  signal: AbortSignal | undefined,
): Promise<string> {
  const { dataset, fingerprint } = version;
  const file = join(versionFolder(project, version), part.file);
  const damage = await damageOf(file, part, signal);
  if (damage === undefined) return file;
  const isCurrent = (await currentPrepared(project, dataset))?.fingerprint === fingerprint;
  throw unavailable(
    `${part.file} of ${dataset} is not as prepared: ${damage}.`,
    isCurrent
      ? { hint: 'Preparing it makes it again.', remedy: remedy('prepare', dataset) }
      : {
          hint: `It is of an earlier preparation: prepare ${dataset} again from the data and by the steps of then, or train on what is prepared now.`,
        },
  );
}

/** The bytes prove a file; of one that was prepared before their digest was kept, the number of rows has to do. */
async function damageOf(
  file: string,
  { digest, rows }: SplitPart,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const info = await stat(file).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  if (!info) return 'it is missing';
  const isWhole =
    digest === undefined ? (await rowsIn(file)) === rows : (await digestFile(file, signal)) === digest;
  return isWhole ? undefined : 'it was changed or torn';
}

/** Undefined where it cannot be read. */
const rowsIn = (file: string): Promise<number | undefined> =>
  withDatabase(async (database) => {
    const [counted] = await database.rows<{ n: number }>(`SELECT count(*) AS n FROM ${parquet([file])}`);
    return counted?.n;
  }).catch((error: unknown) => {
    if (isLifecycleError(error)) return undefined;
    throw error;
  });
