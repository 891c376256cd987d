// `tune`: every trial of the space a training run of its own, scored on validation, the simplest of the best chosen.
import { relative } from 'node:path';
import * as z from 'zod';
import { shapes } from '../../core/shapes';
import { failed, wrongInput } from '../../core/errors';
import { formatInterval } from '../../core/evaluate/interval';
import type { Json } from '../../core/json';
import { datasetOfModel, modelNamed } from '../../core/manifest/modelDataset';
import type { Model, Tune } from '../../core/manifest/manifest';
import type { Outcome } from '../../core/run/run';
import { trainingKeyParts } from '../../core/run/trainingKey';
import { trialsOf } from '../../core/tune/space';
import { trialName, type Tuning } from '../../core/tune/tuning';
import { metricOf } from '../../core/manifest/lookups';
import { writeJson } from '../files/atomic';
import { readStored } from '../files/stored';
import { digestJson } from '../files/digest';
import { hasWholeOutputs, setCandidate } from '../run/candidate';
import { listRuns, readRun } from '../run/find';
import { runFiles } from '../run/folder';
import { tellingIn, type Stage, type StageContext } from '../stage';
import { lockModel } from '../train/modelLock';
import { planTraining } from '../train/plan';
import { judgeTrials } from '../tune/judge';
import { inParallel } from '../parallel';
import { runsByKey, runTrial, type WantedTrial } from '../tune/trial';
import { openValidation } from '../tune/validation';

const request = z.strictObject({ model: z.string() });

export const tune: Stage<z.infer<typeof request>> = {
  name: 'tune',
  request,
  isDetached: true,
  perform: async ({ model }, context) => {
    const lock = await lockModel(context.project, model, context.run);
    try {
      return await tuneUnlessUnchanged(model, context);
    } finally {
      await lock.release();
    }
  },
};

/** A space over a parameter that the training script knows. */
function spaceHint(params: Model['params'] = {}): string {
  const [name, value] = Object.entries(params).find(([, one]) => typeof one === 'number' && one !== 0) ?? [];
  if (name === undefined || typeof value !== 'number')
    return 'Add tune: {space: {NAME: [...]}} to it in lifecycle.yaml, with a parameter that the training script reads.';
  const values = [value / 10, value, value * 10].map((one) => Number(one.toPrecision(12)));
  return `Add tune: {space: {${name}: [${values.join(', ')}]}} to it in lifecycle.yaml.`;
}

async function tuneUnlessUnchanged(model: string, context: StageContext): Promise<Outcome> {
  const { project, run } = context;
  const { tune: settings, params } = modelNamed(project.manifest, model);
  if (!settings)
    throw wrongInput(`The model "${model}" has no space to tune over.`, {
      isDeclined: true,
      hint: spaceHint(params),
    });
  const trials = trialsOf(settings);
  context.report({ kind: 'progress', message: 'Looking at data, code and environment' });
  const wanted = await wantedTrials(model, trials, context);
  const dataset = datasetOfModel(project.manifest, model);
  const metric = metricOf(project.manifest, model);
  const { key: groupedBy } = project.manifest.datasets?.[dataset] ?? {};
  // The keys of the trials hold the rows, the target and the positive class.
  const key = digestJson({ metric, groupedBy, trials: wanted.map((trial) => trial.key) });
  const earlier = await findTuned(context, model, key);
  if (earlier) {
    await setCandidate(project, model, earlier.tuning.chosen, 'tune');
    return tuningOutcome('skipped', earlier.tuning, relative(project.root, earlier.folder));
  }
  const { task, output } = modelNamed(project.manifest, model);
  const tell = tellingIn(context);
  await tell('Reading the validation rows');
  const validation = await openValidation(project, { dataset, task }, context.signal);
  const runs = await runTrials(context, { model, settings, wanted });
  const by = groupedBy === undefined ? {} : { groupedBy };
  const ran = { model, key, metric, ...by, output, trials, runs, validation };
  const tuning = await judgeTrials(ran, context.signal, tell);
  await writeJson(runFiles(run.folder).tuning, tuning);
  await setCandidate(project, model, tuning.chosen, 'tune');
  return tuningOutcome('done', tuning, relative(project.root, run.folder));
}

/** The key of a trial's training differs from the model's own only by its parameters. */
async function wantedTrials(
  model: string,
  trials: ReturnType<typeof trialsOf>,
  context: StageContext,
): Promise<WantedTrial[]> {
  const { project, run } = context;
  const { inputs } = await planTraining(project, { model }, runFiles(run.folder).artifacts, context);
  return trials.map(({ params }) => ({
    params,
    key: digestJson(trainingKeyParts({ ...inputs, params: { ...inputs.params, ...params } })),
  }));
}

async function runTrials(
  context: StageContext,
  { model, settings, wanted }: { model: string; settings: Tune; wanted: readonly WantedTrial[] },
) {
  const known = await runsByKey(context, model, wanted);
  let done = 0;
  const tell = (message: string) =>
    context.report({ kind: 'progress', message, done, total: wanted.length, unit: 'trials' });
  tell(`Trying ${wanted.length} combinations`);
  return inParallel(
    wanted,
    settings.parallel,
    async (trial, signal) => {
      const result = await runTrial(context, model, { ...trial, known: known.get(trial.key) }, signal);
      done += 1;
      tell(`${trialName(trial.params)}${result.error === undefined ? '' : ' failed'}`);
      return result;
    },
    context.signal,
  );
}

/** The newest tuning with this key whose choice still has its model. */
async function findTuned(
  { project, signal }: StageContext,
  model: string,
  key: string,
): Promise<{ tuning: Tuning; folder: string } | undefined> {
  for (const { state, folder } of await listRuns(project, { stage: 'tune', name: model })) {
    const tuning =
      state.status === 'done' ? await readStored<Tuning>(runFiles(folder).tuning, shapes.tuning) : undefined;
    if (tuning?.key !== key) continue;
    const chosen = await readRun(project, tuning.chosen).catch(() => undefined);
    if (chosen && (await hasWholeOutputs(chosen, signal))) return { tuning, folder };
  }
  return undefined;
}

function tuningOutcome(kind: Outcome['kind'], tuning: Tuning, where: string): Outcome {
  const chosen = tuning.trials.find(({ run }) => run === tuning.chosen);
  if (!chosen) throw failed('The tuning does not list the trial that it chose.');
  const alike = tuning.indistinguishable.length;
  const others = alike > 1 ? `, the simplest of ${alike} that validation cannot tell apart` : ', the best';
  return {
    kind,
    passed: true,
    summary: `${tuning.model}: ${trialName(chosen.params)} of ${tuning.trials.length} trials${others}.`,
    figure: `${tuning.metric} ${chosen.metric ? formatInterval(chosen.metric) : (chosen.reported ?? 'not known')}`,
    where,
    // Through JSON, where a figure that is not known is null.
    document: JSON.parse(JSON.stringify(tuning)) as Json,
  };
}
