// What to do now, and why: one step for each thing that is not as it should be, the most pressing first.
import { formatProblem } from '../errors';
import { counted } from '../figures';
import { datasetOf } from '../manifest/lookups';
import { errorsOf } from '../manifest/parts';
import { servedBy } from '../manifest/served';
import { actsOn, requestNaming } from '../run/actsOn';
import { isStageName } from '../stageName';
import { hasEnded } from '../run/state';
import type { CatalogFacts, RunFacts } from './facts';
import { filesIn } from './foundNodes';
import { nextForDataset } from './nextForDataset';
import { nextForDeployment } from './nextForDeployment';
import { nextForModel } from './nextForModel';
import { byRunning, type NextStep } from './nextStep';
import { nextForDataWithoutModel } from './withoutModel';

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
    ...nextForDataWithoutModel(facts),
    ...deployments.flatMap((one) => one.steps).filter((step) => !isMended(facts, step, models)),
  ];
  return steps
    .filter((step) => isRunnable(facts, step) && isWritable(facts, step))
    .sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}

/** The one that makes the version answer which a model's deployment follows; undefined where each does. */
export const deployingOf = (facts: CatalogFacts, model: string): NextStep | undefined =>
  nextSteps(facts).find(
    ({ stage, name }) =>
      stage === 'deploy' && name !== undefined && servedBy(facts.manifest, name)?.model === model,
  );

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

/** False where what it says to write stands in the manifest already, and is wrong there. */
function isWritable(facts: CatalogFacts, { paste }: NextStep): boolean {
  const entry = facts.entries.find(
    ({ section, name }) => section === paste?.path[0] && name === paste.path[1],
  );
  return paste === undefined || errorsOf(facts, entry ? [entry] : []).length === 0;
}

const ranks: Readonly<Record<NextStep['severity'], number>> = { error: 0, warning: 1, info: 2 };

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
  const { files, leftOut = { data: 0, others: 0 } } = found;
  const data = filesIn(files.filter(({ kind }) => kind === 'data')) + leftOut.data;
  const others = filesIn(files.filter(({ kind }) => kind !== 'data')) + leftOut.others;
  if (data + others === 0)
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
      why: `${found.cutAt === undefined ? '' : 'At least '}${foundText(data, others)}, but nothing says what for.`,
      ...byRunning('init'),
    },
  ];
}

function foundText(data: number, others: number): string {
  const parts = [
    ...(data > 0 ? [counted(data, 'data file')] : []),
    ...(others > 0 ? [counted(others, "other file of a model's life", "other files of a model's life")] : []),
  ];
  return `${parts.join(' and ')} ${data + others === 1 ? 'was' : 'were'} found`;
}
