// What a model's settings demand of each other and of its dataset.
import type { Complaint } from './complaint';
import type { Manifest, Model } from './manifest';
import type { Step } from './step';

export function complaintsAboutModel(name: string, model: Model, manifest: Manifest): readonly Complaint[] {
  const path = ['models', name];
  return [...aboutGates(path, model), ...aboutTuning(path, model), ...aboutTarget(path, model, manifest)];
}

/** The name of the dataset a model learns from: its own, the one it is evaluated on, or the only one there is. */
export function datasetOf(model: Model, manifest: Manifest): string | undefined {
  const names = Object.keys(manifest.datasets ?? {});
  return model.dataset ?? model.evaluate?.dataset ?? (names.length === 1 ? names[0] : undefined);
}

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

function aboutGates(path: readonly string[], { gates, goal }: Model): readonly Complaint[] {
  if (gates?.goal === undefined || goal !== undefined) return [];
  return [
    {
      severity: 'error',
      path: [...path, 'gates', 'goal'],
      message: 'This gate needs a goal, but the model names none.',
      hint: 'Add "goal:" to the model with a name from "goals:".',
    },
  ];
}

function aboutTuning(path: readonly string[], { tune }: Model): readonly Complaint[] {
  if (!tune) return [];
  const complaints: Complaint[] = [];
  if (tune.search === 'random' && tune.trials === undefined)
    complaints.push({
      severity: 'error',
      path: [...path, 'tune', 'search'],
      message: 'A random search needs the number of trials.',
      hint: 'Add "trials:", e.g. 20.',
    });
  if (Object.keys(tune.space).length === 0)
    complaints.push({
      severity: 'error',
      path: [...path, 'tune', 'space'],
      message: 'The space is empty: there is nothing to try.',
      hint: 'Name a parameter and its values, e.g. c: [0.1, 1, 10].',
    });
  return complaints;
}

function aboutTarget(path: readonly string[], model: Model, manifest: Manifest): readonly Complaint[] {
  const name = datasetOf(model, manifest);
  const dataset =
    name !== undefined && Object.hasOwn(manifest.datasets ?? {}, name) && manifest.datasets?.[name];
  if (!dataset || dataset.target !== undefined) return [];
  return [
    {
      severity: 'warning',
      path,
      at: 'key',
      message: `${path.join('.')}: its dataset "${name}" names no target, so the model cannot be evaluated.`,
      hint: `Add "target:" to datasets.${name}.`,
    },
  ];
}
