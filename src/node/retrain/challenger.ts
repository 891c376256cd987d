// A challenger: trained on a span of labelled rows by the champion's own recipe, measured on newer ones, registered.
import type { PreparedVersion } from '../../core/dataset/version';
import { failed } from '../../core/errors';
import type { Evaluation } from '../../core/evaluate/evaluation';
import { datasetOfModel } from '../../core/manifest/modelDataset';
import { isWithin, type PolicySpans, type Span } from '../../core/monitor/policy';
import type { Version } from '../../core/registry/version';
import { currentPrepared, dataFile } from '../dataset/versions';
import { findCandidate, type Candidate } from '../evaluate/candidate';
import { evaluateModel } from '../evaluate/evaluateModel';
import { evaluationFile, readEvaluation } from '../evaluate/file';
import { classesIn, problemOf, type Problem } from '../evaluate/problem';
import { readLabelledRows, type LabelledRows } from '../evaluate/rows';
import { writeJson } from '../files/atomic';
import { predictionGroups, type LabelledPrediction } from '../monitor/modelPredictions';
import { openModel } from '../onnx/session';
import { openPreparation } from '../prepare/apply';
import { servingOf } from '../prepare/serving';
import { referenceOf } from '../registry/reference';
import { registerVersion } from '../registry/register';
import { executeStage } from '../run/execute';
import type { StageContext } from '../stage';
import { openStage } from '../stages';
import { writeTrainingFile } from './trainingFile';

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
  const { project, report, signal } = context;
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
    total: 4,
    unit: 'steps',
  });
  const training = await trainingFile(order, { prepared, context });
  report({
    kind: 'progress',
    message: `Training on ${training.rows} rows of ${spanOf(spans.train)}`,
    done: 1,
    total: 4,
    unit: 'steps',
  });
  const { document } = await executeStage({
    project,
    clock: context.clock,
    stage: await openStage('train'),
    request: {
      model,
      params: champion.training.params,
      seed: champion.training.seed,
      data: {
        train: training.file,
        dataset: name,
        prepared: prepared.fingerprint,
        knownUntil: training.knownUntil,
      },
    },
    parent: context.run.id,
    signal,
  });
  const candidate = await findCandidate(project, model, (document as { readonly run: string }).run);
  report({
    kind: 'progress',
    message: `Measuring on labelled rows of ${spanOf(spans.compare)}`,
    done: 2,
    total: 4,
    unit: 'steps',
  });
  return registerChallenger(order, { candidate, trainFile: training.file, context });
}

/** The rows lie under a name made of their content, so that the same rows are the same file. */
async function trainingFile(
  order: ChallengerOrder,
  { prepared, context }: { readonly prepared: PreparedVersion; readonly context: StageContext },
) {
  const { project, run, signal } = context;
  const dataset = project.manifest.datasets?.[prepared.dataset];
  if (!dataset) throw failed(`lifecycle.yaml has no dataset "${prepared.dataset}" any more.`);
  const { champion: version, spans, predictions } = order;
  return writeTrainingFile(
    {
      folder: run.folder,
      dataset,
      prepared,
      preparedFile: dataFile(project, prepared),
      version,
      predictions,
      span: spans.train,
    },
    signal,
  );
}

async function registerChallenger(
  order: ChallengerOrder,
  {
    candidate,
    trainFile,
    context,
  }: { readonly candidate: Candidate; readonly trainFile: string; readonly context: StageContext },
): Promise<Version> {
  const { project, clock, signal } = context;
  const { model, spans } = order;
  const problem = problemOf(project, model, candidate.prepared.dataset);
  const train = await readLabelledRows(trainFile, problem, signal);
  const { importance, ...measured } = await evaluateModel(
    {
      file: candidate.modelFile,
      ...problem,
      ...classesIn(problem, train),
      validation: train,
      isValidationSeen: true,
      test: await comparedRows(order, { candidate, problem }),
    },
    signal,
  );
  const known = await readEvaluation(candidate.run.folder);
  const { validation: _inSample, ...honest } = measured;
  const evaluation: Evaluation = {
    schema: 1,
    model,
    run: candidate.run.id,
    digest: candidate.digest,
    at: clock.judged(),
    measuredOn: `labelled predictions of ${spanOf(spans.compare)}`,
    ...honest,
    testReads: known?.testReads ?? 0,
  };
  await writeJson(evaluationFile(candidate.run.folder), evaluation);
  const time = problem.time === undefined ? {} : { time: problem.time };
  const reference = await referenceOf(
    { trainFile, modelFile: candidate.modelFile, ...evaluation, ...time, importance },
    signal,
  );
  return (await registerVersion({ project, clock, ...candidate, evaluation, reference })).version;
}

/** The compared span's predictions as rows of the model's inputs with their labels. */
async function comparedRows(
  { model, predictions, spans }: ChallengerOrder,
  {
    candidate: { modelFile, prepared },
    problem: { key },
  }: { readonly candidate: Candidate; readonly problem: Problem },
): Promise<LabelledRows> {
  const compared = predictions.filter(({ time }) => isWithin(time, spans.compare));
  if (compared.length === 0)
    throw failed(`${model} has no labelled prediction from ${spanOf(spans.compare)}.`, {
      hint: 'Wait for labels, or lengthen compare.last of the retraining policy.',
    });
  const opened = await openModel(modelFile);
  const serving = await servingOf(prepared, opened.inputs);
  await opened.close();
  const preparation = await openPreparation(serving);
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

const spanOf = ({ from, to }: Span) => `${from.slice(0, 10)} to ${to.slice(0, 10)}`;
