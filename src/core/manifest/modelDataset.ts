// Which dataset a model learns from, where the manifest may leave it out.
import { wrongInput } from '../errors';
import type { Manifest, Model } from './manifest';

/** Throws `input` where the manifest has no such model. */
export function modelNamed(manifest: Manifest, name: string): Model {
  const model = manifest.models?.[name];
  if (model) return model;
  const names = Object.keys(manifest.models ?? {});
  throw wrongInput(`There is no model "${name}" in lifecycle.yaml.`, {
    hint: names.length > 0 ? `There is: ${names.join(', ')}.` : 'Add it under models.',
  });
}

/** The model's own `dataset`, else the one it is evaluated on, else the only one there is. Throws `input` where that leaves a choice. */
export function datasetOfModel(manifest: Manifest, name: string): string {
  const model = modelNamed(manifest, name);
  const named = model.dataset ?? model.evaluate?.dataset;
  if (named !== undefined) return named;
  const datasets = Object.keys(manifest.datasets ?? {});
  const [only] = datasets;
  if (only !== undefined && datasets.length === 1) return only;
  throw wrongInput(`It is not said which dataset the model "${name}" learns from.`, {
    hint:
      datasets.length > 0
        ? `Add dataset: ${only} to it, or another of ${datasets.join(', ')}.`
        : 'Add a dataset under datasets in lifecycle.yaml.',
  });
}
