// Data that a model could learn from: what lifecycle.yaml names, and files that it does not. Nothing is read but names.
import type { Dataset } from '../../core/manifest/dataset';
import { freeName } from '../../core/manifest/freeName';
import { datasetName } from '../../core/manifest/proposedNames';
import { gatherFound } from '../catalog/found';
import type { Project } from '../project';

export interface LearnableData {
  /** In the manifest, or the one that it would get there. */
  readonly name: string;
  /** Relative to the project. */
  readonly path: string;
  /** Where the path is filled from, as the manifest has it. */
  readonly source?: string;
  /** Of a file that was found, e.g. `CSV`. */
  readonly what?: string;
  /** Whether the manifest names it. */
  readonly isDeclared: boolean;
  readonly target?: string;
  readonly positive?: string | number | boolean;
  readonly key?: string;
  readonly time?: string;
  readonly isSplit: boolean;
  /** Whether steps lie between the file and what a model learns from. */
  readonly isPrepared: boolean;
}

/** Datasets of the manifest first, each in the order it was written or found. */
export async function learnableData(
  project: Project,
  signal?: AbortSignal,
): Promise<readonly LearnableData[]> {
  const datasets = Object.entries(project.manifest.datasets ?? {});
  const { files } = await gatherFound(project, signal ? { signal } : {});
  return [
    ...datasets.map(([name, dataset]) => declaredData(name, dataset)),
    ...files
      .filter(({ kind }) => kind === 'data')
      .map(({ path, what }) => ({ ...undeclaredData(project, path), what })),
  ];
}

export const undeclaredData = ({ manifest }: Project, path: string): LearnableData => ({
  name: freeName(datasetName(path), Object.keys(manifest.datasets ?? {})),
  path,
  isDeclared: false,
  isSplit: false,
  isPrepared: false,
});

const declaredData = (
  name: string,
  { path, source, target, positive, key, time, split, prepare }: Dataset,
): LearnableData => ({
  name,
  path,
  isDeclared: true,
  ...(source !== undefined && { source }),
  ...(target !== undefined && { target }),
  ...(positive !== undefined && { positive }),
  ...(key !== undefined && { key }),
  ...(time !== undefined && { time: time.column }),
  isSplit: split !== undefined,
  isPrepared: (prepare ?? []).length > 0,
});
