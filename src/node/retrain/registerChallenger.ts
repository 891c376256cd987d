// A challenger measured on rows newer than those it learnt from, and registered just as it was measured.
import type { Evaluation } from '../../core/evaluate/evaluation';
import { count } from '../../core/figures';
import type { Dataset } from '../../core/manifest/manifest';
import { isWithin } from '../../core/monitor/policy';
import { spanText } from '../../core/span';
import { rawKeyOf } from '../../core/prepare/rawKey';
import { checkTraining } from '../check/checkTraining';
import { countTestReads } from '../dataset/testReads';
import { requireUnchanged, type Candidate } from '../evaluate/candidate';
import { classesIn } from '../evaluate/classes';
import { evaluateModel } from '../evaluate/evaluateModel';
import { evaluationFile } from '../evaluate/file';
import type { Problem } from '../evaluate/problem';
import { readLabelledRows, type LabelledRows } from '../evaluate/rows';
import { writeJson } from '../files/atomic';
import { predictionGroups, type LabelledPrediction } from '../monitor/modelPredictions';
import { inputsOfModel } from '../onnx/withModel';
import { openPreparation } from '../prepare/apply';
import { servingOf } from '../prepare/serving';
import { referenceOf } from '../registry/reference';
import { registerVersion } from '../registry/register';
import { tellingIn, type StageContext } from '../stage';
import type { Choice } from './chooseByTwin';
import type { Challenger, ChallengerOrder } from './order';
import type { TrainingFile } from './trainingFile';

export async function registerChallenger(
  order: ChallengerOrder,
  {
    candidate,
    dataset,
    problem,
    training,
    choice,
    context,
  }: {
    readonly candidate: Candidate;
    readonly dataset: Dataset;
    readonly problem: Problem;
    readonly training: TrainingFile;
    readonly choice: Choice | undefined;
    readonly context: StageContext;
  },
): Promise<Challenger> {
  const { project, clock, signal } = context;
  const { model, spans, predictions } = order;
  const { prepared } = candidate;
  const tell = tellingIn(context);
  const train = await readLabelledRows(training.file, problem, signal);
  const key = rawKeyOf(project.manifest, model);
  const compared = predictions.filter(({ time }) => isWithin(time, spans.compare));
  const { importance, scores, ...measured } = await evaluateModel(
    {
      file: candidate.modelFile,
      ...problem,
      ...classesIn(problem, train),
      ...(choice ? { chosen: choice } : {}),
      test: await comparedRows(compared, { candidate, key }, signal),
      train,
    },
    signal,
    tell,
  );
  await requireUnchanged(candidate);
  const warnings = [
    ...(measured.warnings ?? []),
    ...training.warnings,
    ...(train.groups && key !== undefined ? ungrouped(compared, key) : []),
  ];
  const evaluation: Evaluation = {
    schema: 1,
    model,
    run: candidate.run.id,
    digest: candidate.digest,
    at: clock.judged(),
    measuredOn: `labelled predictions of ${spanText(spans.compare)}`,
    ...measured,
    ...(warnings.length > 0 ? { warnings } : {}),
    testReads: await countTestReads(project, prepared),
  };
  await writeJson(evaluationFile(candidate.run.folder), evaluation);
  const time = problem.time === undefined ? {} : { time: problem.time };
  const { file, rows, predicted, repeated } = training;
  const reference = await referenceOf(
    { trainFile: file, modelFile: candidate.modelFile, ...time, scores, importance },
    signal,
    tell,
  );
  await tell('Checking the rows that it learnt from');
  const asOf = clock.judged();
  const learntFrom = {
    span: { ...spans.train, rows, predicted, ...(repeated === 0 ? {} : { repeated }) },
    check: await checkTraining({ dataset, prepared, file, asOf }, signal),
  };
  const registration = { project, clock, ...candidate, evaluation, reference, learntFrom };
  const { version } = await registerVersion(registration, signal, tell);
  return { version, warnings };
}

/** Predictions that do not say which group they belong to, where the rows learnt from come in groups. */
function ungrouped(compared: readonly LabelledPrediction[], key: string): readonly string[] {
  const without = compared.filter(({ line }) => (line.inputs[key] ?? '') === '').length;
  if (without === 0) return [];
  return [
    `Rows come in groups by "${key}", but ${count(without)} of ${count(compared.length)} compared predictions do not bring it: each counts as independent, and the intervals are narrower than is true. Send "${key}" with every request.`,
  ];
}

/** The compared predictions as rows of the model's inputs with their labels. */
async function comparedRows(
  compared: readonly LabelledPrediction[],
  { candidate, key }: { readonly candidate: Candidate; readonly key: string | undefined },
  signal: AbortSignal,
): Promise<LabelledRows> {
  const preparation = await openPreparation(
    await servingOf(candidate.prepared, await inputsOfModel(candidate.modelFile, { signal })),
  );
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
