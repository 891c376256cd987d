// What a model is to predict and how it is judged, from the manifest.
import { wrongInput } from '../../core/errors';
import { positiveClass } from '../../core/evaluate/positive';
import { goalOf, metricOf } from '../../core/manifest/lookups';
import { modelNamed } from '../../core/manifest/modelDataset';
import type { Goal, MetricName } from '../../core/manifest/manifest';
import type { Project } from '../project';
import { classesOf, classesOfFile, type LabelledRows } from './rows';

export interface Problem {
  readonly task: 'classification' | 'regression';
  readonly target: string;
  /** As the manifest has it, which may leave it out. */
  readonly declared?: string | number | boolean;
  /** The dataset's time column. */
  readonly time?: string;
  /** The dataset's key column, which names a row or the group it belongs to. */
  readonly key?: string;
  readonly metric: MetricName;
  readonly money?: Goal['value'];
  readonly slices: readonly string[];
}

/** Throws `input` where the dataset names no target. */
export function problemOf(project: Project, model: string, dataset: string): Problem {
  const { manifest } = project;
  const settings = modelNamed(manifest, model);
  const data = manifest.datasets?.[dataset];
  if (data?.target === undefined)
    throw wrongInput(`The dataset "${dataset}" names no target.`, {
      hint: 'Add target: COLUMN to it in lifecycle.yaml.',
    });
  const money = goalOf(manifest, settings)?.value;
  return {
    task: settings.task,
    target: data.target,
    ...(data.positive === undefined ? {} : { declared: data.positive }),
    ...(data.time ? { time: data.time.column } : {}),
    ...(data.key === undefined ? {} : { key: data.key }),
    metric: metricOf(project.manifest, model),
    ...(money ? { money } : {}),
    slices: settings.evaluate?.slices ?? [],
  };
}

/**
 * Before a training that may take hours: throws `input` where it could not be measured afterwards, because nothing tells
 * which class is the positive one. `file`: the training rows.
 */
export async function requirePositive(
  project: Project,
  { model, dataset, file }: { readonly model: string; readonly dataset: string; readonly file: string },
  signal: AbortSignal,
): Promise<void> {
  const data = project.manifest.datasets?.[dataset];
  if (modelNamed(project.manifest, model).task === 'regression' || data?.target === undefined) return;
  positiveClass(data.positive, {
    target: data.target,
    classes: await classesOfFile(file, data.target, signal),
  });
}

/** Nothing for a regression. Throws `input` where it cannot be told which class of the training rows is the positive one. */
export function classesIn(
  { task, target, declared }: Pick<Problem, 'task' | 'target' | 'declared'>,
  train: LabelledRows,
): { readonly classes?: readonly string[]; readonly positive?: string } {
  if (task === 'regression') return {};
  const classes = classesOf(train);
  return { classes, positive: positiveClass(declared, { target, classes }) };
}
