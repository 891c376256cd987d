// A challenger: trained on a span of labelled rows by the champion's own recipe, its threshold chosen, then measured and registered.
import type { PreparedVersion } from '../../core/dataset/version';
import { counted } from '../../core/figures';
import type { Dataset } from '../../core/manifest/manifest';
import { entryNamed } from '../../core/manifest/entry';
import { datasetOfModel } from '../../core/manifest/modelDataset';
import { spanText } from '../../core/span';
import { dataFile } from '../dataset/preparedFiles';
import { requirePrepared } from '../dataset/versions';
import { problemOf } from '../evaluate/problem';
import type { StageContext } from '../stage';
import { chooseByTwin } from './chooseByTwin';
import type { Challenger, ChallengerOrder } from './order';
import { refuseUnknown } from './predictedRows';
import { inputsOfModel } from '../onnx/withModel';
import { registerChallenger } from './registerChallenger';
import { mendSpan, requireCompared, requireKey, requireTraining } from './requireSpans';
import { writeTrainingFile } from './trainingFile';
import { trainOn, type Fit } from './trainOn';

/** Throws `failed`, before anything is trained, where a span holds too few labelled rows or one class only. */
export async function makeChallenger(order: ChallengerOrder, context: StageContext): Promise<Challenger> {
  const { model, champion, spans } = order;
  const { project, report } = context;
  const tell = (message: string, done: number) =>
    report({ kind: 'progress', message, done, total: 5, unit: 'steps' });
  const name = datasetOfModel(project.manifest, model);
  const prepared = await requirePrepared(project, name);
  const problem = problemOf(project, model, name);
  const dataset = entryNamed(project.manifest, 'datasets', name);
  requireKey(dataset, prepared);
  requireCompared(order, problem.task);
  tell(`Gathering labelled rows of ${spanText(spans.train)}`, 0);
  const training = await trainingFile(order, { dataset, prepared, context });
  await requireTraining(training, { order, problem }, context.signal);
  const once =
    training.repeated > 0 ? `; ${counted(training.repeated, 'row')} of both dataset and log left out` : '';
  tell(`Training on ${counted(training.rows, 'row')} of ${spanText(spans.train)}${once}`, 1);
  const fit: Fit = {
    stage: order.train,
    champion,
    prepared,
    train: training.file,
    knownUntil: training.knownUntil,
  };
  const candidate = await trainOn(fit, context);
  refuseUnknown(await inputsOfModel(candidate.modelFile, { signal: context.signal }), training.unknown);
  if (problem.task === 'classification') tell('Choosing the threshold on rows kept back', 2);
  const choice = await chooseByTwin({ fit, problem, training }, context);
  tell(`Measuring on labelled rows of ${spanText(spans.compare)}`, 3);
  return registerChallenger(order, { candidate, dataset, problem, training, choice, context });
}

/** The rows lie under a name made of their content, so that the same rows are the same file. */
async function trainingFile(
  order: ChallengerOrder,
  {
    dataset,
    prepared,
    context,
  }: { readonly dataset: Dataset; readonly prepared: PreparedVersion; readonly context: StageContext },
) {
  const { project, run, signal } = context;
  const { champion, spans, predictions, unlabelled } = order;
  return writeTrainingFile(
    {
      folder: run.folder,
      dataset,
      prepared,
      preparedFile: await dataFile(project, prepared, signal),
      needed: champion.inputs.map(({ name: input }) => input),
      predictions,
      span: spans.train,
      hint: mendSpan('data', spans.train, unlabelled),
    },
    signal,
  );
}
