// The rows a training is given: the current prepared version's train and validation splits, or files it was told; never the test split.
import { failed } from '../../core/errors';
import { datasetOfModel } from '../../core/manifest/modelDataset';
import type { TrainingInputs } from '../../core/run/run';
import { splitFile } from '../dataset/preparedFiles';
import { requirePrepared, readVersion } from '../dataset/versions';
import { digestFile } from '../files/digest';
import type { Project } from '../project';
import type { TrainRequest } from './request';

export interface TrainingData {
  readonly facts: TrainingInputs['data'];
  readonly knownUntil?: string;
  /** What the rows consist of; undefined where the version they come from is not here. */
  readonly columns?: readonly string[];
  /** Absolute paths of Parquet files. */
  readonly train: string;
  readonly validation?: string;
}

/** Throws `failed` where the dataset was not prepared yet or has no training split, `unavailable` where a split is not as prepared. */
export async function trainingData(
  project: Project,
  request: TrainRequest,
  signal: AbortSignal,
): Promise<TrainingData> {
  return request.data ? toldData(project, request.data, signal) : currentData(project, request.model, signal);
}

async function currentData(project: Project, model: string, signal: AbortSignal): Promise<TrainingData> {
  const dataset = datasetOfModel(project.manifest, model);
  const version = await requirePrepared(project, dataset);
  const { train, validation } = version.parts;
  if (!train)
    throw failed(
      `The dataset "${dataset}" is not split, so nothing could be measured on rows never learnt from.`,
      {
        hint: `Add split: {by: random, train: 0.8, validation: 0.1, test: 0.1} to it (by: time where it has times), and prepare it again.`,
      },
    );
  const knownUntil = [train.to, validation?.to]
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
  return {
    facts: {
      dataset,
      prepared: version.fingerprint,
      train: train.fingerprint,
      ...(validation ? { validation: validation.fingerprint } : {}),
    },
    ...(knownUntil === undefined ? {} : { knownUntil }),
    columns: version.columns.map(({ name }) => name),
    train: await splitFile(project, version, 'train', signal),
    ...(validation ? { validation: await splitFile(project, version, 'validation', signal) } : {}),
  };
}

async function toldData(
  project: Project,
  data: NonNullable<TrainRequest['data']>,
  signal: AbortSignal,
): Promise<TrainingData> {
  const version = await readVersion(project, data.dataset, data.prepared);
  return {
    facts: {
      dataset: data.dataset,
      prepared: data.prepared,
      train: await digestFile(data.train, signal),
      ...(data.validation ? { validation: await digestFile(data.validation, signal) } : {}),
    },
    ...(data.knownUntil === undefined ? {} : { knownUntil: data.knownUntil }),
    ...(version?.kind === 'prepared' ? { columns: version.columns.map(({ name }) => name) } : {}),
    train: data.train,
    ...(data.validation ? { validation: data.validation } : {}),
  };
}
