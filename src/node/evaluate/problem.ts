// What a model is to predict and how it is judged, from the manifest.
import { wrongInput } from '../../core/errors';
import { modelNamed } from '../../core/manifest/modelDataset';
import type { Goal, MetricName } from '../../core/manifest/manifest';
import type { Project } from '../project';
import { metricOf } from './metricOf';

export interface Problem {
  readonly task: 'classification' | 'regression';
  readonly target: string;
  readonly positive?: string;
  /** The dataset's time column. */
  readonly time?: string;
  readonly metric: MetricName;
  readonly money?: Goal['value'];
  readonly slices: readonly string[];
}

/** Throws `input` where the dataset names no target, or no positive class for a classification. */
export function problemOf(project: Project, model: string, dataset: string): Problem {
  const { manifest } = project;
  const settings = modelNamed(manifest, model);
  const data = manifest.datasets?.[dataset];
  if (data?.target === undefined)
    throw wrongInput(`The dataset "${dataset}" names no target.`, {
      hint: 'Add target: COLUMN to it in lifecycle.yaml.',
    });
  if (settings.task === 'classification' && data.positive === undefined)
    throw wrongInput(
      `The dataset "${dataset}" does not say which value of "${data.target}" is the positive one.`,
      {
        hint: 'Add positive: VALUE to it in lifecycle.yaml.',
      },
    );
  const money = settings.goal === undefined ? undefined : manifest.goals?.[settings.goal]?.value;
  return {
    task: settings.task,
    target: data.target,
    ...(settings.task === 'classification' ? { positive: String(data.positive) } : {}),
    ...(data.time ? { time: data.time.column } : {}),
    metric: metricOf(project, model),
    ...(money ? { money } : {}),
    slices: settings.evaluate?.slices ?? [],
  };
}
