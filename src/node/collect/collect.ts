// Bringing one dataset's data to its path and recording what came from where. Requests and outcomes are the stage's matter.
import type { CollectedVersion, Rights, SourceFile } from '../../core/dataset/version';
import { isLifecycleError } from '../../core/errors';
import type { Dataset } from '../../core/manifest/dataset';
import { folderSource } from '../../core/manifest/folderSource';
import { isAddress } from '../../core/manifest/origin';
import { tableSource } from '../../core/manifest/tableSource';
import type { Clock } from '../clock';
import { writeCards } from '../dataset/cards';
import { withDatasetLock } from '../dataset/lock';
import { currentCollected, writeVersion } from '../dataset/versions';
import { digestText } from '../files/digest';
import { diskError } from '../files/diskError';
import { ensureState, type Project } from '../project';
import type { StageReport } from '../stage';
import { bringDownload } from './bringDownload';
import { bringDvc } from './bringDvc';
import { bringFiles } from './bringFiles';
import { hubFiles, type CardSays } from './bringHub';
import { bringLake } from './bringLake';
import { bringObjects } from './bringObjects';
import { bringTable } from './bringTable';
import type { Place } from './place';
import { recognised } from './recognise';
import { resolveSource, type Source } from './source';

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
  /** It came from elsewhere for the first time, and nobody wrote down what may be done with it. */
  readonly lacksRights?: boolean;
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
  const before = await currentCollected(project, name);
  const place = { root: project.root, before, report, signal };
  const source = await recognised(await resolveSource(project.root, name, dataset), place);
  const partial = (file: string) => project.paths.datasets(name, file);
  const { sources, says } = await bringWithCard(source, partial, place);
  const fingerprint = digestText(sources.map(({ digest }) => digest).join('\n'));
  const isNew = before?.fingerprint !== fingerprint;
  // what a person wrote goes before what the source says of itself
  const licence = dataset.licence ?? says?.rights.licence;
  const origin = dataset.origin ?? says?.rights.origin;
  const terms = dataset.terms ?? says?.rights.terms;
  const rights: Rights = { licence, origin, terms };
  const classes = says && Object.keys(says.classes).length > 0 ? { classes: says.classes } : undefined;
  if (before && !isNew && isSameOrigin(before.sources, sources)) {
    const isSame = sources.every((source, index) => isSameAnswer(source, before.sources[index]));
    if (isSame && areSameRights(before, rights) && isSameJson(before.classes, classes?.classes))
      return { version: before, isNew };
    const touched: CollectedVersion = { ...before, sources, ...rights, ...classes }; // so that nobody takes it for changed again
    await writeVersion(project, touched);
    await writeCards(project, name, dataset);
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
    ...rights,
    ...classes,
  };
  await writeVersion(project, version);
  await writeCards(project, name, dataset);
  return { version, isNew, lacksRights: !before && isElsewhere(dataset.source ?? '') && !hasRights(rights) };
}

const hasRights = ({ licence, origin, terms }: Rights) => (licence ?? origin ?? terms) !== undefined;

const areSameRights = (a: Rights, b: Rights) =>
  a.licence === b.licence && a.origin === b.origin && a.terms === b.terms;

const isSameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** `says`: what the source's own card tells of it. */
async function bringWithCard(
  source: Source,
  partial: (file: string) => string,
  place: Place,
): Promise<{ readonly sources: readonly SourceFile[]; readonly says?: CardSays }> {
  if (source.kind !== 'hub') return { sources: await bring(source, partial, place) };
  const { source: files, says } = await hubFiles(source, place);
  return { sources: await bring(files, partial, place), says };
}

/** `partial`: where bytes gather, by the name of the file or folder. */
function bring(
  source: Exclude<Source, { kind: 'hub' }>,
  partial: (file: string) => string,
  place: Place,
): Promise<readonly SourceFile[]> {
  switch (source.kind) {
    case 'download':
      return bringDownload(source, partial('download.partial'), place);
    case 'objects':
      return bringObjects(source, partial('objects.partial'), place);
    case 'table':
      return bringTable(source, partial('table.partial'), place);
    case 'lake':
      return bringLake(source, { folder: partial('table.partial'), kept: partial('table.files') }, place);
    case 'dvc':
      return bringDvc(source, place);
    case 'files':
      return bringFiles(source, place);
  }
}

const isSameAnswer = (a: SourceFile, b: SourceFile | undefined) =>
  a.modified === b?.modified &&
  a.etag === b?.etag &&
  a.generation === b?.generation &&
  a.snapshot === b?.snapshot &&
  a.mayBeCut === b?.mayBeCut;

const isSameOrigin = (a: readonly SourceFile[], b: readonly SourceFile[]) =>
  a.length === b.length && a.every(({ uri, path }, index) => uri === b[index]?.uri && path === b[index].path);

/** Not a file of this machine, nor a table in one. */
const isElsewhere = (source: string) =>
  isAddress(folderSource(source)?.folder ?? source) && tableSource(source)?.kind !== 'sqlite';
