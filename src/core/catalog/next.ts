// What to do now, and why: one step for each thing that is not as it should be, the most pressing first.
import { formatProblem } from '../errors';
import { freeName } from '../manifest/freeName';
import { datasetOf, datasetsOf } from '../manifest/lookups';
import { errorsOf } from '../manifest/parts';
import { pasteAt } from '../manifest/paste';
import { servedBy } from '../manifest/served';
import { places } from '../places';
import { actsOn, requestNaming } from '../run/actsOn';
import { isStageName } from '../stageName';
import { hasEnded } from '../run/state';
import type { CatalogFacts, RunFacts } from './facts';
import { nextForDataset } from './nextForDataset';
import { nextForDeployment } from './nextForDeployment';
import { nextForModel } from './nextForModel';
import { byRunning, type NextStep } from './nextStep';

/** Empty where everything is as it should be. */
export function nextSteps(facts: CatalogFacts): readonly NextStep[] {
  const usable = (section: 'datasets' | 'models' | 'deployments') =>
    Object.keys(facts.manifest[section] ?? {}).filter(
      (name) => errorsOf(facts, [{ section, name }]).length === 0,
    );
  const deployments = usable('deployments').map((name) => nextForDeployment(facts, name));
  const models = [
    ...usable('datasets').flatMap((name) => nextForDataset(facts, name)),
    ...usable('models').flatMap((name) => nextForModel(facts, name)),
  ];
  const steps = [
    ...mending(facts),
    ...deployments.flatMap(({ alarms }) => alarms),
    ...beginning(facts),
    ...models,
    ...withoutModel(facts),
    ...deployments.flatMap((one) => one.steps).filter((step) => !isMended(facts, step, models)),
  ];
  return steps
    .filter((step) => isRunnable(facts, step))
    .sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}

/** Of a deployment that gates bar: whether a step for its model, or for what that learns from, comes first. */
function isMended(
  { manifest }: CatalogFacts,
  { stage, name }: NextStep,
  others: readonly NextStep[],
): boolean {
  const model = stage === 'mend' && name !== undefined ? servedBy(manifest, name)?.model : undefined;
  if (model === undefined) return false;
  const settings = manifest.models?.[model];
  const dataset = settings && datasetOf(settings, manifest);
  return others.some((step) => step.name === model || (dataset !== undefined && step.name === dataset));
}

/** The newest run that is under way. */
export const goingOn = ({ runs }: CatalogFacts): RunFacts | undefined =>
  runs.find(({ state }) => !hasEnded(state.status));

/** Why there is no step: `everything is up to date`, what is awaited first, or what was not there yet. */
export function whyNothing(facts: CatalogFacts): string {
  const going = goingOn(facts);
  const { madeLater = [] } = facts;
  if (!going && madeLater.length > 0)
    return `${madeLater.join(', ')} ${madeLater.length === 1 ? 'was' : 'were'} made after the time asked for`;
  if (!going) return 'everything is up to date';
  return `${[going.record.stage, going.record.name].filter(Boolean).join(' ')} is under way`;
}

/** False where its stage would be refused, as something that it works on is wrong in the manifest. */
function isRunnable(facts: CatalogFacts, { stage, name }: NextStep): boolean {
  if (name === undefined || !isStageName(stage)) return true;
  return errorsOf(facts, actsOn(stage, requestNaming(stage, name), facts.entries)).length === 0;
}

const ranks: Readonly<Record<NextStep['severity'], number>> = { error: 0, warning: 1, info: 2 };

/** Prepared data with a target that no model learns from; nothing while a model's dataset cannot be told. */
function withoutModel(facts: CatalogFacts): readonly NextStep[] {
  const { manifest, datasets, entries } = facts;
  const models = Object.values(manifest.models ?? {});
  const hasOthers = entries.some(({ section }) => section === 'models') && models.length === 0;
  const used = models.flatMap((model) => datasetsOf(model, Object.keys(manifest.datasets ?? {})));
  if (errorsOf(facts, []).length > 0) return [];
  if (hasOthers || models.some((model) => datasetOf(model, manifest) === undefined)) return [];
  return Object.entries(manifest.datasets ?? {})
    .filter(([name, { target }]) => target !== undefined && !used.includes(name))
    .filter(([name]) => datasets.some((one) => one.name === name && one.prepared))
    .map(([name]) => ({ name, free: freeName(name, Object.keys(manifest.models ?? {})) }))
    .map(({ name, free }) => ({
      stage: 'mend',
      severity: 'info',
      title: `Make a model of ${name}`,
      why: 'No model learns from it. Make one from a template, or write the command that trains one.',
      paste: pasteAt(manifest, ['models', free], { dataset: name, train: 'python train.py' }),
      ...byRunning('new', free, '--dataset', name),
      name,
      section: 'datasets',
      path: places.manifest,
    }));
}

function mending({ problems }: CatalogFacts): readonly NextStep[] {
  const [first, ...others] = problems.filter(({ severity }) => severity === 'error');
  if (!first) return [];
  const more =
    others.length > 0 ? ` There ${others.length === 1 ? 'is 1 more' : `are ${others.length} more`}.` : '';
  return [
    {
      stage: 'mend',
      severity: 'error',
      title: 'Mend lifecycle.yaml',
      why: `${formatProblem(first)}${more}`,
      ...(first.file === undefined ? {} : { path: first.file }),
      ...(first.line === undefined ? {} : { line: first.line }),
      ...(first.column === undefined ? {} : { column: first.column }),
    },
  ];
}

function beginning({ hasManifest, manifest, found, problems }: CatalogFacts): readonly NextStep[] {
  const isEmpty =
    Object.keys(manifest.datasets ?? {}).length + Object.keys(manifest.models ?? {}).length === 0;
  if (!isEmpty || problems.length > 0) return [];
  const tables = found.files.filter(({ kind }) => kind === 'data');
  const data = tables.reduce((sum, { files = 1 }) => sum + files, 0);
  if (data === 0 && found.files.length === 0)
    return [
      {
        stage: 'init',
        severity: 'info',
        title: 'Add data',
        why: 'No data file was found in this folder, and lifecycle.yaml names no dataset.',
      },
    ];
  return [
    {
      stage: 'init',
      severity: 'info',
      title: hasManifest ? 'Fill lifecycle.yaml' : 'Create lifecycle.yaml',
      why: `${foundText(data, found.files.length - tables.length)}, but nothing says what for.`,
      ...byRunning('init'),
    },
  ];
}

function foundText(data: number, others: number): string {
  const parts = [
    ...(data > 0 ? [`${data} data file${data === 1 ? '' : 's'}`] : []),
    ...(others > 0 ? [`${others} other file${others === 1 ? '' : 's'} of a model's life`] : []),
  ];
  return `${parts.join(' and ')} ${data + others === 1 ? 'was' : 'were'} found`;
}
