// Where a run's evaluation lies, and reading it.
import { join } from 'node:path';
import { shapes } from '../../core/shapes';
import { withEndless } from '../../core/evaluate/endless';
import type { Evaluation } from '../../core/evaluate/evaluation';
import type { Importance } from '../../core/monitor/importance';
import type { Buckets } from '../../core/profile/profile';
import { readStored } from '../files/stored';

export const evaluationFile = (runFolder: string) => join(runFolder, 'evaluation.json');
/** What each input was worth to the model where it was evaluated. */
export const importanceFile = (runFolder: string) => join(runFolder, 'importance.json');
/** The scores it gave rows that it did not learn from, counted. */
export const scoresFile = (runFolder: string) => join(runFolder, 'scores.json');

/** Undefined where the run was not evaluated yet. */
export const readEvaluation = async (runFolder: string): Promise<Evaluation | undefined> =>
  withEndless(await readStored<Evaluation>(evaluationFile(runFolder), shapes.evaluation));
export const readImportance = (runFolder: string) =>
  readStored<Importance>(importanceFile(runFolder), shapes.importance);
export const readScores = (runFolder: string) => readStored<Buckets>(scoresFile(runFolder), shapes.buckets);
