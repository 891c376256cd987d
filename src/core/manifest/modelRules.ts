// What a model's settings demand of each other and of its dataset.
import type { Complaint } from './complaint';
import { datasetOf } from './lookups';
import type { Manifest, Model } from './manifest';

export function complaintsAboutModel(name: string, model: Model, manifest: Manifest): readonly Complaint[] {
  const path = ['models', name];
  return [...aboutGates(path, model), ...aboutTuning(path, model), ...aboutTarget(path, model, manifest)];
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
