// Threshold and calibration of a challenger, on rows not learnt from: by a twin, the same recipe fitted without the newest rows of the span.
import type { Evaluation } from '../../core/evaluate/evaluation';
import { fewestOfClass, keepBack, nothingChosen } from '../../core/evaluate/keepBack';
import { count } from '../../core/figures';
import { classesIn } from '../evaluate/classes';
import { evaluateModel } from '../evaluate/evaluateModel';
import type { Problem } from '../evaluate/problem';
import { readLabelledRows } from '../evaluate/rows';
import { tellingIn, type StageContext } from '../stage';
import { partTrainingFile, type TrainingFile } from './trainingFile';
import { trainOn, type Fit } from './trainOn';

export type Choice = Pick<Evaluation, 'threshold' | 'calibration' | 'chosenOn' | 'warnings'>;

/**
 * The challenger itself learns from all of its rows, so that it is registered just as it was compared; what is chosen on scores of
 * its twin is taken over, as is usual where a model is refitted after a choice. Undefined for a regression; nothing but a warning
 * where too few rows of a class could be kept back.
 */
export async function chooseByTwin(
  {
    fit,
    problem,
    training,
  }: { readonly fit: Fit; readonly problem: Problem; readonly training: TrainingFile },
  context: StageContext,
): Promise<Choice | undefined> {
  if (problem.task === 'regression') return undefined;
  const { signal } = context;
  const tell = tellingIn(context);
  const all = await readLabelledRows(training.file, problem, signal);
  const named = classesIn(problem, all);
  const { classes = [] } = named;
  const labels = all.labels.map(String);
  const kept = keepBack(labels, classes);
  if (!kept) return { warnings: [nothingChosen(labels, classes)] };
  const { older, newest } = await partTrainingFile(training, kept.rows, signal);
  await tell('Training the same recipe without the rows kept back');
  const twin = await trainOn({ ...fit, train: older, keptBack: kept.rows }, context);
  const rows = await readLabelledRows(newest, problem, signal);
  const { threshold, calibration } = await evaluateModel(
    { file: twin.modelFile, ...problem, ...named, slices: [], validation: rows, test: rows },
    signal,
    tell,
  );
  const grown = kept.isGrown ? ` (more than a tenth, to hold ${fewestOfClass} of each class)` : '';
  return {
    ...(threshold ? { threshold } : {}),
    ...(calibration ? { calibration } : {}),
    chosenOn: `the newest ${count(kept.rows)} training rows${grown}, scored by the same recipe fitted to the ${count(training.rows - kept.rows)} before them`,
  };
}
