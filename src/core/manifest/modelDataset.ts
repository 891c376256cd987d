// Which dataset a model learns from, where the manifest may leave it out.
import { wrongInput } from '../errors';
import { entryNamed } from './entry';
import { datasetOf } from './lookups';
import type { Manifest, Model } from './manifest';

/** Throws `input` where the manifest has no such model. */
export const modelNamed = (manifest: Manifest, name: string): Model => entryNamed(manifest, 'models', name);

/** The model's own `dataset`, else the one it is evaluated on, else the only one there is, or the only one that has a target. Throws `input` where that leaves a choice. */
export function datasetOfModel(manifest: Manifest, name: string): string {
  const dataset = datasetOf(modelNamed(manifest, name), manifest);
  if (dataset !== undefined) return dataset;
  const datasets = Object.keys(manifest.datasets ?? {});
  throw wrongInput(`It is not said which dataset the model "${name}" learns from.`, {
    hint:
      datasets.length > 0
        ? `Add dataset: ${datasets[0]} to it, or another of ${datasets.join(', ')}.`
        : 'Add a dataset under datasets in lifecycle.yaml.',
  });
}
