// `train`: the user's command in the user's Python, given train and validation, never the test split.
import { writeFile, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { addDuration, parseDuration } from '../../core/manifest/duration';
import { modelNamed } from '../../core/manifest/modelDataset';
import type { Outcome, OutputFile, TrainingInputs } from '../../core/run/run';
import { milliseconds } from '../clock';
import { isOutdated } from '../python/create';
import { runFiles } from '../run/folder';
import type { Stage, StageContext } from '../stage';
import { lockModel } from '../train/modelLock';
import { verifyOutputs } from '../train/outputs';
import { planTraining } from '../train/plan';
import { trainRequest, type TrainRequest } from '../train/request';
import { runScript } from '../train/script';
import { findTrained } from '../train/trained';

export const train: Stage<TrainRequest> = {
  name: 'train',
  request: trainRequest,
  isDetached: true,
  perform: async (request, context) => {
    const lock = await lockModel(context.project, request.model, context.run);
    try {
      return await trainOnce(request, context);
    } finally {
      await lock.release();
    }
  },
};

async function trainOnce(request: TrainRequest, context: StageContext): Promise<Outcome> {
  const { project, run, report, signal } = context;
  const model = modelNamed(project.manifest, request.model);
  const files = runFiles(run.folder);
  report({ kind: 'progress', message: 'Looking at data, code and environment' });
  const plan = await planTraining(project, request, files.artifacts, signal);
  const earlier = await findTrained(project, request.model, plan.inputs.key);
  if (earlier)
    return trained('skipped', request, {
      run: earlier.record.id,
      folder: relative(project.root, earlier.folder),
      inputs: plan.inputs,
      outputs: earlier.state.outputs,
      metrics: earlier.state.metrics,
      summary: `Unchanged since run ${earlier.record.id}.`,
    });
  if (await isOutdated(project))
    report({ kind: 'progress', message: 'The requirements changed after .venv was made from them' });
  await mkdir(files.artifacts, { recursive: true });
  if (plan.patch !== '') await writeFile(files.diff, plan.patch);
  report({ kind: 'training', inputs: plan.inputs });
  const metrics: Record<string, number> = {};
  const started = milliseconds();
  await runScript({
    command: model.train,
    program: plan.program,
    args: plan.args,
    cwd: project.root,
    env: plan.env,
    log: files.log,
    ...(model.timeout === undefined ? {} : { timeout: inMilliseconds(model.timeout) }),
    report: (event) => {
      if (event.kind === 'metric') metrics[event.name] = event.value;
      report(event);
    },
    signal,
  });
  const seconds = (milliseconds() - started) / 1000;
  report({ kind: 'progress', message: `Checking ${model.output}` });
  const expected = { folder: files.artifacts, output: model.output, cwd: project.root };
  const outputs = await verifyOutputs(expected, signal);
  for (const file of outputs) report({ kind: 'output', file });
  return trained('done', request, {
    run: run.id,
    folder: relative(project.root, run.folder),
    inputs: plan.inputs,
    outputs,
    metrics,
    seconds,
    summary: `Trained ${request.model} in ${seconds.toFixed(1)} s.`,
  });
}

interface Trained {
  readonly run: string;
  /** Relative to the project. */
  readonly folder: string;
  readonly inputs: TrainingInputs;
  readonly outputs: readonly OutputFile[];
  /** As the script told them. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly seconds?: number;
  readonly summary: string;
}

function trained(kind: Outcome['kind'], { model }: TrainRequest, result: Trained): Outcome {
  const { run, folder, inputs, outputs, metrics, seconds, summary } = result;
  const [first] = Object.entries(metrics);
  return {
    kind,
    passed: true,
    summary,
    ...(first ? { figure: `${first[0]} ${Number(first[1].toPrecision(4))}` } : {}),
    where: join(folder, 'artifacts'),
    document: {
      model,
      run,
      key: inputs.key,
      params: inputs.params,
      seed: inputs.seed,
      outputs: outputs.map(({ path, digest, bytes }) => ({ path, digest, bytes })),
      metrics,
      ...(seconds === undefined ? {} : { seconds }),
    },
  };
}

/** Months are those after 1970 began, which is near enough for a time limit. */
function inMilliseconds(duration: string): number {
  const start = new Date(0).toISOString();
  return Date.parse(addDuration(start, parseDuration(duration)));
}
