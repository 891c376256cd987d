// Which goals of the manifest a new model could serve.
import { isOfNumbers } from '../evaluate/metrics';
import { datasetOf } from '../manifest/lookups';
import type { Manifest } from '../manifest/manifest';

/** Goals measured by a figure of this task, without those of models that learn from other data; in the manifest's order. */
export function fittingGoals(
  manifest: Manifest,
  { task, dataset }: { readonly task: 'classification' | 'regression'; readonly dataset: string },
): readonly string[] {
  const models = Object.values(manifest.models ?? {});
  return Object.entries(manifest.goals ?? {})
    .filter(([, { metric }]) => isOfNumbers(metric) === (task === 'regression'))
    .map(([name]) => name)
    .filter((name) =>
      models.filter(({ goal }) => goal === name).every((model) => datasetOf(model, manifest) === dataset),
    );
}
