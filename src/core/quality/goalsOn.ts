// The goals of models that learn from a dataset.
import { datasetOf, goalOf } from '../manifest/lookups';
import type { Goal, Manifest } from '../manifest/manifest';

export type NamedGoal = Pick<Goal, 'metric' | 'target'> & { readonly name: string };

/** In the manifest's order, each once. */
export function goalsOn(manifest: Manifest, dataset: string): NamedGoal[] {
  const names = new Set(
    Object.values(manifest.models ?? {})
      .filter((model) => datasetOf(model, manifest) === dataset)
      .flatMap((model) => (goalOf(manifest, model) && model.goal !== undefined ? [model.goal] : [])),
  );
  return [...names].flatMap((name) => {
    const goal = manifest.goals?.[name];
    return goal ? [{ name, metric: goal.metric, target: goal.target }] : [];
  });
}
