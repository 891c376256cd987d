// What a model of the manifest refers to: its dataset, with the time of that, its goal and metric; and what a dataset refers to; whether that is right is checked elsewhere.
import type { Dataset, Goal, Manifest, MetricName, Model } from './manifest';
import { othersIn, type Step } from './step';

/** What a model names as its datasets, the one that it learns from first: its own, the one it is evaluated on; else the only one there is, or the only one that has a target. */
export function datasetsOf<T>(
  { dataset, evaluate }: { readonly dataset?: T; readonly evaluate?: { readonly dataset?: T } | undefined },
  names: readonly string[],
  hasTarget: (name: string) => boolean,
): readonly (T | string)[] {
  const named = [dataset, evaluate?.dataset].filter((one) => one !== undefined);
  if (named.length > 0) return named;
  const candidates = names.length > 1 ? names.filter(hasTarget) : names;
  return candidates.length === 1 ? candidates : [];
}

/** The name of the dataset a model learns from; undefined where that leaves a choice. */
export const datasetOf = (model: Model, { datasets = {} }: Manifest): string | undefined =>
  datasetsOf(model, Object.keys(datasets), (name) => datasets[name]?.target !== undefined)[0];

/** Other datasets that the steps of one read. */
export const othersOf = ({ prepare = [] }: Pick<Dataset, 'prepare'>): readonly string[] => [
  ...new Set(prepare.flatMap(othersIn)),
];

/** Whether others read it as it is prepared, and not as it was collected. */
export const isPrepared = ({ prepare = [] }: Pick<Dataset, 'prepare'>): boolean => prepare.length > 0;

/** Whether a model learns to tell values of the dataset's target apart, and nothing names the positive one. */
export function asksPositive(manifest: Manifest, dataset: string): boolean {
  const { target, positive } = manifest.datasets?.[dataset] ?? {};
  if (target === undefined || positive !== undefined) return false;
  return Object.values(manifest.models ?? {}).some(
    (model) => model.task === 'classification' && datasetOf(model, manifest) === dataset,
  );
}

/** The time column of the dataset that the model learns from, with the zone of times without one and the steps that prepare it; undefined where there is none. */
export function timeOf(
  manifest: Manifest,
  model: string,
): { readonly column: string; readonly zone?: string; readonly steps: readonly Step[] } | undefined {
  const settings = manifest.models?.[model];
  const dataset = manifest.datasets?.[(settings && datasetOf(settings, manifest)) ?? ''];
  if (!dataset?.time) return undefined;
  const { column, zone } = dataset.time;
  return { column, ...(zone === undefined ? {} : { zone }), steps: dataset.prepare ?? [] };
}

/** Undefined where it has none. */
export const goalOf = (manifest: Manifest, model: Pick<Model, 'goal'> | undefined): Goal | undefined =>
  model?.goal === undefined ? undefined : manifest.goals?.[model.goal];

/** What a model is judged by: the goal's metric, else the usual one of the task. */
export function metricOf(manifest: Manifest, model: string): MetricName {
  const settings = manifest.models?.[model];
  return goalOf(manifest, settings)?.metric ?? (settings?.task === 'regression' ? 'rmse' : 'roc_auc');
}
