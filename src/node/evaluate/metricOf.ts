// Which metric a model is judged by.
import { goalOf } from '../../core/manifest/lookups';
import type { MetricName } from '../../core/manifest/manifest';
import type { Project } from '../project';

/** The goal's metric, else the usual one of the task. */
export function metricOf({ manifest }: Project, model: string): MetricName {
  const settings = manifest.models?.[model];
  const goal = goalOf(manifest, settings);
  return goal?.metric ?? (settings?.task === 'regression' ? 'rmse' : 'roc_auc');
}
