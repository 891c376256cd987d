// `run`: every stage that is out of date, in order, each skipping what did not change; a check that says no ends it, a gate only keeps its version out.
import * as z from 'zod';
import { wrongInput } from '../../core/errors';
import { datasetOfModel, modelNamed } from '../../core/manifest/modelDataset';
import { leadingAlias, served } from '../../core/manifest/served';
import type { RegistryState } from '../../core/registry/fold';
import { checksGate } from '../../core/registry/gates/checks';
import { promotionDue } from '../../core/registry/due';
import type { Outcome, StageName } from '../../core/run/run';
import { checkOfVersion } from '../check/now';
import { readDeploymentState } from '../deploy/folder';
import { standingDrift } from '../monitor/standing';
import { wholeRegistry } from '../registry/read';
import { versionIn } from '../registry/versionOf';
import { executeStage } from '../run/execute';
import type { Stage, StageContext } from '../stage';
import { openVerb } from './verbs';
import { remedy } from '../../core/remedy';

const request = z.strictObject({
  /** Only these, with their datasets and deployments; undefined: all. */
  models: z.array(z.string()).optional(),
});

type Request = z.infer<typeof request>;

export const run: Stage<Request> = {
  name: 'run',
  request,
  isDetached: true,
  perform: async (asked, context) => {
    const steps: Step[] = [];
    const step = async (stage: StageName, name: string | undefined, outcome: Promise<Outcome>) => {
      const ended = { stage, ...(name === undefined ? {} : { name }), outcome: await outcome };
      steps.push(ended);
      context.report({ kind: 'step', ...ended });
      return ended.outcome;
    };
    const perform: Perform = (stage, name, asked) => step(stage, name, execute(context, stage, asked));
    const leave: Leave = (stage, name, outcome) => step(stage, name, Promise.resolve(outcome));
    const standing: string[] = [];
    const monitor = async (names: readonly string[]) => {
      const outcome = await execute(context, 'monitor', { names });
      standing.push(...standingDrift(outcome).map((message) => `! ${message}`));
      await leave('monitor', undefined, standing.length > 0 ? { ...outcome, passed: true } : outcome);
    };
    await runAll(asked, context, { perform, leave, monitor });
    return outcomeOf(steps, standing);
  },
};

interface Step {
  readonly stage: StageName;
  readonly name?: string;
  readonly outcome: Outcome;
}

type Perform = (stage: StageName, name: string | undefined, asked: object) => Promise<Outcome>;

type Leave = (stage: StageName, name: string | undefined, outcome: Outcome) => Promise<Outcome>;

interface Doing {
  readonly perform: Perform;
  /** Tells why a stage was not asked for. */
  readonly leave: Leave;
  /** Drift that stands since before is told as a warning, and ends nothing in red. */
  readonly monitor: (names: readonly string[]) => Promise<void>;
}

/** Ends at a check that says no. A version that its gates refuse holds up nothing else: the one that its alias names answers on and is watched. */
async function runAll({ models: wanted }: Request, context: StageContext, doing: Doing): Promise<void> {
  const { manifest, paths } = context.project;
  const models = wanted ?? Object.keys(manifest.models ?? {});
  for (const model of models) modelNamed(manifest, model);
  const datasets = wanted
    ? [...new Set(models.map((model) => datasetOfModel(manifest, model)))]
    : Object.keys(manifest.datasets ?? {});
  if (datasets.length === 0)
    throw wrongInput('lifecycle.yaml names no dataset, so there is nothing to run.', {
      hint: 'Have one proposed from the files that are here.',
      remedy: remedy('init'),
    });
  for (const stage of ['collect', 'prepare', 'check'] as const)
    if (!(await doing.perform(stage, undefined, { names: datasets })).passed) return;
  for (const model of models) await runModel(model, context, doing);
  const deployments = Object.entries(manifest.deployments ?? {}).filter(([, { model }]) =>
    models.includes(served(model).model),
  );
  for (const [name, { model }] of deployments)
    if (await isThere(context, model))
      await ((await readDeploymentState(paths, name))?.stoppedAt === undefined
        ? doing.perform('deploy', name, { deployment: name })
        : doing.leave('deploy', name, leftStopped(name)));
  const monitored: string[] = [];
  for (const [name] of deployments)
    if (Object.hasOwn(manifest.monitors ?? {}, name) && (await readDeploymentState(paths, name)))
      monitored.push(name);
  if (monitored.length > 0) await doing.monitor(monitored);
}

/** What a person ended is theirs to start again. */
const leftStopped = (name: string): Outcome => ({
  kind: 'skipped',
  passed: true,
  summary: `${name} was stopped, and is left so. To start it again: lifecycle deploy ${name}`,
  document: { deployment: name },
});

/** From training to promotion. */
async function runModel(model: string, context: StageContext, { perform, leave }: Doing): Promise<void> {
  const { manifest, paths } = context.project;
  await perform(modelNamed(manifest, model).tune ? 'tune' : 'train', model, { model });
  await perform('evaluate', model, { model });
  const registered = await perform('register', model, { model });
  const { version } = registered.document as { version: number };
  const state = await wholeRegistry(paths, model, context.clock.judged());
  const alias = leadingAlias(manifest, model);
  const checks = await checksOf(context, state, version);
  const due = promotionDue(state, version, { alias, checks });
  if (due.kind === 'promote') {
    await perform('promote', model, { model, version, alias });
    return;
  }
  const outcome = { kind: 'skipped', passed: due.passed, summary: due.reason } as const;
  await leave('promote', model, { ...outcome, document: { model, version, alias } });
}

/** What the gate `checks` says now; undefined where it is not asked for. */
async function checksOf({ project }: StageContext, registry: RegistryState, number: number) {
  const version = versionIn(registry, String(number));
  const check = await checkOfVersion(project, version);
  const { gates = {} } = modelNamed(project.manifest, version.model);
  return checksGate.judge(gates, { version, registry, ...(check ? { check } : {}) });
}

/** Whether the version that a deployment names exists by now: `uptake@champion` or `uptake@2`. */
async function isThere({ project, clock }: StageContext, name: string): Promise<boolean> {
  const { model, which, alias } = served(name);
  const state = await wholeRegistry(project.paths, model, clock.judged());
  return alias === undefined
    ? state.versions.some(({ version }) => version === Number(which))
    : alias in state.aliases;
}

async function execute(context: StageContext, name: StageName, asked: object): Promise<Outcome> {
  const { project, clock, report, signal } = context;
  return executeStage({
    project,
    clock,
    stage: await openVerb(name),
    request: asked,
    parent: context.run.id,
    onEvent: (event) => {
      if (event.kind === 'progress') report({ ...event, message: `${name}: ${event.message}` });
    },
    signal,
  });
}

const firstLine = ({ summary }: Outcome) => summary.split('\n', 1).join();

/** `standing`: warnings, a line each. */
function outcomeOf(steps: readonly Step[], standing: readonly string[]): Outcome {
  const done = steps.filter(({ outcome }) => outcome.kind === 'done');
  const no = steps.filter(({ outcome }) => !outcome.passed);
  const refused = no.filter(({ name }, index) => !no.slice(index + 1).some((later) => later.name === name));
  const changed =
    done.length === 0
      ? 'Everything is up to date.'
      : `${done.length} of ${steps.length} stages had something to do.`;
  return {
    kind: done.length > 0 ? 'done' : 'skipped',
    passed: refused.length === 0,
    summary: [
      ...(refused.length > 0
        ? refused.map(({ stage, outcome }) => `Look at ${stage}: ${firstLine(outcome)}`)
        : [changed]),
      ...standing,
    ].join('\n'),
    document: {
      steps: steps.map(({ stage, name, outcome }) => ({
        stage,
        ...(name === undefined ? {} : { name }),
        ...outcome,
      })),
    },
  };
}
