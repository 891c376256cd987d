// The key that a preparation would have if it were made now, told from records and files, so that the tree can say what is out of date.
import type { CollectedVersion } from '../../core/dataset/version';
import { isLifecycleError } from '../../core/errors';
import type { Dataset } from '../../core/manifest/dataset';
import { isPrepared, othersOf } from '../../core/manifest/lookups';
import { currentCollected, currentPrepared } from '../dataset/versions';
import type { Project } from '../project';
import { preparationKey } from './key';
import { scriptsOf } from './scripts';

/** Undefined where another dataset that it reads is not there yet or is out of date itself, and where a command of it cannot be read. */
export async function currentKey(
  project: Project,
  collected: CollectedVersion,
  dataset: Dataset,
  signal: AbortSignal = never,
): Promise<string | undefined> {
  const others: Record<string, string> = {};
  for (const name of othersOf(dataset)) {
    const fingerprint = await currentOther(project, name, signal);
    if (fingerprint === undefined) return undefined;
    others[name] = fingerprint;
  }
  const scripts = await scriptsOf(project, dataset, signal).catch((error: unknown) => {
    if (isLifecycleError(error) && error.code === 'input') return undefined;
    throw error;
  });
  return scripts && preparationKey(collected, dataset, { others, scripts });
}

async function currentOther(
  project: Project,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const dataset = project.manifest.datasets?.[name];
  const collected = await currentCollected(project, name);
  if (!dataset || !collected) return undefined;
  if (!isPrepared(dataset)) return collected.fingerprint;
  const prepared = await currentPrepared(project, name);
  return prepared?.key === (await currentKey(project, collected, dataset, signal))
    ? prepared?.fingerprint
    : undefined;
}

const never = new AbortController().signal;
