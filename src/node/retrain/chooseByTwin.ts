// Threshold and calibration of a challenger, on rows not learnt from: by a twin, the same recipe fitted without the newest rows of the span.
import type { Evaluation } from '../../core/evaluate/evaluation';
import { evaluateModel } from '../evaluate/evaluateModel';
import { classesIn, type Problem } from '../evaluate/problem';
import { readLabelledRows, type LabelledRows } from '../evaluate/rows';
import type { StageContext } from '../stage';
import { keepBack, type TrainingFile } from './trainingFile';
import { trainOn, type Fit } from './trainOn';

export type Choice = Pick<Evaluation, 'threshold' | 'calibration' | 'chosenOn'>;

/** So many rows of each class have to be kept back: fewer tell no threshold. */
const fewestOfClass = 10;

/**
 * The challenger itself learns from all of its rows, so that it is registered just as it was compared; what is chosen on scores of
 * its twin is taken over, as is usual where a model is refitted after a choice. Undefined for a regression, and where too few rows
 * of a class could be kept back: then nothing is chosen.
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
  const kept = await keepBack(training, signal);
  const [older, newest] = [
    await readLabelledRows(kept.older, problem, signal),
    await readLabelledRows(kept.newest, problem, signal),
  ];
  const named = classesIn(problem, older);
  if (!named.classes?.every((name) => countOf(name, newest) >= fewestOfClass)) return undefined;
  const twin = await trainOn({ ...fit, train: kept.older }, context);
  const { threshold, calibration } = await evaluateModel(
    { file: twin.modelFile, ...problem, ...named, slices: [], validation: newest, test: newest },
    signal,
  );
  const count = (rows: number) => rows.toLocaleString('en');
  return {
    ...(threshold ? { threshold } : {}),
    ...(calibration ? { calibration } : {}),
    chosenOn: `the newest ${count(kept.newestRows)} training rows, scored by the same recipe fitted to the ${count(kept.olderRows)} before them`,
  };
}

const countOf = (name: string, { labels }: LabelledRows) =>
  labels.filter((label) => String(label) === name).length;
