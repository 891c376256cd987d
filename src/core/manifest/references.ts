// Names in the manifest that refer to another entry: each has to be there.
import { suggestion } from '../nearest';
import { valueAt, type Complaint } from './complaint';
import { datasetsOf } from './lookups';
import type { Manifest, SectionName } from './manifest';
import type { Path } from './schemaAt';
import { served } from './served';
import { nameOf, othersIn } from './step';

/** `raw` is the whole file's value: a name whose own entry is wrong is still a name, its entry has its own complaint. */
export function checkReferences(manifest: Manifest, raw: unknown): readonly Complaint[] {
  const entriesOf = (section: SectionName) => (valueAt(raw, [section]) as object | null) ?? {};
  const refer = (section: SectionName, name: string | undefined, path: Path, at?: 'key') => {
    if (name === undefined || Object.hasOwn(entriesOf(section), name)) return [];
    const complaint: Complaint = {
      severity: 'error',
      path,
      at: at ?? 'value',
      message: `There is no ${section.slice(0, -1)} named "${name}".`,
      hint:
        suggestion(name, Object.keys(entriesOf(section))) ??
        (section === 'deployments'
          ? 'A monitor has the name of the deployment it watches.'
          : `Add it under "${section}:".`),
    };
    return [complaint];
  };
  const datasets = Object.keys(entriesOf('datasets'));
  const hasTarget = (name: string) => valueAt(raw, ['datasets', name, 'target']) !== undefined;
  return [
    ...Object.entries(manifest.datasets ?? {}).flatMap(([name, { prepare = [] }]) =>
      prepare.flatMap((step, index) =>
        othersIn(step).flatMap((other) =>
          refer('datasets', other, ['datasets', name, 'prepare', index, nameOf(step)]),
        ),
      ),
    ),
    ...Object.entries(manifest.models ?? {}).flatMap(([name, model]) => [
      ...refer('goals', model.goal, ['models', name, 'goal']),
      ...refer('datasets', model.dataset, ['models', name, 'dataset']),
      ...refer('datasets', model.evaluate?.dataset, ['models', name, 'evaluate', 'dataset']),
      ...impliedDataset(name, model, datasets, hasTarget),
    ]),
    ...Object.entries(manifest.deployments ?? {}).flatMap(([name, { model }]) =>
      refer('models', served(model).model, ['deployments', name, 'model']),
    ),
    ...Object.keys(manifest.monitors ?? {}).flatMap((name) =>
      refer('deployments', name, ['monitors', name], 'key'),
    ),
  ];
}

function impliedDataset(
  name: string,
  model: NonNullable<Manifest['models']>[string],
  datasets: readonly string[],
  hasTarget: (name: string) => boolean,
): readonly Complaint[] {
  if (datasetsOf(model, datasets, hasTarget).length > 0) return [];
  const path = ['models', name];
  if (datasets.length === 0)
    return [
      {
        severity: 'warning',
        path,
        at: 'key',
        message: `models.${name} has no dataset to learn from.`,
        hint: 'Add one under "datasets:".',
      },
    ];
  return [
    {
      severity: 'error',
      path,
      at: 'key',
      message: `models.${name} does not say which dataset it learns from.`,
      hint: `Add "dataset:" with one of ${datasets.join(', ')}.`,
    },
  ];
}
