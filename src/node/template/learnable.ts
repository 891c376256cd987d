// Data that a model could learn from: what lifecycle.yaml names, and files that it does not. Only names and what was prepared are read, no rows.
import type { Reading } from '../../core/dataset/part';
import type { PreparedVersion } from '../../core/dataset/version';
import type { Dataset } from '../../core/manifest/dataset';
import { freeName } from '../../core/manifest/freeName';
import { datasetName } from '../../core/manifest/proposedNames';
import { mayChange, type Step } from '../../core/manifest/step';
import { gatherFound } from '../catalog/found';
import { currentCollected, currentPrepared } from '../dataset/versions';
import { currentKey } from '../prepare/currentKey';
import type { Project } from '../project';

export interface LearnableData extends Reading {
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
  /** Between the file and what a model learns from. */
  readonly steps: readonly Step[];
  /** What a model would learn from by these steps; undefined where there are none, or it is still to be prepared. */
  readonly prepared?: PreparedVersion;
}

/** Datasets of the manifest first, each in the order it was written or found. */
export async function learnableData(
  project: Project,
  signal?: AbortSignal,
): Promise<readonly LearnableData[]> {
  const datasets = Object.entries(project.manifest.datasets ?? {});
  const { files } = await gatherFound(project, signal ? { signal } : {});
  return [
    ...(await Promise.all(datasets.map(([name, dataset]) => declaredData(project, name, dataset)))),
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
  steps: [],
});

/** Whether what a column holds can only be told once the data is prepared. */
export const awaitsPreparation = ({ steps, prepared }: LearnableData, column: string): boolean =>
  !prepared && steps.some((step) => mayChange(step, column));

async function declaredData(project: Project, name: string, dataset: Dataset): Promise<LearnableData> {
  const { path, source, target, positive, key, time, split, prepare: steps = [] } = dataset;
  const { encoding, sheet, table } = dataset;
  const prepared = steps.length > 0 ? await preparedNow(project, name, dataset) : undefined;
  return {
    name,
    path,
    isDeclared: true,
    ...(source !== undefined && { source }),
    encoding,
    sheet,
    table,
    ...(target !== undefined && { target }),
    ...(positive !== undefined && { positive }),
    ...(key !== undefined && { key }),
    ...(time !== undefined && { time: time.column }),
    isSplit: split !== undefined,
    steps,
    ...(prepared && { prepared }),
  };
}

/** Undefined where that was made by other steps, or of other data, than there are now. */
async function preparedNow(
  project: Project,
  name: string,
  dataset: Dataset,
): Promise<PreparedVersion | undefined> {
  const collected = await currentCollected(project, name);
  const prepared = await currentPrepared(project, name);
  if (!collected || !prepared) return undefined;
  return prepared.key === (await currentKey(project, collected, dataset)) ? prepared : undefined;
}
