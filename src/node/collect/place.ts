// Giving collected files their final names, without taking anything of a person's away.
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CollectedVersion } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import { isMissing, syncFolder } from '../files/atomic';
import { digestFile } from '../files/digest';
import type { StageReport } from '../stage';
import { copyFile } from './copy';
import { assertInside } from './destinations';
import { countBytes } from './progress';

/** What collecting works in. */
export interface Place {
  readonly root: string;
  /** What was collected last. */
  readonly before: CollectedVersion | undefined;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
}

/**
 * Whether the file at `path` has these bytes already. Throws `input` where it has others that no collection brought:
 * they are a person's, and overwriting would lose them.
 */
export async function isThere(
  path: string,
  digest: string,
  { root, before, signal }: Place,
): Promise<boolean> {
  const now = await digestFile(join(root, path), signal).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (now === undefined || now === digest) return now === digest;
  if (before?.sources.some((source) => source.path === path && source.digest === now) === true) return false;
  throw wrongInput(`${path} is there already, and was not collected or was changed since.`, {
    hint: 'Move it away, then collect again; or leave "source" out to use it as it is.',
  });
}

/** Renames a whole file to its final name; across file systems by way of a copy beside it. */
export async function putInPlace(
  temporary: string,
  path: string,
  { root, report, signal }: Place,
): Promise<void> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  try {
    await rename(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const copied = await copyFile(temporary, target, countBytes(report, 'Copying', undefined), signal);
    await rename(copied.temporary, target);
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(target));
}

/** Removes what an earlier collection brought and this one does not, unless it was changed since. */
export async function removeStale(paths: readonly string[], { root, before, signal }: Place): Promise<void> {
  for (const source of before?.sources ?? []) {
    if (paths.includes(source.path) || source.uri === source.path) continue;
    const file = join(root, source.path);
    const now = await assertInside(root, source.path)
      .then(() => digestFile(file, signal))
      .catch(() => undefined);
    if (now === source.digest) await rm(file, { force: true });
  }
}
