// Bringing one dataset's data to its path and recording what came from where. Requests and outcomes are the stage's matter.
import type { CollectedVersion, SourceFile } from '../../core/dataset/version';
import { isLifecycleError } from '../../core/errors';
import type { Dataset } from '../../core/manifest/dataset';
import type { Clock } from '../clock';
import { withDatasetLock } from '../dataset/lock';
import { currentCollected, writeVersion } from '../dataset/versions';
import { digestText } from '../files/digest';
import { diskError } from '../files/diskError';
import { ensureState, type Project } from '../project';
import type { StageReport } from '../stage';
import { bringDownload } from './bringDownload';
import { bringFiles } from './bringFiles';
import { resolveSource } from './source';

export interface CollectOptions {
  readonly project: Project;
  readonly clock: Clock;
  readonly name: string;
  readonly dataset: Dataset;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
}

export interface Collected {
  readonly version: CollectedVersion;
  /** False where the bytes are those of the version before. */
  readonly isNew: boolean;
}

/**
 * Files reach their final names whole and last of all, so that stopping at any moment leaves the old data. A file at the
 * dataset's path that was not collected, or was changed since, is never overwritten. Throws `input` where the source or
 * that file is the matter, `unavailable` where a server or the disk is.
 */
export async function collectDataset(options: CollectOptions): Promise<Collected> {
  const { project, name, report, signal } = options;
  await ensureState(project);
  const onWait = (message: string) => report({ kind: 'progress', message });
  try {
    return await withDatasetLock(project, name, 'collect', () => collectNow(options), { onWait, signal });
  } catch (error) {
    throw isLifecycleError(error) ? error : (diskError(error) ?? error);
  }
}

async function collectNow({
  project,
  clock,
  name,
  dataset,
  report,
  signal,
}: CollectOptions): Promise<Collected> {
  const started = performance.now();
  const source = await resolveSource(project.root, name, dataset);
  const before = await currentCollected(project, name);
  const place = { root: project.root, before, report, signal };
  const sources =
    source.kind === 'download'
      ? await bringDownload(source, project.paths.datasets(name, 'download.partial'), place)
      : await bringFiles(source, place);
  const fingerprint = digestText(sources.map(({ digest }) => digest).join('\n'));
  const isNew = before?.fingerprint !== fingerprint;
  if (before && !isNew && isSameOrigin(before.sources, sources)) {
    if (sources.every((source, index) => isSameAnswer(source, before.sources[index])))
      return { version: before, isNew };
    const touched = { ...before, sources }; // so that nobody takes it for changed again
    await writeVersion(project, touched);
    return { version: touched, isNew };
  }
  const version: CollectedVersion = {
    schema: 1,
    kind: 'collected',
    dataset: name,
    fingerprint,
    at: clock.real(),
    sources,
    path: dataset.path,
    bytes: sources.reduce((sum, { bytes }) => sum + bytes, 0),
    seconds: Math.round(performance.now() - started) / 1000,
  };
  await writeVersion(project, version);
  return { version, isNew };
}

const isSameAnswer = (a: SourceFile, b: SourceFile | undefined) =>
  a.modified === b?.modified && a.mayBeCut === b?.mayBeCut;

const isSameOrigin = (a: readonly SourceFile[], b: readonly SourceFile[]) =>
  a.length === b.length && a.every(({ uri, path }, index) => uri === b[index]?.uri && path === b[index].path);
