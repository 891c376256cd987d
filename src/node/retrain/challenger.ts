// A challenger: trained on a span of labelled rows by the champion's own recipe, measured on newer ones, registered.
import type { PreparedVersion } from '../../core/dataset/version';
import { failed } from '../../core/errors';
import type { Evaluation } from '../../core/evaluate/evaluation';
import type { Dataset } from '../../core/manifest/manifest';
import { datasetOfModel } from '../../core/manifest/modelDataset';
import { isWithin, type PolicySpans, type Span } from '../../core/monitor/policy';
import type { ModelInput, Version } from '../../core/registry/version';
import { checkTraining } from '../check/checkTraining';
import { countTestReads } from '../dataset/testReads';
import { currentPrepared, dataFile } from '../dataset/versions';
import type { Candidate } from '../evaluate/candidate';
import { evaluateModel } from '../evaluate/evaluateModel';
import { evaluationFile } from '../evaluate/file';
import { classesIn, problemOf, type Problem } from '../evaluate/problem';
import { readLabelledRows, type LabelledRows } from '../evaluate/rows';
import { writeJson } from '../files/atomic';
import { predictionGroups, type LabelledPrediction } from '../monitor/modelPredictions';
import { openModel } from '../onnx/session';
import { openPreparation } from '../prepare/apply';
import { servingOf } from '../prepare/serving';
import { referenceOf } from '../registry/reference';
import { registerVersion } from '../registry/register';
import type { Project } from '../project';
import type { StageContext } from '../stage';
import { chooseByTwin, type Choice } from './chooseByTwin';
import { refuseUnknown } from './predictedRows';
import { writeTrainingFile, type TrainingFile } from './trainingFile';
import { trainOn, type Fit } from './trainOn';

export interface ChallengerOrder {
  readonly model: string;
  readonly champion: Version;
  readonly spans: PolicySpans;
  /** Every labelled prediction known by now. */
  readonly predictions: readonly LabelledPrediction[];
}

/** Throws `failed` where a span holds no labelled row. */
export async function makeChallenger(order: ChallengerOrder, context: StageContext): Promise<Version> {
  const { model, champion, spans } = order;
  const { project, report } = context;
  const name = datasetOfModel(project.manifest, model);
  const prepared = await currentPrepared(project, name);
  if (!prepared)
    throw failed(`The dataset "${name}" was not prepared yet.`, {
      hint: `Prepare it first: lifecycle prepare ${name}`,
    });
  report({
    kind: 'progress',
    message: `Gathering labelled rows of ${spanOf(spans.train)}`,
    done: 0,
    total: 5,
    unit: 'steps',
  });
  const training = await trainingFile(order, { prepared, context });
  report({
    kind: 'progress',
    message: `Training on ${training.rows} rows of ${spanOf(spans.train)}`,
    done: 1,
    total: 5,
    unit: 'steps',
  });
  const fit: Fit = { champion, prepared, train: training.file, knownUntil: training.knownUntil };
  const candidate = await trainOn(fit, context);
  refuseUnknown(await inputsOf(candidate), training.unknown);
  report({
    kind: 'progress',
    message: 'Choosing the threshold on rows kept back',
    done: 2,
    total: 5,
    unit: 'steps',
  });
  const problem = problemOf(project, model, name);
  const choice = await chooseByTwin({ fit, problem, training }, context);
  report({
    kind: 'progress',
    message: `Measuring on labelled rows of ${spanOf(spans.compare)}`,
    done: 3,
    total: 5,
    unit: 'steps',
  });
  return registerChallenger(order, { candidate, problem, training, choice, context });
}

/** The rows lie under a name made of their content, so that the same rows are the same file. */
async function trainingFile(
  order: ChallengerOrder,
  { prepared, context }: { readonly prepared: PreparedVersion; readonly context: StageContext },
) {
  const { project, run, signal } = context;
  const dataset = datasetNamed(project, prepared.dataset);
  const { champion, spans, predictions } = order;
  return writeTrainingFile(
    {
      folder: run.folder,
      dataset,
      prepared,
      preparedFile: dataFile(project, prepared),
      needed: champion.inputs.map(({ name: input }) => input),
      predictions,
      span: spans.train,
    },
    signal,
  );
}

function datasetNamed({ manifest }: Project, name: string): Dataset {
  const dataset = manifest.datasets?.[name];
  if (!dataset) throw failed(`lifecycle.yaml has no dataset "${name}" any more.`);
  return dataset;
}

async function registerChallenger(
  order: ChallengerOrder,
  {
    candidate,
    problem,
    training,
    choice,
    context,
  }: {
    readonly candidate: Candidate;
    readonly problem: Problem;
    readonly training: TrainingFile;
    readonly choice: Choice | undefined;
    readonly context: StageContext;
  },
): Promise<Version> {
  const { project, clock, signal } = context;
  const { model, spans } = order;
  const { prepared } = candidate;
  const dataset = datasetNamed(project, prepared.dataset);
  const train = await readLabelledRows(training.file, problem, signal);
  const { importance, ...measured } = await evaluateModel(
    {
      file: candidate.modelFile,
      ...problem,
      ...classesIn(problem, train),
      ...(choice ? { chosen: choice } : {}),
      test: await comparedRows(order, { candidate, problem }),
    },
    signal,
  );
  const evaluation: Evaluation = {
    schema: 1,
    model,
    run: candidate.run.id,
    digest: candidate.digest,
    at: clock.judged(),
    measuredOn: `labelled predictions of ${spanOf(spans.compare)}`,
    ...measured,
    testReads: await countTestReads(project, prepared),
  };
  await writeJson(evaluationFile(candidate.run.folder), evaluation);
  const time = problem.time === undefined ? {} : { time: problem.time };
  const { file, rows, predicted } = training;
  const reference = await referenceOf(
    { trainFile: file, modelFile: candidate.modelFile, ...evaluation, ...time, importance },
    signal,
  );
  const asOf = clock.judged();
  const learntFrom = {
    span: { ...spans.train, rows, predicted },
    check: await checkTraining({ dataset, prepared, file, asOf }, signal),
  };
  const registration = { project, clock, ...candidate, evaluation, reference, learntFrom };
  return (await registerVersion(registration)).version;
}

/** The compared span's predictions as rows of the model's inputs with their labels. */
async function comparedRows(
  { model, predictions, spans }: ChallengerOrder,
  { candidate, problem: { key } }: { readonly candidate: Candidate; readonly problem: Problem },
): Promise<LabelledRows> {
  const { prepared } = candidate;
  const compared = predictions.filter(({ time }) => isWithin(time, spans.compare));
  if (compared.length === 0)
    throw failed(`${model} has no labelled prediction from ${spanOf(spans.compare)}.`, {
      hint: 'Wait for labels, or lengthen compare.last of the retraining policy.',
    });
  const preparation = await openPreparation(await servingOf(prepared, await inputsOf(candidate)));
  try {
    const rows = await preparation.apply(compared.map(({ line }) => line.inputs));
    const groups = predictionGroups(compared, key);
    return {
      rows,
      labels: compared.map(({ label }) => label),
      times: compared.map(({ time }) => time),
      ...(groups === undefined ? {} : { groups }),
    };
  } finally {
    await preparation.close();
  }
}

async function inputsOf({ modelFile }: Candidate): Promise<readonly ModelInput[]> {
  const opened = await openModel(modelFile);
  await opened.close();
  return opened.inputs;
}

const spanOf = ({ from, to }: Span) => `${from.slice(0, 10)} to ${to.slice(0, 10)}`;
