// What a model is to predict and how it is judged, from the manifest.
import { wrongInput } from '../../core/errors';
import { goalOf, metricOf } from '../../core/manifest/lookups';
import { modelNamed } from '../../core/manifest/modelDataset';
import type { Goal, MetricName } from '../../core/manifest/manifest';
import type { Project } from '../project';

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
