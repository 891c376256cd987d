// From a model's raw values to what a prediction says: a score, and the label that the version's threshold gives it.
import { failed } from '../errors';
import { applyCalibration } from '../evaluate/calibration';
import { defaultThreshold } from '../evaluate/defaultThreshold';
import type { Version } from '../registry/version';
import type { PredictionOutput } from './deployment';

/** Raw values of a model file for some rows, row-major. */
export interface RawValues {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
}

type Scored = Pick<Version, 'task' | 'classes' | 'positive' | 'threshold' | 'calibration'>;

/**
 * Probability of the positive class, recalibrated where a map was chosen, or a regression's value, one a row. A model with
 * one column of probabilities gives the positive class's. Throws `failed` where the width does not fit the task.
 */
export function scoresOf(scored: Scored, raw: RawValues): Float64Array {
  const scores = rawScores(scored, raw);
  return scored.calibration ? applyCalibration(scores, scored.calibration) : scores;
}

function rawScores({ task, classes, positive }: Scored, { rows, width, values }: RawValues): Float64Array {
  if (width === 1) return values;
  if (task === 'regression')
    throw failed(`The model gives ${width} values a row where a regression gives one number.`, {
      hint: 'Let the training script fit a regressor; or, where a class is to be told, take "task: regression" out of lifecycle.yaml.',
    });
  const index = classes?.indexOf(positive ?? '') ?? -1;
  if (index < 0 || width !== classes?.length)
    throw failed(
      `The model gives ${width} values a row where the target has ${classes?.length ?? 0} classes.`,
      {
        hint: 'Train it on every class of the target.',
      },
    );
  return Float64Array.from({ length: rows }, (_none, row) => values[row * width + index] ?? NaN);
}

/** Outputs as answered and logged; the label is left out for a regression. Throws `failed` naming the row where a score is no finite number. */
export function outputsOf(version: Scored, scores: Float64Array): readonly PredictionOutput[] {
  const row = scores.findIndex((score) => !Number.isFinite(score));
  if (row >= 0)
    throw failed(`Row ${row + 1}: the model gives no finite score (${scores[row]}), so there is no answer.`, {
      hint: 'Leave the row out, or give its missing values; let the training script fill them before the model sees them.',
    });
  const { task, classes, positive, threshold = defaultThreshold } = version;
  if (task === 'regression') return Array.from(scores, (score) => ({ score }));
  const negative = classes?.find((name) => name !== positive) ?? 'other';
  return Array.from(scores, (score) => ({ score, label: score >= threshold ? (positive ?? '') : negative }));
}
