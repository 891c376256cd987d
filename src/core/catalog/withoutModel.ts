// What prepared data needs next that no model learns from: a model, and first a target where none is named.
import { freeName } from '../manifest/freeName';
import { errorsOf } from '../manifest/parts';
import { pasteAt } from '../manifest/paste';
import { places } from '../places';
import type { CatalogFacts } from './facts';
import { byRunning, type NextStep } from './nextStep';

/** Nothing while a model's dataset cannot be told. */
export function nextForDataWithoutModel(facts: CatalogFacts): readonly NextStep[] {
  const { manifest, datasets, entries } = facts;
  const models = entries.filter(({ section }) => section === 'models');
  const learntFrom = models.map(({ refersTo }) => refersTo.filter(({ section }) => section === 'datasets'));
  if (errorsOf(facts, []).length > 0 || learntFrom.some((names) => names.length === 0)) return [];
  const used = learntFrom.flat().map(({ name }) => name);
  return Object.entries(manifest.datasets ?? {})
    .filter(([name]) => !used.includes(name) && datasets.some((one) => one.name === name && one.prepared))
    .filter(([, { target }]) => target !== undefined || models.length === 0) // beside a model, it may serve another purpose
    .map(([name, { target }]) => {
      const free = freeName(
        name,
        models.map((model) => model.name),
      );
      return {
        stage: 'mend',
        severity: 'info',
        title: `Make a model of ${name}`,
        ...(target === undefined
          ? {
              why: 'No column of it is named as its target, and no model learns from it. Make one from a template, and say which column it predicts.',
              ...byRunning('new', free, '--dataset', name, '--target', 'COLUMN'),
            }
          : {
              why: 'No model learns from it. Make one from a template, or write the command that trains one.',
              paste: pasteAt(manifest, ['models', free], { dataset: name, train: 'python train.py' }),
              ...byRunning('new', free, '--dataset', name),
            }),
        name,
        section: 'datasets',
        path: places.manifest,
      };
    });
}
