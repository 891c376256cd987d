// Where a run's evaluation lies, and reading it.
import { join } from 'node:path';
import type { Evaluation } from '../../core/evaluate/evaluation';
import { readJson } from '../files/atomic';

export const evaluationFile = (runFolder: string) => join(runFolder, 'evaluation.json');

/** Undefined where the run was not evaluated yet. */
export const readEvaluation = (runFolder: string) => readJson<Evaluation>(evaluationFile(runFolder));
