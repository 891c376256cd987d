// `train`: the user's command in the user's Python, given train and validation, never the test split.
import { mkdir, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { inMilliseconds, parseDuration } from '../../core/manifest/duration';
import { modelNamed } from '../../core/manifest/modelDataset';
import { milliseconds } from '../clock';
import { isOutdated, requirementsToInstall } from '../python/create';
import { setCandidate } from '../run/candidate';
import { runFiles } from '../run/folder';
import type { Stage, StageContext } from '../stage';
import { lockModel } from '../train/modelLock';
import { verifyOutputs } from '../train/outputs';
import { planTraining, type TrainingPlan } from '../train/plan';
import { trainRequest, type TrainRequest } from '../train/request';
import { runScript } from '../train/script';
import { findTrained, trainingOutcome, type Trained } from '../train/trained';

export const train: Stage<TrainRequest> = {
  name: 'train',
  request: trainRequest,
  isDetached: true,
  perform: async (request, context) => {
    const { project, run } = context;
    const lock = await lockModel(project, request.model, run);
    try {
      const trained = await trainUnlessUnchanged(request, context);
      // Of a trial the tuning decides; rows of its own are given by whoever compares what came of them.
      if (!lock.isTrial && request.data === undefined)
        await setCandidate(project, request.model, trained.run, 'train');
      return trainingOutcome(trained);
    } finally {
      await lock.release();
    }
  },
};

async function trainUnlessUnchanged(request: TrainRequest, context: StageContext): Promise<Trained> {
  const { project, run, report } = context;
  report({ kind: 'progress', message: 'Looking at data, code and environment' });
  const plan = await planTraining(project, request, runFiles(run.folder).artifacts, context);
  const earlier = await findTrained(project, request.model, plan.inputs.key);
  if (!earlier) return trainNow(request, plan, context);
  return {
    kind: 'skipped',
    inputs: plan.inputs,
    run: earlier.record.id,
    where: relative(project.root, runFiles(earlier.folder).artifacts),
    outputs: earlier.state.outputs,
    metrics: earlier.state.metrics,
    warnings: earlier.state.warnings,
  };
}

async function trainNow(
  request: TrainRequest,
  { inputs, patch, program, args, env, columns }: TrainingPlan,
  { project, run, report, signal }: StageContext,
): Promise<Trained> {
  const model = modelNamed(project.manifest, request.model);
  const { artifacts, diff, log } = runFiles(run.folder);
  if (await isOutdated(project))
    report({ kind: 'progress', message: 'The requirements changed after .venv was made from them' });
  await mkdir(artifacts, { recursive: true });
  if (patch !== '') await writeFile(diff, patch);
  report({ kind: 'training', inputs });
  const metrics: Record<string, number> = {};
  const warnings: string[] = [];
  const started = milliseconds();
  const requirements = await requirementsToInstall(project, inputs.environment.python);
  report({ kind: 'progress', message: `Running ${model.train}` });
  await runScript({
    command: model.train,
    program,
    args,
    cwd: project.root,
    env,
    log,
    ...(requirements === undefined ? {} : { requirements }),
    ...(model.timeout === undefined ? {} : { timeout: inMilliseconds(parseDuration(model.timeout)) }),
    report: (event) => {
      if (event.kind === 'metric') metrics[event.name] = event.value;
      if (event.kind === 'warning') warnings.push(event.message);
      report(event);
    },
    signal,
  });
  const seconds = (milliseconds() - started) / 1000;
  report({ kind: 'progress', message: `Checking ${model.output}` });
  const expected = {
    folder: artifacts,
    output: model.output,
    cwd: project.root,
    ...(columns ? { columns } : {}),
  };
  const outputs = await verifyOutputs(expected, signal);
  for (const file of outputs) report({ kind: 'output', file });
  const where = relative(project.root, artifacts);
  return { kind: 'done', inputs, run: run.id, where, outputs, metrics, warnings, seconds };
}
