// The locks on one dataset's state, so that two stages that write it never mix.
import { withLock, type WaitOptions } from '../files/withLock';
import type { Project } from '../project';

/** `current` is held for a moment by whoever changes current.json; the others for as long as the stage works. */
export type DatasetLock = 'collect' | 'prepare' | 'current';

/** Does the work while no one else holds the same lock. Throws `cancelled` where the signal aborts while waiting. */
export const withDatasetLock = <T>(
  project: Project,
  dataset: string,
  kind: DatasetLock,
  work: () => Promise<T>,
  options: WaitOptions = {},
): Promise<T> =>
  withLock(
    {
      file: project.paths.datasets(dataset, `${kind}.lock`),
      purpose: kind,
      work: `${works[kind]} of ${dataset}`,
    },
    work,
    options,
  );

const works: Readonly<Record<DatasetLock, string>> = {
  collect: 'collection',
  prepare: 'preparation',
  current: 'change',
};
