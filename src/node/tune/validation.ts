// The validation rows that trials are scored on: labels as numbers, and the scores that a model file gives them.
import { scoresOf } from '../../core/deploy/scores';
import { numericLabels } from '../../core/evaluate/labels';
import type { Model } from '../../core/manifest/manifest';
import { splitFile } from '../dataset/preparedFiles';
import { currentPrepared } from '../dataset/versions';
import { classesIn } from '../evaluate/classes';
import { readLabelledRows } from '../evaluate/rows';
import { withModel } from '../onnx/withModel';
import type { Project } from '../project';

export interface ValidationRows {
  /** 1 for the positive class, else 0, or the value of a regression; NaN where it is missing. */
  readonly labels: Float64Array;
  /** Which rows belong together; undefined where each stands for itself. */
  readonly groups?: readonly string[];
  /** Scores of the rows by a model file. Throws where the file does not fit the rows. */
  score(file: string, signal: AbortSignal): Promise<Float64Array>;
}

/** Undefined where the dataset has no target or no validation split: then only scripts can tell how good their models are. */
export async function openValidation(
  project: Project,
  { dataset, task }: { readonly dataset: string; readonly task: Model['task'] },
  signal: AbortSignal,
): Promise<ValidationRows | undefined> {
  const settings = project.manifest.datasets?.[dataset];
  const version = await currentPrepared(project, dataset);
  if (settings?.target === undefined || !version?.parts.validation || !version.parts.train) return undefined;
  const { target, positive, key } = settings;
  const columns = { target, ...(key === undefined ? {} : { key }) };
  const file = await splitFile(project, version, 'validation', signal);
  const rows = await readLabelledRows(file, columns, signal);
  const trainFile = await splitFile(project, version, 'train', signal);
  const about = { task, target, ...(positive === undefined ? {} : { declared: positive }) };
  const classes =
    task === 'classification' ? classesIn(about, await readLabelledRows(trainFile, { target }, signal)) : {};
  const under = { task, ...classes };
  return {
    labels: numericLabels(under, rows.labels),
    ...(rows.groups === undefined ? {} : { groups: rows.groups }),
    score: (file, signal) =>
      withModel(file, async (model) => scoresOf(under, await model.predict(rows.rows, signal)), { signal }),
  };
}
