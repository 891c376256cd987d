// The collected bytes that a preparation starts from: those that were recorded, and no others.
import { join } from 'node:path';
import { withPart, type Reading } from '../../core/dataset/part';
import type { CollectedVersion } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import { collectDataset, type CollectOptions } from '../collect/collect';
import { currentCollected } from '../dataset/versions';
import type { InputFile } from '../duckdb/read';
import { isMissing } from '../files/atomic';
import { digestFile } from '../files/digest';
import { remedy } from '../../core/remedy';

/**
 * The version to prepare. Data that lies at its path is recorded on the way; data that has to come from elsewhere must
 * have been collected. Throws `input` where it was not, or is no longer what was collected.
 */
export async function rawVersion(options: CollectOptions): Promise<CollectedVersion> {
  const { project, name, dataset } = options;
  if (dataset.source === undefined) return (await collectDataset(options)).version;
  const version = await currentCollected(project, name);
  if (!version || version.path !== dataset.path)
    throw wrongInput(`The dataset "${name}" was not collected yet.`, {
      hint: 'Collect it first.',
      remedy: remedy('collect', name),
    });
  return version;
}

/** Absolute paths of the version's files, each with the bytes that were recorded. `reading`: how its entry says they are read. */
export async function rawFiles(
  root: string,
  { sources, dataset }: CollectedVersion,
  reading: Reading,
  signal: AbortSignal,
): Promise<InputFile[]> {
  for (const { path, digest } of sources) {
    const now = await digestFile(join(root, path), signal).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (now === digest) continue;
    throw wrongInput(`${path} ${now === undefined ? 'is gone' : 'was changed'} since it was collected.`, {
      hint: 'Collect it again first.',
      remedy: remedy('collect', dataset),
    });
  }
  return sources.map(({ path }) => ({ path: withPart(join(root, path), reading), shown: path }));
}
