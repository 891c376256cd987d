// Which metric a model is judged by.
import type { MetricName } from '../../core/manifest/manifest';
import type { Project } from '../project';

/** The goal's metric, else the usual one of the task. */
export function metricOf({ manifest }: Project, model: string): MetricName {
  const settings = manifest.models?.[model];
  const goal = settings?.goal === undefined ? undefined : manifest.goals?.[settings.goal];
  return goal?.metric ?? (settings?.task === 'regression' ? 'rmse' : 'roc_auc');
}
